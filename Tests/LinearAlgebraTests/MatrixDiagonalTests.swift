import LinearAlgebra
import Testing

@Suite struct MatrixDiagonalTests {
  static let offsets = [Int.min, -4, -3, -2, -1, 0, 1, 2, 3, 4, 5, Int.max]

  @Test(arguments: [(0, 0), (1, 1), (3, 3), (2, 4), (4, 2), (3, 0), (0, 3)]) func diagonalsAndTriangles(
    rows: Int, columns: Int
  ) {
    let m = sample(Double.self, rows: rows, columns: columns)
    for offset in Self.offsets {
      // In Double j - i and the offset compare without overflow.
      let above = { (i: Int, j: Int) in Double(j - i) >= Double(offset) }
      let below = { (i: Int, j: Int) in Double(j - i) <= Double(offset) }
      let places = (0..<rows).flatMap { i in (0..<columns).map { (i, $0) } }
      #expect(m.diagonal(offset: offset) == places.filter { above($0, $1) && below($0, $1) }.map { m[$0, $1] })
      for x in [m, slice(m)] {
        #expect(
          x.upperTriangle(offset: offset) == Matrix(rows: rows, columns: columns) { above($0, $1) ? m[$0, $1] : 0 })
        #expect(
          x.lowerTriangle(offset: offset) == Matrix(rows: rows, columns: columns) { below($0, $1) ? m[$0, $1] : 0 })
      }
    }
  }

  @Test func zerosOfATriangleReplaceNotANumber() {
    let m = Matrix<Float>(rows: [[1, .nan], [.infinity, 2]])
    #expect(m.lowerTriangle().upperTriangle() == Matrix(rows: [[1, 0], [0, 2]]))
  }

  @Test func theDiagonalOfADiagonalMatrixIsItsArgument() {
    #expect(Matrix<Float>.diagonal([3, 1, 2]).diagonal() == [3, 1, 2])
    #expect(slice(Matrix<Float>.diagonal([3, 1, 2])).diagonal() == [3, 1, 2])
  }

  @Test func tracesAreSumsOfTheDiagonal() {
    #expect(Matrix<Float>.zeros(rows: 0, columns: 0).trace() == 0)
    #expect(Matrix<Float>(rows: [[7]]).trace() == 7)
    #expect(slice(Matrix<Double>(rows: [[1, 2], [3, 4]])).trace() == 5)
    // In Float alone the 1 is lost.
    #expect(Matrix<Float>.diagonal([1e8, 1, -1e8]).trace() == 1)
  }

  @Test func theTraceOfARectangleTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 2, columns: 3).trace()
    }
    #expect(result?.message.contains("the trace of a 2x3 matrix: it is not square") == true)
  }

  @Test func outerProductsOfRowsAndColumns() {
    let (x, y) = (Matrix<Float>(column: [1, 2, 3]), Matrix<Float>(row: [4, 5]))
    let product = Matrix<Float>(rows: [[4, 5], [8, 10], [12, 15]])
    #expect(outerProduct(x, y) == product)
    #expect(outerProduct(x.transposed(), y.transposed()) == product)
    #expect(outerProduct(slice(x), slice(y)) == product)
    #expect(outerProduct(Matrix(row: []), y) == .zeros(rows: 0, columns: 2))
    // A single product, not a sum that begins with zero.
    #expect(outerProduct(Matrix<Float>(row: [-1]), Matrix(row: [0]))[0, 0].sign == .minus)
  }

  @Test func theOuterProductOfAMatrixTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = outerProduct(Matrix<Float>.zeros(rows: 2, columns: 2), Matrix(row: [1]))
    }
    #expect(result?.message.contains("the outer product of 2x2 and 1x1: each must be a row or a column") == true)
  }
}
