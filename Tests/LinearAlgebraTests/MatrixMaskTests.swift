import LinearAlgebra
import Testing

@Suite struct MatrixMaskTests {
  let a = Matrix<Double>(rows: [[1, -2, .nan], [0, 3, .infinity]])
  let b = Matrix<Double>(rows: [[1, 2, 3], [-0.0, 2, .infinity]])

  @Test func masksAreOneWhereTheComparisonHolds() {
    #expect((a .> b) == Matrix(rows: [[0, 0, 0], [0, 1, 0]]))
    #expect((a .>= b) == Matrix(rows: [[1, 0, 0], [1, 1, 1]]))
    #expect((a .< b) == Matrix(rows: [[0, 1, 0], [0, 0, 0]]))
    #expect((a .<= b) == Matrix(rows: [[1, 1, 0], [1, 0, 1]]))
    #expect((a .== b) == Matrix(rows: [[1, 0, 0], [1, 0, 1]]))
    #expect((a .!= b) == Matrix(rows: [[0, 1, 1], [0, 1, 0]]))
  }

  @Test func aNumberIsComparedWithEachElement() {
    #expect((a .> 0) == Matrix(rows: [[1, 0, 0], [0, 1, 1]]))
    #expect((a .>= 0) == Matrix(rows: [[1, 0, 0], [1, 1, 1]]))
    #expect((a .< 0) == Matrix(rows: [[0, 1, 0], [0, 0, 0]]))
    #expect((a .<= 0) == Matrix(rows: [[0, 1, 0], [1, 0, 0]]))
    #expect((a .== 0) == Matrix(rows: [[0, 0, 0], [1, 0, 0]]))
    #expect((a .!= 0) == Matrix(rows: [[1, 1, 1], [0, 1, 1]]))
    #expect((a .> .nan).sum() == 0 && (a .!= .nan).sum() == 6)
  }

  @Test func masksOfManyElementsAreThoseOfTheScalars() {
    var generator = SeededGenerator(seed: 3)
    for columns in 1...70 {
      let x = Matrix<Float>.uniform(rows: 3, columns: columns, in: -1..<1, using: &generator)
      let row = Matrix<Float>.uniform(rows: 1, columns: columns, in: -1..<1, using: &generator)
      let greater = Matrix<Float>(rows: 3, columns: columns) { i, j in x[i, j] > row[0, j] ? 1 : 0 }
      #expect(
        (x .> row) == greater
          && (row .<= x) == Matrix(rows: 3, columns: columns) { i, j in row[0, j] <= x[i, j] ? 1 : 0 })
    }
  }

  @Test func masksSelectAndCount() {
    let x = Matrix<Float>(row: [-1, 2, -3, 4])
    #expect((x .> 0) .* x == relu(x) && (x .> 0).sum() == 2)
  }

  @Test func shapesThatDifferTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let (a, b) = (Matrix<Float>.zeros(rows: 3, columns: 4), Matrix<Float>.zeros(rows: 2, columns: 4))
      print(a .> b)
    }
    #expect(result?.message.contains("comparison of 3x4 and 2x4: shapes differ") == true)
  }
}
