import LinearAlgebra
import Testing

@Suite struct MatrixVarianceTests {
  /// Twice an integer in columns of four elements: means, squares and quotients are exact.
  private func checkExact<Scalar: BLASScalar>(_: Scalar.Type, columns: Int) {
    let m = Matrix<Scalar>(rows: 4, columns: columns) { i, j in Scalar([-6, 2, -2, 6][i] * (j % 5 + 1) + j) }
    let squares = Matrix<Scalar>(rows: 1, columns: columns) { _, j in Scalar(80 * (j % 5 + 1) * (j % 5 + 1)) }
    for x in [m, slice(m), m.transposed().transposed()] {
      #expect(x.columnVariances() == squares / 4)
      #expect(x.columnVariances(correction: 1).isApproximatelyEqual(to: squares / 3))
      #expect(x.columnVariances(correction: 3) == squares)
      #expect(x.columnStandardDeviations() == sqrt(squares / 4))
    }
  }

  @Test(arguments: sizesAroundVectors + [1023, 1024, 1025, 2050]) func variancesOfIntegersAreExact(columns: Int) {
    checkExact(Float.self, columns: columns)
    checkExact(Double.self, columns: columns)
  }

  /// Summed one after the other, a thousand 0.1 make 99.9999999999986: the mean of their sum is not 0.1.
  @Test(arguments: [0.1, 1e-300, 1e300, -7, 0]) func equalElementsHaveNone(value: Double) {
    let doubles = Matrix(repeating: value, rows: 1000, columns: 3)
    #expect(doubles.columnVariances() == .zeros(rows: 1, columns: 3))
    #expect(doubles.columnStandardDeviations(correction: 1) == .zeros(rows: 1, columns: 3))
    let floats = Matrix<Float>(repeating: Float(value.magnitude < 1e30 ? value : 1), rows: 1000, columns: 3)
    #expect(floats.columnStandardDeviations() == .zeros(rows: 1, columns: 3))
  }

  /// The variance in numbers of twice the digits: exact for the claim.
  private func checkBound<Scalar: BLASScalar>(_ x: Matrix<Scalar>, roundings: Double) {
    let (variances, deviations) = (x.columnVariances(), x.columnStandardDeviations())
    for j in 0..<x.columns {
      let exact = exactVariance((0..<x.rows).map { Double(x[$0, j]) })
      let k = Double(x.rows + 4) * 0x1p-53
      let bound = 5 * k / (1 - k) * exact + roundings * Double(Scalar.ulpOfOne) * exact
      #expect((Double(variances[0, j]) - exact).magnitude <= bound, "column \(j) of \(x.shape): \(exact)")
      #expect((Double(deviations[0, j]) - exact.squareRoot()).magnitude * exact.squareRoot() <= bound)
    }
  }

  /// In 128-bit integers: each element is a multiple of `unit`, and below 2^40 of them.
  private func exactVariance(_ column: [Double], unit: Double = 0x1p-12) -> Double {
    let multiples = column.map { Int128($0 / unit) }
    let sum = multiples.reduce(0, +)
    // n times the sum of squares minus the square of the sum: n^2 times the variance.
    let scaled = Int128(column.count) * multiples.reduce(0) { $0 + $1 * $1 } - sum * sum
    return Double(scaled) / Double(column.count) / Double(column.count) * unit * unit
  }

  @Test(arguments: [0, 1, 1000, 100_000_000] as [Double]) func variancesKeepTheirBoundFarFromZero(mean: Double) {
    var generator = SeededGenerator(seed: 1)
    for rows in [2, 3, 17, 1000] {
      let x = Matrix<Double>.normal(rows: rows, columns: 5, using: &generator).map {
        (($0 + mean) * 0x1p12).rounded() * 0x1p-12
      }
      checkBound(x, roundings: 4)
      checkBound(Matrix<Float>(x).map { ($0 * 0x1p12).rounded() * 0x1p-12 }, roundings: 4)
    }
  }

  /// The first element is the one that the others are seen from.
  @Test func oneElementFarAwayCostsNothing() {
    var x = Matrix<Double>(rows: 1000, columns: 1) { i, _ in Double(i % 2) }
    for place in [0, 500, 999] {
      x[place, 0] += 1_000_000
      checkBound(x, roundings: 4)
    }
  }

  @Test func theDeviationOfFloatsIsThereWhereTheirVarianceIsNot() {
    let x = Matrix<Float>(column: [1e-30, -1e-30])
    #expect(x.columnStandardDeviations() == Matrix(row: [1e-30]) && x.columnVariances() == Matrix(row: [0]))
    let large = Matrix<Float>(column: [1e30, -1e30])
    #expect(
      large.columnStandardDeviations() == Matrix(row: [1e30]) && large.columnVariances() == Matrix(row: [.infinity]))
  }

  private func checkNotFinite<Scalar: BLASScalar>(_ value: Scalar) {
    for row in 0..<3 {
      var x = sample(Scalar.self, rows: 3, columns: 20)
      x[row, 7] = value
      for y in [x.columnVariances(), x.columnStandardDeviations()] {
        #expect((0..<20).filter { y[0, $0].isNaN } == [7])
      }
    }
  }

  @Test func nanAndInfinityMakeTheirColumnNaN() {
    checkNotFinite(Float.nan)
    checkNotFinite(-Float.infinity)
    checkNotFinite(Double.nan)
    checkNotFinite(Double.infinity)
  }

  @Test func whereThereAreNoColumnsThereIsNoVariance() {
    for rows in [0, 1, 5] {
      let x = Matrix<Float>.zeros(rows: rows, columns: 0)
      #expect(x.columnVariances(correction: 9) == .zeros(rows: 1, columns: 0))
      #expect(x.columnStandardDeviations() == .zeros(rows: 1, columns: 0))
    }
    #expect(Matrix<Float>(row: [3, .infinity]).columnVariances()[0, 0] == 0)
  }

  @Test func tooFewRowsTrap() async {
    let none = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 0, columns: 2).columnVariances()
    }
    #expect(none?.message.contains("column variances of a 0x2 matrix with a correction of 0: it must be") == true)
    let one = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Double>.zeros(rows: 1, columns: 2).columnStandardDeviations(correction: 1)
    }
    #expect(one?.message.contains("column standard deviations of a 1x2 matrix with a correction of 1") == true)
    let negative = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Double>.zeros(rows: 1, columns: 2).columnVariances(correction: -1)
    }
    #expect(negative?.message.contains("with a correction of -1") == true)
  }
}
