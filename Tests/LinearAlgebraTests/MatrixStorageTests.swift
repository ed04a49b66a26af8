import Foundation
import LinearAlgebra
import Testing

/// Elements begin with a cache line, however a matrix is made.
@Suite struct MatrixStorageTests {
  @Test func everyWayToMakeAMatrixBeginsWithACacheLine() throws {
    try check(Float.self)
    try check(Double.self)
  }

  private func check<Scalar: BLASScalar & Codable>(_: Scalar.Type) throws {
    var generator = SeededGenerator(seed: 5)
    // Sizes whose rows end within a line, and some that malloc takes from pages of their own.
    for (m, n) in [(1, 1), (3, 5), (5, 3), (7, 7), (64, 64), (257, 129)] {
      let a = Matrix<Scalar>(rows: m, columns: n) { i, j in Scalar((7 * i + 3 * j) % 11) - 4 }
      let square = Matrix<Scalar>(rows: n, columns: n) { i, j in Scalar(i == j ? 2 * n : (i * j) % 3) }
      var written = a[0..., 0...]
      written[m - 1, n - 1] = 1
      var part = a[(m / 2)..., (n / 2)...]
      part *= 2
      var block = a
      block[..<1, ...] = a[..<1, ...]
      var inPlace = a
      inPlace.mapInPlace { $0 + 1 }
      var product = Matrix<Scalar>.zeros(rows: m, columns: n)
      multiply(a, square, into: &product)
      let made: [(String, Matrix<Scalar>)] = [
        ("closure", a), ("array", Matrix(a.scalars(), rows: m, columns: n)), ("row", Matrix(row: a.scalars())),
        ("column", Matrix(column: a.scalars())), ("rows", Matrix(rows: (0..<m).map { a.row($0).scalars() })),
        ("repeating", Matrix(repeating: 1, rows: m, columns: n)), ("zeros", .zeros(rows: m, columns: n)),
        ("identity", .identity(n)), ("diagonal", .diagonal(a.row(0).scalars())),
        ("appending", Matrix(rows: m, columns: n) { span in for x in a.scalars() { span.append(x) } }),
        ("uniform", .uniform(rows: m, columns: n, in: 0..<1, using: &generator)),
        ("normal", .normal(rows: m, columns: n, using: &generator)),
        ("decoded", try JSONDecoder().decode(Matrix<Scalar>.self, from: JSONEncoder().encode(a))),
        ("written", written), ("part", part), ("block", block), ("in place", inPlace), ("into", product),
        ("sum", a + a), ("sum with a row", a + a.row(0)), ("scaled", 2 * a), ("negated", -a), ("product", a * square),
        ("product of a transpose", a.t * a), ("one row", a.row(0) * square),
        ("outer", outerProduct(a.row(0), a.row(0))),
        ("transposed", a.transposed()), ("operand", Matrix(a.t)), ("map", a.map { $0 + 1 }), ("exp", exp(a)),
        ("clamped", a.clamped(to: -1...1)), ("reshaped part", a[..., 0..<1].reshaped(rows: 1, columns: m)),
        ("converted", Matrix<Scalar>(Matrix<Float>(a))), ("narrowed", Matrix<Scalar>(Matrix<Double>(a))),
        ("stacked", .stackedVertically([a, a])), ("side by side", .stackedHorizontally([a, a])),
        ("upper", a.upperTriangle()), ("lower", a.lowerTriangle()), ("sums", Matrix(row: a.columnSums().scalars())),
      ]
      for (way, matrix) in made { #expect(isAligned(matrix), "\(way) \(m)x\(n)") }
      for configuration in decompositionConfigurations {
        let (lu, qr, svd) = (
          try LU(square, configuration: configuration), try QR(a, configuration: configuration),
          try SVD(a, configuration: configuration)
        )
        let eigen = try SymmetricEigen(square.t * square, configuration: configuration)
        let factors: [(String, Matrix<Scalar>)] = [
          ("solution", try square.solve(square, configuration: configuration)),
          ("inverse", try square.inverse(configuration: configuration)), ("L", lu.lower()),
          ("U", lu.upper()),
          ("Q", qr.q()), ("R", qr.r()), ("u", svd.u), ("vt", svd.vt), ("vectors", eigen.vt),
          ("Cholesky", try Cholesky(square.t * square, configuration: configuration).lower()),
          ("solution of LU", try lu.solve(square)),
        ]
        for (way, matrix) in factors { #expect(isAligned(matrix), "\(way) of \(m)x\(n), \(configuration)") }
      }
    }
  }

  @Test func workingMemoryBeginsWithACacheLine() {
    for count in 1..<40 {
      #expect(UInt(bitPattern: unsafe MatrixBuffer<Float>(rows: count, columns: 3).view.base) % 64 == 0)
      Scratch.activations.withMatrix(rows: count, columns: 3) { (view: MutableMatrixView<Double>) in
        #expect(UInt(bitPattern: unsafe view.base) % 64 == 0)
      }
    }
  }

  @Test func sharesOfOneStorageKeepItAlive() {
    func last() -> Matrix<Double> { Matrix<Double>(rows: 100, columns: 100) { i, j in Double(100 * i + j) }.row(99) }
    let (row, filler) = (last(), Matrix<Double>(repeating: .nan, rows: 100, columns: 100))
    #expect(row[0, 99] == 9999 && filler[0, 0].isNaN)
  }

  @Test func appendingLessThanAMatrixTakesIsAMistake() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>(rows: 2, columns: 3) { span in for i in 0..<5 { span.append(Float(i)) } }
    }
    #expect(result?.message.contains("a 2x3 matrix of 5 elements: it needs 6") == true)
  }

  private func isAligned<Scalar: BLASScalar>(_ matrix: Matrix<Scalar>) -> Bool {
    matrix.withView { unsafe UInt(bitPattern: $0.base) % 64 == 0 }
  }
}
