import LinearAlgebra
import Testing
import _TestSupport

/// The eigenvalues and eigenvectors of symmetric matrices by the routine in Swift.
@Suite struct SwiftSymmetricEigenTests {
  @Test func sizesAroundTheBlocksStayWithinLAPACKsRatios() {
    // A panel has 32 rows, a part that QL solves 32, a block of reflections 64; from 256 on a product is shared.
    for n in [4, 5, 31, 32, 34, 63, 64, 65, 66, 96, 97, 129, 255, 257] {
      var generator = SeededGenerator(seed: UInt64(n))
      check(MatrixKind.random.symmetric(Float.self, order: n, using: &generator), "order \(n)")
    }
  }

  @Test func theUpperTriangleIsNotLookedAt() {
    var generator = SeededGenerator(seed: 5)
    let a = MatrixKind.random.symmetric(Double.self, order: 70, using: &generator)
    let other = Matrix(rows: 70, columns: 70) { i, j in i < j ? Double.nan : a[i, j] }
    let (result, same) = (SymmetricResult(a, vectors: true), SymmetricResult(other, vectors: true))
    #expect(result.values == same.values && result.vt == same.vt)
    #expect(SymmetricResult(a, vectors: false).values == SymmetricResult(other, vectors: false).values)
  }

  @Test func aPartOfALargerMatrixHasTheSameBits() {
    var generator = SeededGenerator(seed: 6)
    let a = MatrixKind.random.symmetric(Float.self, order: 50, using: &generator)
    var wide = Matrix<Float>(repeating: .nan, rows: 50, columns: 61)
    wide[..., 3..<53] = a
    var values = [Float](repeating: 0, count: 50)
    let unconverged = wide.withMutableView {
      SwiftRoutines<Float>(threads: 1).decomposeSymmetric($0.columns(3..<53), values: &values, vectors: true)
    }
    let result = SymmetricResult(a, vectors: true)
    #expect(unconverged == 0 && values == result.values && wide[..., 3..<53] == result.vt)
    #expect((0..<50).allSatisfy { i in [0, 1, 2, 53, 60].allSatisfy { wide[i, $0].isNaN } })
  }

  @Test func theBitsDoNotDependOnThreads() {
    var generator = SeededGenerator(seed: 7)
    let a = MatrixKind.random.symmetric(Double.self, order: 300, using: &generator)
    let alone = SymmetricResult(a, vectors: true, threads: 1)
    let values = SymmetricResult(a, vectors: false, threads: 1).values
    for threads in [2, 3] {
      let shared = SymmetricResult(a, vectors: true, threads: threads)
      #expect(shared.values == alone.values && shared.vt == alone.vt)
      #expect(SymmetricResult(a, vectors: false, threads: threads).values == values)
    }
  }

  /// The eigenvalues of the second difference are 2 - 2 cos(k pi / (n + 1)).
  @Test func theSecondDifferenceHasItsKnownValues() {
    let n = 200
    let a = Matrix<Double>(rows: n, columns: n) { i, j in i == j ? 2 : abs(i - j) == 1 ? -1 : 0 }
    let values = SymmetricResult(a, vectors: true).values
    for k in 1...n {
      let angle = Double(k) * Double.pi / Double(2 * (n + 1))
      #expect(abs(values[k - 1] - 4 * sine(angle) * sine(angle)) < 1e-14)
    }
  }

  @Test func blocksOfDifferentScaleKeepTheirDigits() {
    // Two blocks, 2^-60 apart: each has the eigenvalues of its own, to the last digits.
    let block = Matrix<Double>(rows: [[2, 1, 0], [1, 3, 1], [0, 1, 4]])
    let own = SymmetricResult(block, vectors: true).values
    let both = Matrix<Double>(rows: 6, columns: 6) { i, j in
      i / 3 != j / 3 ? 0 : i < 3 ? block[i, j] : block[i - 3, j - 3] * 0x1p-60
    }
    for values in [SymmetricResult(both, vectors: true).values, SymmetricResult(both, vectors: false).values] {
      for (value, expected) in zip(values, own.map { $0 * 0x1p-60 } + own) {
        #expect(abs(value - expected) < 1e-14 * expected)
      }
    }
  }

  private func check<Scalar: OracleScalar & BLASScalar>(_ a: Matrix<Scalar>, _ place: String) {
    let (result, alone) = (SymmetricResult(a, vectors: true), SymmetricResult(a, vectors: false))
    for (name, ratio) in result.ratios(of: a, valuesAlone: alone) {
      #expect(ratio < 30, "\(name) of \(Scalar.self), \(place)")
    }
  }
}

private func sine(_ x: Double) -> Double {
  // Below a right angle, by its series.
  var (sum, term, k) = (0.0, x, 1.0)
  while abs(term) > 1e-20 {
    sum += term
    term *= -x * x / ((k + 1) * (k + 2))
    k += 2
  }
  return sum
}
