import LinearAlgebra
import Testing

@Suite struct MatrixEqualityTests {
  @Test func equalityLooksAtValuesAlone() {
    let m = sample(Float.self, rows: 3, columns: 5)
    #expect(slice(m) == m)
    #expect(slice(m).hashValue == m.hashValue)
    #expect(Set([m, slice(m), m + 1]).count == 2)
  }

  @Test func shapesCount() {
    let m = sample(Float.self, rows: 3, columns: 4)
    #expect(m != m.reshaped(rows: 4, columns: 3))
    #expect(Matrix<Float>.zeros(rows: 0, columns: 3) != .zeros(rows: 3, columns: 0))
  }

  @Test func oneElementMakesADifferenceAnywhere() {
    for (i, j) in [(0, 0), (0, 4), (2, 0), (2, 4)] {
      let m = sample(Double.self, rows: 3, columns: 5)
      var n = m
      n[i, j] = n[i, j].nextUp
      #expect(m != n && slice(m) != slice(n))
    }
  }

  @Test func zerosAreEqualAndNaNIsNot() {
    let (zero, minusZero) = (Matrix<Float>(row: [0]), Matrix<Float>(row: [-0]))
    #expect(zero == minusZero && zero.hashValue == minusZero.hashValue)
    let nan = Matrix<Float>(row: [.nan])
    #expect(nan != nan)
  }

  @Test func approximateEqualityIsMeasuredByTheLargestElement() {
    let a = Matrix<Double>(rows: [[1000, 0], [1, 2]])
    let b = Matrix<Double>(rows: [[1000, 1e-6], [1, 2]])
    #expect(a.isApproximatelyEqual(to: b))
    #expect(a.isApproximatelyEqual(to: b, relativeTolerance: 1.001e-9))
    #expect(!a.isApproximatelyEqual(to: b, relativeTolerance: 0.999e-9))
    #expect(a.isApproximatelyEqual(to: b, absoluteTolerance: 1e-6))
    #expect(!a.isApproximatelyEqual(to: b, absoluteTolerance: 0.999e-6))
    #expect(a.isApproximatelyEqual(to: b, absoluteTolerance: 1e-9, relativeTolerance: 1e-8))
    #expect(!a.isApproximatelyEqual(to: a * 1.001))
    #expect(slice(a).isApproximatelyEqual(to: b))
  }

  @Test func approximateEqualityIsExactWithoutTolerance() {
    let a = Matrix<Float>(row: [1, 2])
    #expect(a.isApproximatelyEqual(to: a, absoluteTolerance: 0))
    #expect(!a.isApproximatelyEqual(to: Matrix(row: [1, Float(2).nextUp]), absoluteTolerance: 0))
    #expect(Matrix<Float>.zeros(rows: 0, columns: 2).isApproximatelyEqual(to: .zeros(rows: 0, columns: 2)))
  }

  /// The tolerance is 2^-26 by default, of 2^-1022 at least.
  @Test func subnormalNoiseIsApproximatelyZero() {
    let zeros = Matrix<Double>(row: [0, 0])
    #expect(zeros.isApproximatelyEqual(to: Matrix(row: [0x1p-1048, -0x1p-1060])))
    #expect(!zeros.isApproximatelyEqual(to: Matrix(row: [0x1p-1047, 0])))
    #expect(zeros.isApproximatelyEqual(to: Matrix(row: [0x1p-1032, 0]), relativeTolerance: 0x1p-10))
    #expect(!zeros.isApproximatelyEqual(to: Matrix(row: [0x1p-1031, 0]), relativeTolerance: 0x1p-10))
  }

  @Test func approximateEqualityFailsOnNaN() {
    for place in 0..<3 {
      var a = Matrix<Float>(row: [1, 2, 3])
      let b = a
      a[0, place] = .nan
      #expect(!a.isApproximatelyEqual(to: a, absoluteTolerance: .infinity, relativeTolerance: 1))
      #expect(!a.isApproximatelyEqual(to: b, absoluteTolerance: .infinity, relativeTolerance: 1))
      #expect(!b.isApproximatelyEqual(to: a, absoluteTolerance: .infinity, relativeTolerance: 1))
    }
  }

  @Test func infinityEqualsItselfAndMeasuresNothing() {
    let a = Matrix<Float>(row: [.infinity, 1])
    #expect(a.isApproximatelyEqual(to: a))
    #expect(!a.isApproximatelyEqual(to: Matrix(row: [.infinity, 2])))
    #expect(!a.isApproximatelyEqual(to: Matrix(row: [-.infinity, 1])))
    #expect(!a.isApproximatelyEqual(to: Matrix(row: [1e38, 1])))
  }

  @Test func shapesThatDifferAreNotApproximatelyEqual() {
    #expect(!Matrix<Float>.zeros(rows: 2, columns: 3).isApproximatelyEqual(to: .zeros(rows: 3, columns: 2)))
    #expect(!Matrix<Float>.zeros(rows: 2, columns: 0).isApproximatelyEqual(to: .zeros(rows: 0, columns: 0)))
  }

  @Test func negativeToleranceTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>(row: [1]).isApproximatelyEqual(to: Matrix(row: [1]), absoluteTolerance: -1)
    }
    #expect(result?.message.contains("approximate equality within -1.0 or 0.0 of the largest: negative or NaN") == true)
  }
}
