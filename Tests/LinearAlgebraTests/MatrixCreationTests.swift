import LinearAlgebra
import Testing

@Suite struct MatrixCreationTests {
  @Test func theShapeIsRowsAndColumns() {
    let (a, b) = (Matrix<Float>.zeros(rows: 3, columns: 4), Matrix<Float>.zeros(rows: 0, columns: 7))
    #expect(a.shape == (3, 4) && b.shape == (0, 7) && a.shape.rows == 3 && a[..., 1..<3].shape == (3, 2))
  }

  @Test func literalRowsAreStoredRowByRow() {
    let m = Matrix<Float>(rows: [[1, 2, 3], [4, 5, 6]])
    #expect(m.rows == 2 && m.columns == 3 && m.count == 6)
    #expect(m.scalars() == [1, 2, 3, 4, 5, 6])
    #expect(m == Matrix([1, 2, 3, 4, 5, 6], rows: 2, columns: 3))
  }

  @Test func emptyRowsMakeEmptyMatrices() {
    #expect(Matrix<Float>(rows: []) == .zeros(rows: 0, columns: 0))
    #expect(Matrix<Float>(rows: [[], []]) == .zeros(rows: 2, columns: 0))
  }

  @Test(arguments: [0, 1, 2, 5]) func identityHasOnesOnItsDiagonal(n: Int) {
    #expect(Matrix<Double>.identity(n) == Matrix(rows: n, columns: n) { i, j in i == j ? 1 : 0 })
  }

  @Test func diagonalHoldsItsElements() {
    #expect(Matrix<Float>.diagonal([2, 3, 4]) == Matrix(rows: [[2, 0, 0], [0, 3, 0], [0, 0, 4]]))
    #expect(Matrix<Float>.diagonal([]) == .zeros(rows: 0, columns: 0))
  }

  @Test func vectorsAreRowsOrColumns() {
    #expect(Matrix<Float>(row: [1, 2]) == Matrix(rows: [[1, 2]]))
    #expect(Matrix<Float>(column: [1, 2]) == Matrix(rows: [[1], [2]]))
  }

  @Test func repeatingAndZerosFill() {
    #expect(Matrix<Float>(repeating: 3, rows: 2, columns: 2).scalars() == [3, 3, 3, 3])
    #expect(Matrix<Float>.zeros(rows: 1, columns: 3).scalars() == [0, 0, 0])
  }

  @Test func closureIsCalledRowByRow() {
    var calls = [[Int]]()
    let m = Matrix<Double>(rows: 2, columns: 3) { i, j in
      calls.append([i, j])
      return Double(10 * i + j)
    }
    #expect(m == Matrix(rows: [[0, 1, 2], [10, 11, 12]]))
    #expect(calls == [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]])
  }

  @Test func closureMayThrow() {
    struct Stop: Error {}
    #expect(throws: Stop.self) { _ = try Matrix<Float>(rows: 2, columns: 2) { _, _ throws(Stop) in throw Stop() } }
  }

  @Test func raggedRowsTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>(rows: [[1, 2], [3]])
    }
    #expect(result?.message.contains("a matrix of rows: row 1 has 1 elements, row 0 has 2") == true)
  }

  @Test func wrongElementCountTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>([1, 2, 3], rows: 2, columns: 2)
    }
    #expect(result?.message.contains("a 2x2 matrix of 3 elements: it needs 4") == true)
  }

  @Test func negativeSizeTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: -1, columns: 2)
    }
    #expect(result?.message.contains("a matrix of -1x2: sizes cannot be negative") == true)
  }

  @Test func negativeIdentityTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.identity(-1)
    }
    #expect(result?.message.contains("sizes cannot be negative") == true)
  }
}
