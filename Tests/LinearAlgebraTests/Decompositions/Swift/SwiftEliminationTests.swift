import LinearAlgebra
import Testing
import _TestSupport

/// The routines of elimination in Swift themselves, on views with gaps.
@Suite struct SwiftEliminationTests {
  /// Orders around the blocks of 16 and their halves.
  static let orders = [1, 2, 3, 7, 8, 15, 16, 17, 31, 32, 33, 47, 48, 49, 64, 65, 100]
  static let rightHandSides = [1, 2, 7, 8, 9, 33, 70]

  /// A view of `rows` x `columns` elements, and the gaps behind its rows.
  struct Padded<Scalar: BLASScalar> {
    let buffer: MatrixBuffer<Scalar>
    let columns: Int

    init(_ a: Matrix<Scalar>, gap: Int = 5) {
      buffer = MatrixBuffer(rows: a.rows, columns: a.columns + gap)
      columns = a.columns
      buffer.view.fill(12345)
      a.withView { buffer.view.columns(0..<columns).update(from: $0) }
    }

    var view: MutableMatrixView<Scalar> { buffer.view.columns(0..<columns) }
    var matrix: Matrix<Scalar> { Matrix(view.reading.elements(), rows: view.rows, columns: columns) }
    var gapsStand: Bool { buffer.view.columns(columns..<buffer.columns).reading.elements().allSatisfy { $0 == 12345 } }
  }

  static func random<Scalar: BLASScalar>(
    _: Scalar.Type, _ rows: Int, _ columns: Int, seed: UInt64
  ) -> Matrix<Scalar> {
    var generator = SeededGenerator(seed: seed)
    return .uniform(rows: rows, columns: columns, in: -1..<1, using: &generator)
  }

  static func definite<Scalar: BLASScalar>(_: Scalar.Type, _ n: Int, seed: UInt64) -> Matrix<Scalar> {
    var generator = SeededGenerator(seed: seed)
    return MatrixKind.random.positiveDefinite(order: n, using: &generator)
  }

  @Test func floatTrianglesAreSolvedInEveryForm() { checkTriangles(Float.self) }
  @Test func doubleTrianglesAreSolvedInEveryForm() { checkTriangles(Double.self) }

  private func checkTriangles<Scalar: OracleScalar & BLASScalar>(_: Scalar.Type) {
    for n in Self.orders {
      // The diagonal outweighs the rest, so that rounding stays small.
      let a = Self.random(Scalar.self, n, n, seed: 1) + Matrix.identity(n) * Scalar(n)
      for r in Self.rightHandSides {
        let b = Self.random(Scalar.self, r, n, seed: 2)
        for (upper, transposed) in [(true, true), (true, false), (false, true), (false, false)] {
          let (triangle, x) = (Padded(a), Padded(b))
          let info = SwiftRoutines<Scalar>(threads: 1).solveTriangle(
            triangle.view.reading, upper: upper, transposed: transposed, unitDiagonal: false, x.view)
          #expect(info == 0 && x.gapsStand)
          // LAPACK's upper triangle is the lower one of the view.
          let view = Matrix(rows: n, columns: n) { i, j in (upper ? j <= i : j >= i) ? a[i, j] : 0 }
          let ratio = TestRatio(of: view).solution(
            transposed ? view : view.transposed(), x.matrix.transposed(), b.transposed())
          #expect(ratio < ratioLimit, "\(n), \(r) right-hand sides, upper \(upper), transposed \(transposed)")
        }
      }
    }
  }

  @Test func aTriangleWithAZeroLeavesTheRightHandSide() {
    for n in [3, 40] {
      var a = Matrix<Double>.identity(n)
      a[n - 2, n - 2] = 0
      let b = Padded(Self.random(Double.self, 2, n, seed: 3))
      let old = b.matrix
      let info = a.withView {
        SwiftRoutines<Double>(threads: 1).solveTriangle(
          $0, upper: true, transposed: false, unitDiagonal: false, b.view)
      }
      #expect(info == n - 1 && b.matrix == old)
    }
  }

  @Test func zeroColumnsAreCountedAndPassed() {
    for n in [5, 16, 40, 70] {
      for zero in [0, n / 2, n - 1] {
        var m = Self.random(Double.self, n, n, seed: 4)
        // A column of A is a row of the view.
        m[zero...zero, ...] = .zeros(rows: 1, columns: n)
        let a = Padded(m)
        var pivots = [Int32](repeating: 0, count: n)
        let info = SwiftRoutines<Double>(threads: 1).factorLU(a.view, pivots: &pivots)
        #expect(info == zero + 1 && a.gapsStand)
        #expect(pivots.enumerated().allSatisfy { Int($1) > $0 && Int($1) <= n })
      }
    }
  }

  @Test func theLowerTriangleAloneIsFactoredAndInverted() {
    for n in Self.orders {
      let m = Self.definite(Double.self, n, seed: 5)
      let a = Padded(Matrix(rows: n, columns: n) { i, j in j > i ? -777 : m[i, j] })
      let routines = SwiftRoutines<Double>(threads: 1)
      #expect(routines.factorCholesky(a.view) == 0)
      let factored = a.matrix
      let l = Matrix(rows: n, columns: n) { i, j in j > i ? 0 : factored[i, j] }
      #expect(TestRatio(of: m).product(l, l.transposed(), is: m) < ratioLimit, "\(n)")
      #expect(routines.invertCholesky(a.view) == 0 && a.gapsStand)
      let inverted = a.matrix
      let inverse = Matrix(rows: n, columns: n) { i, j in inverted[max(i, j), min(i, j)] }
      #expect(TestRatio(of: m).inverse(m, inverse) < ratioLimit, "\(n)")
      let above = (0..<n).allSatisfy { i in (i + 1..<max(n, i + 1)).allSatisfy { inverted[i, $0] == -777 } }
      #expect(above, "what is above the diagonal of \(n)")
    }
  }

  @Test func theFirstMinorThatIsNotPositiveIsNamedInEveryBlock() {
    for n in [16, 17, 50] {
      for index in 0..<n {
        var m = Matrix<Float>.identity(n) * 4
        m[index, index] = [0, -1, .nan][index % 3]
        let a = Padded(m)
        #expect(SwiftRoutines<Float>(threads: 1).factorCholesky(a.view) == index + 1)
      }
    }
  }

  /// The pivots of an infinite matrix may be any, but they are rows of it.
  @Test func elementsThatAreNotFiniteDoNotLeaveTheMatrix() {
    for value in [Double.nan, .infinity] {
      let a = Padded(Matrix<Double>(repeating: value, rows: 40, columns: 40))
      var pivots = [Int32](repeating: 0, count: 40)
      _ = SwiftRoutines<Double>(threads: 1).factorLU(a.view, pivots: &pivots)
      #expect(a.gapsStand && pivots.enumerated().allSatisfy { Int($1) > $0 && Int($1) <= 40 })
    }
  }

  @Test func theNumberOfThreadsDoesNotChangeBitsOfFloats() { checkThreads(Float.self) }
  @Test func theNumberOfThreadsDoesNotChangeBitsOfDoubles() { checkThreads(Double.self) }

  private func checkThreads<Scalar: BLASScalar>(_: Scalar.Type) {
    for n in [100, 257] {
      let (m, s) = (Self.random(Scalar.self, n, n, seed: 6), Self.definite(Scalar.self, n, seed: 7))
      let b = Self.random(Scalar.self, 150, n, seed: 8)
      let results = (1...3).map { threads in
        let routines = SwiftRoutines<Scalar>(threads: threads)
        let (lu, cholesky) = (Padded(m), Padded(s))
        var pivots = [Int32](repeating: 0, count: n)
        _ = routines.factorLU(lu.view, pivots: &pivots)
        _ = routines.factorCholesky(cholesky.view)
        let (x, y, z) = (Padded(b), Padded(b), Padded(b))
        _ = routines.solveLU(lu.view.reading, pivots: pivots, x.view, transposed: false)
        _ = routines.solveLU(lu.view.reading, pivots: pivots, y.view, transposed: true)
        _ = routines.solveCholesky(cholesky.view.reading, z.view)
        let factors = [lu.matrix, cholesky.matrix]
        _ = routines.invertLU(lu.view, pivots: pivots)
        _ = routines.invertCholesky(cholesky.view)
        return factors + [x.matrix, y.matrix, z.matrix, lu.matrix, cholesky.matrix]
      }
      #expect(results[1] == results[0] && results[2] == results[0], "\(n)")
    }
  }
}
