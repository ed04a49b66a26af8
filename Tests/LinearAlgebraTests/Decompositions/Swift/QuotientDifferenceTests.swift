#if DEBUG
  import Foundation
  import Testing

  @testable import LinearAlgebra

  /// Singular values of bidiagonal matrices by quotients and differences, against implicit QR.
  @Suite struct QuotientDifferenceTests {
    private let unit = Double.ulpOfOne / 2

    @Test(arguments: [1, 2, 3, 8, 33, 100, 300])
    func valuesAreThoseOfImplicitQR(n: Int) throws {
      var generator = SeededGenerator(seed: UInt64(n))
      func random(_ range: ClosedRange<Double>) -> [Double] {
        (0..<n).map { _ in .random(in: range, using: &generator) }
      }
      func row(_ element: (Int) -> Double) -> [Double] { (0..<n).map(element) }
      let (ones, zeros) = (row { _ in 1 }, row { _ in 0 })
      let matrices: [(String, [Double], [Double])] = [
        ("random", random(-1...1), random(-1...1)), ("ones", ones, ones), ("all zeros", zeros, zeros),
        ("weakly coupled", ones, row { _ in 1e-8 }), ("zeros on the diagonal", zeros, ones),
        ("every third is zero", row { $0 % 3 == 0 ? 0 : 1 }, ones), ("first is zero", row { $0 == 0 ? 0 : 1 }, ones),
        ("last is zero", row { $0 == n - 1 ? 0 : 1 }, ones), ("clustered", random(1 - 1e-10...1), random(-1e-9...1e-9)),
        ("Wilkinson's", row { abs(Double($0) - Double(n - 1) / 2) / Double(n) }, row { _ in 1 / Double(n) }),
        ("graded down", row { pow(2, -Double($0)) }, row { pow(2, -Double($0)) }),
        ("graded up", row { pow(2, Double($0 - n)) }, row { pow(2, Double($0 - n)) }),
        ("of all magnitudes", random(-60...0).map { exp2($0) }, random(-60...0).map { exp2($0) }),
        ("of more magnitudes", random(-299...0).map { exp2($0) }, random(-299...0).map { exp2($0) }),
        ("tiny at the end", row { $0 < n / 2 ? 1 : exp2(-150) }, row { $0 < n / 2 ? 1 : exp2(-150) }),
        ("tiny on the diagonal", random(-299 ... -250).map { exp2($0) }, random(0.1...1)),
      ]
      for (name, diagonal, above) in matrices {
        let above = above.dropLast() + [0]
        var iteration = BidiagonalIteration(d: diagonal, e: Array(above.dropLast()), unit: unit)
        let converged = iteration.run()
        #expect(converged)
        let wanted = iteration.d.sorted()
        let values = try #require(
          QuotientDifference.values(diagonal: diagonal, above: Array(above), unit: unit), "\(name) of order \(n)")
        #expect(values.count == n)
        for (value, wanted) in zip(values.sorted(), wanted) {
          // Written so that NaN fails.
          #expect(abs(value - wanted) <= Double(16 + n) * unit * (wanted + 1), "\(name) of order \(n)")
        }
      }
    }

    /// Nothing above the diagonal is so small that it is dropped: values keep their digits.
    @Test func smallValuesKeepTheirDigits() throws {
      let n = 12
      let diagonal = (0..<n).map { exp2(-3 * Double($0)) }
      let above = (0..<n).map { $0 + 1 < n ? diagonal[$0] / 2 : 0 }
      let values = try #require(QuotientDifference.values(diagonal: diagonal, above: above, unit: unit))
      // The determinant is a product of n values.
      let logarithm = values.reduce(0) { $0 + log2($1) }
      #expect(abs(logarithm + 3 * Double(n * (n - 1) / 2)) < 1e-11)
    }
  }
#endif
