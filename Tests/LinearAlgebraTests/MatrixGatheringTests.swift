import LinearAlgebra
import Testing

@Suite struct MatrixGatheringTests {
  private func check<Scalar: BLASScalar>(_: Scalar.Type, columns: Int) {
    let m = sample(Scalar.self, rows: 9, columns: columns)
    let indices = [4, 0, 0, 8, 3]
    let wanted = Matrix(rows: indices.count, columns: columns) { i, j in m[indices[i], j] }
    for x in [m, slice(m), m.transposed().transposed()] {
      #expect(x.rows(at: indices) == wanted)
      #expect(x.rows(at: [9, 9, 4, 0, 0, 8, 3, 9][2..<7]) == wanted)
      #expect(x.rows(at: Set([3])) == x[3..<4, ...])
      #expect(x.rows(at: 2..<5) == x[2..<5, ...] && x.rows(at: 2...4) == x[2..<5, ...])
      #expect(x.rows(at: (2..<5).reversed()) == x.rows(at: [4, 3, 2]))
      #expect(x.rows(at: []) == .zeros(rows: 0, columns: columns))
    }
  }

  @Test(arguments: sizesAroundVectors) func rowsAreThoseAtTheIndices(columns: Int) {
    check(Float.self, columns: columns)
    check(Double.self, columns: columns)
  }

  @Test func gatheredRowsAreACopy() {
    let m = sample(Float.self, rows: 3, columns: 2)
    var rows = m.rows(at: 0..<3)
    rows[0, 0] = -1
    #expect(m == sample(Float.self, rows: 3, columns: 2))
  }

  @Test(arguments: [-1, 3, Int.max, Int.min]) func indexBeyondTheRowsTraps(index: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [index = index as Int] in
      _ = sample(Float.self, rows: 3, columns: 2).rows(at: [0, index])
    }
    #expect(result?.message.contains("row \(index) of a 3x2 matrix") == true)
  }

  @Test func moreIndicesThanMemoryHoldsTrap() async {
    let repeated = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>([1], rows: 1, columns: 1).rows(at: repeatElement(0, count: 1 << 61))
    }
    #expect(repeated?.message.contains("a matrix of 2305843009213693952x1: it, a row or a column takes more") == true)
    let empty = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let rows = Matrix<Float>.zeros(rows: Int.max / 4, columns: 0)
      _ = rows.rows(at: 0..<rows.rows)
    }
    #expect(empty?.message.contains("an array of 2305843009213693951 Int: it takes more than") == true)
  }

  @Test func noRowCanBeTakenOfNone() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Double>.zeros(rows: 0, columns: 2).rows(at: [0])
    }
    #expect(result?.message.contains("row 0 of a 0x2 matrix") == true)
  }
}
