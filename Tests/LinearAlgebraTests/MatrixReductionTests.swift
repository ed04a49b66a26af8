import LinearAlgebra
import Testing

@Suite struct MatrixReductionTests {
  /// Small integers: sums are exact, whatever their order.
  private func check<Scalar: BLASScalar>(_: Scalar.Type, rows: Int, columns: Int) {
    let m = sample(Scalar.self, rows: rows, columns: columns) - 11
    let byRow = (0..<rows).map { i in (0..<columns).map { m[i, $0] } }
    let byColumn = (0..<columns).map { j in (0..<rows).map { m[$0, j] } }
    for x in [m, slice(m)] {
      #expect(x.sum() == m.scalars().reduce(0, +))
      #expect(x.rowSums() == Matrix(column: byRow.map { $0.reduce(0, +) }))
      #expect(x.columnSums() == Matrix(row: byColumn.map { $0.reduce(0, +) }))
      if m.count == 0 { continue }
      #expect(x.mean() == Scalar(Double(m.scalars().reduce(0, +)) / Double(m.count)))
      #expect(x.rowMeans() == Matrix(column: byRow.map { Scalar(Double($0.reduce(0, +)) / Double(columns)) }))
      #expect(x.columnMeans() == Matrix(row: byColumn.map { Scalar(Double($0.reduce(0, +)) / Double(rows)) }))
      #expect(x.max() == m.scalars().max() && x.min() == m.scalars().min())
      #expect(x.rowMaxima() == Matrix(column: byRow.map { $0.max()! }))
      #expect(x.rowMinima() == Matrix(column: byRow.map { $0.min()! }))
      #expect(x.columnMaxima() == Matrix(row: byColumn.map { $0.max()! }))
      #expect(x.columnMinima() == Matrix(row: byColumn.map { $0.min()! }))
      #expect(x.rowArgmax() == byRow.map { $0.firstIndex(of: $0.max()!)! })
      #expect(x.columnArgmax() == byColumn.map { $0.firstIndex(of: $0.max()!)! })
      let first = m.scalars().firstIndex(of: m.scalars().max()!)!
      #expect(x.argmax() == (first / columns, first % columns))
      #expect(x.rowArgmin() == byRow.map { $0.firstIndex(of: $0.min()!)! })
      #expect(x.columnArgmin() == byColumn.map { $0.firstIndex(of: $0.min()!)! })
      let least = m.scalars().firstIndex(of: m.scalars().min()!)!
      #expect(x.argmin() == (least / columns, least % columns))
    }
  }

  @Test(arguments: sizesAroundVectors) func reductionsAgreeWithLoops(columns: Int) {
    for rows in [0, 1, 2, 5, 17] {
      check(Float.self, rows: rows, columns: columns)
      check(Double.self, rows: rows, columns: columns)
    }
  }

  @Test(arguments: sizesAroundVectors.filter { $0 > 0 }) func theExtremeMayStandAnywhere(count: Int) {
    for place in 0..<count {
      var m = Matrix<Float>.zeros(rows: 1, columns: count)
      m[0, place] = 1
      #expect(m.max() == 1 && m.rowArgmax() == [place])
      #expect((-m).min() == -1)
    }
  }

  private func checkRuns<Scalar: BLASScalar>(_: Scalar.Type, columns: Int) {
    var generator = SeededGenerator(seed: UInt64(columns))
    // Few values, so that many are equal; in row 1 all are, in row 2 the first of two NaN stands in a later run.
    var m = Matrix<Scalar>.uniform(rows: 4, columns: columns, in: 0..<5, using: &generator).map { $0.rounded() }
    m[1, ...] = Matrix(repeating: -.infinity, rows: 1, columns: columns)
    m[2, columns / 2] = .nan
    m[2, columns - 1] = .nan
    for x in [m, slice(m)] {
      for run in [1, 16, 17, 32, 33, 64, columns - 1, columns, columns + 1] where run > 0 {
        #expect(x.withView { $0.rowArgmax(run: run) } == x.rowArgmax())
        #expect(x.withView { $0.rowArgmin(run: run) } == x.rowArgmin())
      }
    }
    #expect(m.rowArgmax()[2] == columns / 2)
  }

  /// A kernel counts places up to 2^29 columns. Without runs a row of that and 500 had its largest element 500 off.
  @Test(arguments: [1, 2, 16, 17, 33, 100, 257]) func longRowsAreLookedAtInRuns(columns: Int) {
    checkRuns(Float.self, columns: columns)
    checkRuns(Double.self, columns: columns)
  }

  private func checkNaN<Scalar: BLASScalar>(_: Scalar.Type, columns: Int, place: Int) {
    var m = sample(Scalar.self, rows: 3, columns: columns)
    m[1, place] = .nan
    #expect(m.max().isNaN && m.min().isNaN && m.sum().isNaN && m.mean().isNaN)
    #expect(m.argmax() == (1, place) && m.argmin() == (1, place))
    #expect(m.rowArgmin()[1] == place && m.columnArgmin()[place] == 1)
    #expect(m.rowMaxima()[1, 0].isNaN && !m.rowMaxima()[0, 0].isNaN)
    #expect(m.columnMinima()[0, place].isNaN)
    #expect(m.rowArgmax()[1] == place && m.columnArgmax()[place] == 1)
  }

  @Test(arguments: sizesAroundVectors.filter { $0 > 0 }) func oneNaNDecides(columns: Int) {
    for place in 0..<columns {
      checkNaN(Float.self, columns: columns, place: place)
      checkNaN(Double.self, columns: columns, place: place)
    }
  }

  @Test func theFirstNaNAndTheFirstOfEqualsWin() {
    #expect(Matrix<Float>(row: [1, .nan, 5, .nan]).argmax() == (0, 1))
    #expect(Matrix<Float>(rows: [[1, 5], [5, 5]]).argmax() == (0, 1))
    #expect(Matrix<Float>(rows: [[5, 1], [1, 1]]).argmin() == (0, 1))
    #expect(Matrix<Float>(row: [-.infinity, -.infinity]).argmax() == (0, 0))
    #expect(Matrix<Float>(row: [.infinity, .infinity]).argmin() == (0, 0))
    #expect(Matrix<Float>(row: [-.infinity, -.infinity]).max() == -.infinity)
  }

  private func checkZeros<Scalar: BLASScalar>(_: Scalar.Type) {
    for (first, second) in [(0, 3), (15, 16), (16, 17), (63, 64), (64, 65), (70, 129), (128, 190), (190, 199)] {
      for zero in [Scalar(0), -0.0] {
        var m = Matrix<Scalar>(repeating: -1, rows: 1, columns: 200)
        (m[0, first], m[0, second]) = (zero, -zero)
        #expect(m.rowArgmax() == [first] && (-m).rowArgmin() == [first])
      }
    }
  }

  @Test func zerosOfEitherSignAreEqual() {
    checkZeros(Float.self)
    checkZeros(Double.self)
  }

  @Test func emptyMatricesSumToZero() {
    #expect(Matrix<Float>.zeros(rows: 0, columns: 3).sum() == 0)
    #expect(Matrix<Float>.zeros(rows: 2, columns: 0).rowSums() == .zeros(rows: 2, columns: 1))
    #expect(Matrix<Float>.zeros(rows: 0, columns: 3).columnSums() == .zeros(rows: 1, columns: 3))
    #expect(Matrix<Float>.zeros(rows: 0, columns: 3).rowMaxima() == .zeros(rows: 0, columns: 1))
    #expect(Matrix<Float>.zeros(rows: 3, columns: 0).columnArgmax() == [])
  }

  @Test func sumsOfFloatAreRoundedOnce() {
    // 10^6 times 0.1f, in Float one after the other 100958.34.
    let m = Matrix<Float>(repeating: 0.1, rows: 1000, columns: 1000)
    #expect(m.sum() == Float(Double(Float(0.1)) * 1_000_000))
    #expect(m.mean() == 0.1)
    #expect(m.columnSums()[0, 7] == Float(Double(Float(0.1)) * 1000))
  }

  @Test(arguments: [1, 16, 1000]) func sumsOfDoubleKeepTheirBound(columns: Int) {
    var generator = SeededGenerator(seed: 1)
    let m = Matrix<Double>.uniform(rows: 100, columns: columns, in: -1..<1, using: &generator)
    // The exact sum: the elements are multiples of 2^-53 below 1, so Int128 counts them.
    let exact = m.scalars().reduce(Int128(0)) { $0 + Int128($1 * 0x1p53) }
    let error = Double(Int128(m.sum() * 0x1p53) - exact).magnitude * 0x1p-53
    let k = Double(m.count / 16 + m.rows + 4) * 0x1p-53
    #expect(error <= k / (1 - k) * m.map { $0.magnitude }.sum() + 0x1p-53)
  }

  @Test func aSliceAndItsCopySumToTheSameBits() {
    var generator = SeededGenerator(seed: 2)
    let m = Matrix<Double>.normal(rows: 37, columns: 53, using: &generator)
    #expect(slice(m).sum() == m.sum())
    #expect(slice(m).columnSums() == m.columnSums())
  }

  /// More columns than are summed together.
  @Test(arguments: [1023, 1024, 1025, 2500]) func manyColumnsAreSummedLikeFew(columns: Int) {
    let m = sample(Float.self, rows: 3, columns: columns)
    let sums = Matrix<Float>(rows: 1, columns: columns) { _, j in m[0, j] + m[1, j] + m[2, j] }
    #expect(slice(m).columnSums() == sums && m.columnSums() == sums)
  }

  @Test func everyInstructionSetSumsToTheSameBits() {
    var generator = SeededGenerator(seed: 3)
    let x = Matrix<Double>.normal(rows: 37, columns: 53, using: &generator)
    let sums = InstructionSet.available.map { set in
      // In bounds: the view's own shape.
      x.withView { view in unsafe Double._routines.kernels(set).sum(view.rows, view.columns, view.base, view.stride) }
    }
    #expect(Set(sums).count == 1)
  }

  @Test func reducingNothingTraps() async {
    let mean = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 0, columns: 3).mean()
    }
    #expect(mean?.message.contains("the mean of a 0x3 matrix: it is empty") == true)
    let max = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 0, columns: 3).max()
    }
    #expect(max?.message.contains("the largest element of a 0x3 matrix: it is empty") == true)
    let min = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 3, columns: 0).min()
    }
    #expect(min?.message.contains("the smallest element of a 3x0 matrix: it is empty") == true)
    let argmax = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 0, columns: 0).argmax()
    }
    #expect(argmax?.message.contains("the index of the largest element of a 0x0 matrix: it is empty") == true)
    let argmin = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 0, columns: 0).argmin()
    }
    #expect(argmin?.message.contains("the index of the smallest element of a 0x0 matrix: it is empty") == true)
  }

  @Test func reducingEmptyRowsOrColumnsTraps() async {
    let rows = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 2, columns: 0).rowMaxima()
    }
    #expect(rows?.message.contains("the largest elements of each row of a 2x0 matrix: its rows are empty") == true)
    let columns = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 0, columns: 2).columnMeans()
    }
    #expect(columns?.message.contains("column means of a 0x2 matrix: its columns are empty") == true)
    let indices = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 2, columns: 0).rowArgmax()
    }
    #expect(indices?.message.contains("row indices of the largest elements of a 2x0 matrix") == true)
    let least = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 0, columns: 2).columnArgmin()
    }
    #expect(least?.message.contains("column indices of the smallest elements of a 0x2 matrix") == true)
  }
}
