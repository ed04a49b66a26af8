import LinearAlgebra
import Testing

@Suite struct MatrixSubscriptTests {
  let m = Matrix<Float>(rows: [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]])

  @Test func elementsAreReadAndWritten() {
    var m = m
    #expect(m[0, 0] == 1 && m[2, 3] == 12 && m[1, 2] == 7)
    m[1, 2] = -1
    m[1, 2] *= 2
    #expect(m.scalars() == [1, 2, 3, 4, 5, 6, -2, 8, 9, 10, 11, 12])
  }

  @Test func everyKindOfRangeSelectsItsBlock() {
    #expect(m[0..<2, 1...] == Matrix(rows: [[2, 3, 4], [6, 7, 8]]))
    #expect(m[1...2, ..<2] == Matrix(rows: [[5, 6], [9, 10]]))
    #expect(m[...0, ...1] == Matrix(rows: [[1, 2]]))
    #expect(m[1..., ...] == Matrix(rows: [[5, 6, 7, 8], [9, 10, 11, 12]]))
    #expect(m[..., 3...] == Matrix(rows: [[4], [8], [12]]))
    #expect(m[..., ...] == m)
    #expect(m[3..., 0..<4] == .zeros(rows: 0, columns: 4))
    #expect(m[..., 2..<2] == .zeros(rows: 3, columns: 0))
  }

  @Test func blocksOfBlocksKeepTheirPlace() {
    let block = m[1..., 1...]
    #expect(block[1..., 1...] == Matrix(rows: [[11, 12]]))
    #expect(block[1, 0] == 10)
    #expect(block.row(0).column(2)[0, 0] == 8)
    #expect(m.row(1) == Matrix(row: [5, 6, 7, 8]))
    #expect(m.column(2) == Matrix(column: [3, 7, 11]))
  }

  @Test func readingABlockSharesTheElements() {
    let block = m[1..<3, 1..<3]
    #expect(unsafe block.view.base == m.view.base + 5)
  }

  @Test func assigningABlockLeavesTheRest() {
    var m = m
    m[1..., 2...] = Matrix(rows: [[-1, -2], [-3, -4]])
    #expect(m == Matrix(rows: [[1, 2, 3, 4], [5, 6, -1, -2], [9, 10, -3, -4]]))
    m[..., 0...0] = Matrix(column: [0, 0, 0])
    m[0..<1, ...] = Matrix(row: [7, 7, 7, 7])
    #expect(m == Matrix(rows: [[7, 7, 7, 7], [0, 6, -1, -2], [0, 10, -3, -4]]))
    m[..., ...] = .zeros(rows: 3, columns: 4)
    #expect(m == .zeros(rows: 3, columns: 4))
    m[3..., ...] = .zeros(rows: 0, columns: 4)
    #expect(m == .zeros(rows: 3, columns: 4))
  }

  @Test func blocksChangeInPlace() {
    var m = m
    m[..<2, 1...2] += 10
    m[2..., ...] .*= m[0..<1, ...]
    #expect(m == Matrix(rows: [[1, 12, 13, 4], [5, 16, 17, 8], [9, 120, 143, 48]]))
  }

  @Test func assigningOverlappingBlocksReadsTheOldValues() {
    var m = m
    m[1..., ...] = m[..<2, ...]
    #expect(m == Matrix(rows: [[1, 2, 3, 4], [1, 2, 3, 4], [5, 6, 7, 8]]))
  }

  @Test func writingASliceLeavesTheOriginal() {
    let original = m
    var block = original[1..., 1..<3]
    block[0, 0] = -1
    #expect(block == Matrix(rows: [[-1, 7], [10, 11]]))
    #expect(original == m)
    var whole = original
    whole[0, 0] = -1
    #expect(original == m)
  }

  @Test func writingTheOriginalLeavesTheSlice() {
    var original = m
    let block = original[1..., 1..<3]
    original[1, 1] = -1
    original[2..., ...] = .zeros(rows: 1, columns: 4)
    #expect(block == Matrix(rows: [[6, 7], [10, 11]]))
  }

  @Test func writingAnUnsharedMatrixCopiesNothing() {
    var m = Matrix<Double>.zeros(rows: 3, columns: 3)
    let before = unsafe m.withUnsafeBufferPointer(\.baseAddress)
    m[1, 1] = 2
    m[..<2, ...] = .identity(3)[1..., ...]
    m[0..<1, ...] *= 3
    m += 1
    #expect(unsafe m.withUnsafeBufferPointer(\.baseAddress) == before)
  }

  @Test func rowBeyondTheLastTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 3, columns: 4)[3, 0]
    }
    #expect(result?.message.contains("element (3, 0) of a 3x4 matrix") == true)
  }

  @Test func negativeColumnTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 3, columns: 4)[2, -1]
    }
    #expect(result?.message.contains("element (2, -1) of a 3x4 matrix") == true)
  }

  @Test func writingBeyondASliceTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var block = Matrix<Float>.zeros(rows: 3, columns: 4)[0..<2, 0..<2]
      block[0, 2] = 1
    }
    #expect(result?.message.contains("element (0, 2) of a 2x2 matrix") == true)
  }

  @Test func rangeBeyondTheMatrixTraps() async {
    let rows = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 3, columns: 4)[1..<4, ...]
    }
    #expect(rows?.message.contains("rows 1..<4 of a 3x4 matrix") == true)
    let columns = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 3, columns: 4)[..., (-1)...2]
    }
    #expect(columns?.message.contains("columns -1..<3 of a 3x4 matrix") == true)
  }

  @Test func openRangeBeyondTheMatrixTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 3, columns: 4)[5..., ...]
    }
    #expect(result?.message.contains("rows 5..<3 of 3") == true)
  }

  @Test(arguments: 0..<8) func aRangeToTheEndOfTheIntegersTraps(index: Int) async {
    let messages = [
      "rows up to 9223372036854775807 of 3", "rows up to 9223372036854775807 of 3",
      "rows 0..<9223372036854775807 of a 3x4 matrix", "rows -9223372036854775808..<2 of a 3x4 matrix",
      "columns -9223372036854775808..<4 of a 3x4 matrix", "columns 0..<-9223372036854775808 of 4",
      "rows 9223372036854775807..<3 of 3", "row 9223372036854775807 of a 3x4 matrix",
    ]
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [index = index as Int] in
      let m = Matrix<Float>.zeros(rows: 3, columns: 4)
      let reads = [
        { m[...Int.max, ...] }, { m[0...Int.max, 0...] }, { m[0..<Int.max, ...] }, { m[Int.min..<2, ...] },
        { m[..., Int.min...] }, { m[..., ..<Int.min] }, { m[Int.max..., ...] }, { m[Int.max, ...] },
      ]
      _ = reads[index]()
    }
    #expect(result?.message.contains(messages[index]) == true, "\(result?.message ?? "")")
  }

  @Test func rowAndColumnBeyondTheMatrixTrap() async {
    let row = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 3, columns: 4).row(3)
    }
    #expect(row?.message.contains("row 3 of a 3x4 matrix") == true)
    let column = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 3, columns: 4).column(-1)
    }
    #expect(column?.message.contains("column -1 of a 3x4 matrix") == true)
  }

  @Test func assigningAnotherShapeTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var m = Matrix<Float>.zeros(rows: 3, columns: 4)
      m[..<2, ...] = .zeros(rows: 2, columns: 3)
    }
    #expect(result?.message.contains("assigning 2x3 to a block of 2x4: shapes differ") == true)
  }

  @Test func aNumberTakesARowOrAColumn() {
    var m = sample(Float.self, rows: 3, columns: 4)
    #expect(m[1, ...] == m.row(1) && m[..., 2] == m.column(2))
    #expect(slice(m)[2, ...] == m.row(2) && slice(m)[..., 0] == m.column(0))
    let original = m
    m[1, ...] = Matrix(row: [1, 2, 3, 4])
    m[..., 3] = Matrix(column: [7, 8, 9])
    #expect(m[1, ...] == Matrix(row: [1, 2, 3, 8]) && m[..., 3] == Matrix(column: [7, 8, 9]))
    #expect(m[0, ..<3] == original[0, ..<3] && m[2..., 0] == original[2..., 0])
    m[0, ...] += 1
    #expect(m[0, ...] == Matrix(row: [original[0, 0] + 1, original[0, 1] + 1, original[0, 2] + 1, 8]))
    m[0, 2...] = Matrix(row: [-1, -2])
    m[1..., 0] = Matrix(column: [-3, -4])
    #expect(m[0, ...] == Matrix(row: [original[0, 0] + 1, original[0, 1] + 1, -1, -2]))
    #expect(m[..., 0] == Matrix(column: [original[0, 0] + 1, -3, -4]))
  }

  @Test func aRowOrColumnThatIsNotThereTraps() async {
    let reading = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 2, columns: 3)[2, ...]
    }
    #expect(reading?.message.contains("row 2 of a 2x3 matrix") == true)
    let writing = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var m = Matrix<Float>.zeros(rows: 2, columns: 3)
      m[..., -1] = Matrix(column: [1, 2])
    }
    #expect(writing?.message.contains("column -1 of a 2x3 matrix") == true)
    let shape = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var m = Matrix<Float>.zeros(rows: 2, columns: 3)
      m[0, ...] = Matrix(row: [1, 2])
    }
    #expect(shape?.message.contains("assigning 1x2 to a block of 1x3: shapes differ") == true)
  }
}
