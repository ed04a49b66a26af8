import Foundation
import LinearAlgebra
import Testing

/// Softmax cross-entropy against its definition in Double, on every instruction set, for few and for many classes.
@Suite struct CrossEntropyTests {
  private let padding = 3

  /// Rows of `columns` elements and of padding that nobody may read as a number, or write.
  private func padded<Scalar: BLASScalar>(_ rows: [[Double]]) -> [Scalar] {
    rows.flatMap { $0.map { Scalar($0) } + [Scalar](repeating: .nan, count: padding) }
  }

  /// The loss and the gradient, by the definition.
  private func reference(_ z: [Double], _ t: [Double]) -> (loss: Double, gradient: [Double]) {
    let largest = z.max()!
    let powers = z.map { exp($0 - largest) }
    let (sum, total) = (powers.reduce(0, +), t.reduce(0, +))
    let loss = zip(z, t).reduce(0) { $0 + $1.1 * (log(sum) + largest - $1.0) }
    return (loss, zip(powers, t).map { $0 / sum * total - $1 })
  }

  private func check<Scalar: BLASScalar>(_: Scalar.Type, rows: Int, columns: Int, tolerance: Double) {
    var generator = SeededGenerator(seed: UInt64(rows * 100 + columns))
    func number(_ range: ClosedRange<Double>) -> Double {
      Double(Float(Double.random(in: range, using: &generator)))
    }
    let logits = (0..<rows).map { _ in (0..<columns).map { _ in number(-20...20) } }
    let targets = (0..<rows).map { row in
      let label = Int.random(in: 0..<columns, using: &generator)
      return (0..<columns).map { row % 3 == 2 ? number(0...1) : $0 == label ? 1 : 0 }
    }
    let expected = zip(logits, targets).map { reference($0, $1) }
    let stride = columns + padding
    for set in InstructionSet.available {
      var z: [Scalar] = padded(logits)
      let t: [Scalar] = padded(targets)
      let loss = unsafe Scalar._routines.kernels(set).softmaxCrossEntropy(rows, columns, &z, stride, t, stride, 0.5)
      let wanted = expected.reduce(0) { $0 + $1.loss }
      // The sum in the logarithm, at least 1, is rounded: of a small loss that is more than its last place.
      let allowed = tolerance * (wanted + targets.joined().reduce(0, +))
      #expect(abs(loss - wanted) <= allowed, "\(set), \(rows)x\(columns): \(loss), not \(wanted)")
      for row in 0..<rows {
        for column in 0..<stride {
          let got = Double(z[row * stride + column])
          if column >= columns {
            #expect(got.isNaN, "\(set), \(rows)x\(columns): the padding of row \(row) was written")
          } else {
            let want = expected[row].gradient[column] / 2
            // A probability is off by some roundings of what stands in the exponent, 40 at most.
            #expect(
              abs(got - want) <= tolerance * 40, "\(set), \(rows)x\(columns), (\(row), \(column)): \(got), not \(want)")
          }
        }
      }
    }
  }

  @Test(arguments: [1, 2, 5, 8, 15, 16, 17, 40])
  func lossAndGradientAreThoseOfTheDefinition(rows: Int) {
    for columns in [1, 2, 3, 4, 7, 8, 9, 10, 15, 16, 17, 31, 33, 100] {
      check(Float.self, rows: rows, columns: columns, tolerance: 8 * Double(Float.ulpOfOne))
      check(Double.self, rows: rows, columns: columns, tolerance: 8 * Double.ulpOfOne)
    }
  }

  @Test func infinityAndNotANumberShowInTheLoss() {
    for columns in [3, 20] {
      for set in InstructionSet.available {
        func loss(_ first: Float, label: Int) -> Double {
          var z = [first] + [Float](repeating: 0, count: columns - 1)
          let t = (0..<columns).map { $0 == label ? Float(1) : 0 }
          return unsafe Float._routines.kernels(set).softmaxCrossEntropy(1, columns, &z, columns, t, columns, 1)
        }
        #expect(loss(.nan, label: 1).isNaN && loss(.nan, label: 0).isNaN)
        #expect(loss(.infinity, label: 1).isNaN)
        #expect(loss(-.infinity, label: 0) == .infinity)
        #expect(abs(loss(-.infinity, label: 1) - log(Double(columns - 1))) < 1e-6)
        #expect(loss(-3e38, label: 1).isFinite && loss(-3e38, label: 0) == Double(3e38 as Float))
      }
    }
  }
}
