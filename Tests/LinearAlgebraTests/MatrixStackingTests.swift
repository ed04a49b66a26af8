import LinearAlgebra
import Testing

@Suite struct MatrixStackingTests {
  @Test(arguments: [0, 1, 2, 5]) func stackingKeepsEveryElement(size: Int) {
    for others in [0, 1, 3] {
      let (a, b) = (sample(Float.self, rows: size, columns: 4), sample(Float.self, rows: others, columns: 4, salt: 5))
      let expected = Matrix<Float>(rows: size + others + size, columns: 4) { i, j in
        if i < size { return a[i, j] }
        return i < size + others ? b[i - size, j] : a[i - size - others, j]
      }
      #expect(Matrix.stackedVertically([a, slice(b), a]) == expected)
      let transposed = Matrix.stackedHorizontally([a.transposed(), slice(b.transposed()), a.transposed()])
      #expect(transposed == expected.transposed())
    }
  }

  @Test func stackingNothingIsEmpty() {
    #expect(Matrix<Double>.stackedVertically([]) == .zeros(rows: 0, columns: 0))
    #expect(Matrix<Double>.stackedHorizontally([]) == .zeros(rows: 0, columns: 0))
    let empty = Matrix<Double>.zeros(rows: 2, columns: 0)
    #expect(Matrix.stackedVertically([empty, empty]) == .zeros(rows: 4, columns: 0))
    #expect(Matrix.stackedHorizontally([empty, empty]) == empty)
  }

  @Test func stackingUnlikeShapesTraps() async {
    let vertical = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.stackedVertically([.zeros(rows: 1, columns: 2), .zeros(rows: 1, columns: 3)])
    }
    #expect(vertical?.message.contains("stacking vertically: matrix 1 has 3 columns, matrix 0 has 2") == true)
    let horizontal = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.stackedHorizontally([.zeros(rows: 1, columns: 2), .zeros(rows: 4, columns: 2)])
    }
    #expect(horizontal?.message.contains("stacking horizontally: matrix 1 has 4 rows, matrix 0 has 1") == true)
  }
}
