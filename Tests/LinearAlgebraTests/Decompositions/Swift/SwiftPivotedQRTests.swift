import LinearAlgebra
import Testing
import _TestSupport

/// What pivots promise, of the routines in Swift.
@Suite struct SwiftPivotedQRTests {
  /// The largest part by which a column to the right is longer, from row i on, than the pivot there.
  private func worstPivot<Scalar: BLASScalar>(_ r: Matrix<Scalar>) -> Double {
    var worst = 0.0
    for j in 0..<r.columns {
      var squares = 0.0
      for i in (0..<min(j + 1, r.rows)).reversed() {
        squares += Double(r[i, j]) * Double(r[i, j])
        let pivot = Double(r[i, i].magnitude)
        if squares > 0 { worst = worse(worst, squares.squareRoot() / pivot - 1) }
      }
    }
    return worst
  }

  @Test func thePivotIsTheLongestOfTheColumnsThatAreLeft() {
    for (m, n) in [(1, 5), (20, 20), (70, 40), (40, 70), (129, 129)] {
      for kind in [MatrixKind.random, .graded] {
        var generator = SeededGenerator(seed: UInt64(m + n))
        let a: Matrix<Double> = kind.matrix(rows: m, columns: n, using: &generator)
        #expect(worstPivot(SwiftReflections(a, pivoted: true).r) < 1e-6, "\(kind) \(m)x\(n)")
        let b: Matrix<Float> = kind.matrix(rows: m, columns: n, using: &generator)
        #expect(worstPivot(SwiftReflections(b, pivoted: true).r) < 1e-2, "\(kind) \(m)x\(n)")
      }
    }
  }

  /// A length that is downdated from 1 to 1e-10 has no digit left: the columns that then remain differ by less than its
  /// error (LAPACK Working Note 176).
  @Test func lengthsThatCancelAreComputedAgain() {
    for (m, n) in [(60, 60), (120, 50), (50, 120)] {
      var generator = SeededGenerator(seed: 2)
      func random(_ rows: Int, _ columns: Int) -> Matrix<Double> {
        .uniform(rows: rows, columns: columns, in: -1..<1, using: &generator)
      }
      let noise = random(m, n)
      let a =
        random(m, 10) * random(10, n)
        + Matrix(rows: m, columns: n) { i, j in noise[i, j].scaled(-30 - (j * 7 + 3) % 9) }
      let r = SwiftReflections(a, pivoted: true).r
      #expect(worstPivot(r) < 1e-3, "\(m)x\(n)")
    }
  }

  /// Kahan's matrix: all columns have the same length in exact arithmetic, in every step.
  @Test func kahansMatrixKeepsItsDeterminant() {
    let (n, c) = (90, 0.285)
    let s = (1 - c * c).squareRoot()
    var scale = 1.0
    var scales = [Double]()
    for _ in 0..<n {
      scales.append(scale)
      scale *= s
    }
    let a = Matrix<Double>(rows: n, columns: n) { i, j in i == j ? scales[i] : i < j ? -c * scales[i] : 0 }
    let qr = SwiftReflections(a, pivoted: true)
    let ratio = TestRatio(of: a)
    #expect(ratio.product(qr.q, qr.r, is: qr.permuted(a)) < 30)
    #expect(worstPivot(qr.r) < 1e-6)
  }

  @Test func equalColumnsKeepTheirOrderAndShowTheRank() {
    let qr = SwiftReflections(Matrix<Double>(repeating: 1, rows: 6, columns: 5), pivoted: true)
    #expect(qr.order == [0, 1, 2, 3, 4])
    #expect((1..<5).allSatisfy { qr.r[$0, $0].magnitude < 1e-14 })
  }
}
