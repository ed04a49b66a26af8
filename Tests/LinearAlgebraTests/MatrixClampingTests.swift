import LinearAlgebra
import Testing

@Suite struct MatrixClampingTests {
  private func check<Scalar: BLASScalar>(_: Scalar.Type, rows: Int, columns: Int) {
    let m = sample(Scalar.self, rows: rows, columns: columns)
    for x in [m, slice(m)] {
      #expect(x.clamped(to: 5...15) == m.map { min(max($0, 5), 15) })
      #expect(x.clamped(to: 5...) == m.map { max($0, 5) })
      #expect(x.clamped(to: ...15) == m.map { min($0, 15) })
      var inPlace = x
      inPlace.clamp(to: 5...15)
      #expect(inPlace == x.clamped(to: 5...15))
      inPlace.clamp(to: 7...)
      inPlace.clamp(to: ...9)
      #expect(inPlace == x.clamped(to: 7...9))
    }
  }

  @Test(arguments: sizesAroundVectors) func clampedElementsAreWithin(columns: Int) {
    for rows in [0, 1, 3] {
      check(Float.self, rows: rows, columns: columns)
      check(Double.self, rows: rows, columns: columns)
    }
  }

  @Test func notANumberStaysAndInfinityDoesNot() {
    let m = Matrix<Float>(row: [.nan, -.infinity, .infinity, 0]).clamped(to: -1...1)
    #expect(m[0, 0].isNaN && m[0, 1...] == Matrix(row: [-1, 1, 0]))
  }
}
