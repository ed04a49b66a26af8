import Foundation
import LinearAlgebra
import NeuralNetwork
import Testing

@Suite struct StandardizerTests {
  static let samples = Matrix<Double>(rows: [[1, 7, -2e6], [2, 7, 2e6], [4, 7, 1e6], [9, 7, -1e6]])

  @Test func fittedFeaturesHaveMeanZeroAndDeviationOne() throws {
    let standardizer = try Standardizer(fitting: StandardizerTests.samples)
    // scikit-learn: StandardScaler().fit(samples).mean_, scale_
    #expect(standardizer.mean == Matrix(rows: [[4, 7, 0]]))
    let scale = Matrix(rows: [[3.082207001484488, 1, 1_581_138.8300841898]])
    #expect(standardizer.scale.isApproximatelyEqual(to: scale, absoluteTolerance: 0, relativeTolerance: 1e-15))
    #expect(abs(standardizer.scale[0, 0] - scale[0, 0]) <= 1e-15 && standardizer.inputs == 3)
    let standardized = standardizer.apply(StandardizerTests.samples)
    #expect(standardized.columnMeans().isApproximatelyEqual(to: .zeros(rows: 1, columns: 3), absoluteTolerance: 1e-15))
    let deviations = Matrix<Double>(rows: [[1, 0, 1]])
    #expect(
      standardized.columnStandardDeviations().isApproximatelyEqual(to: deviations, absoluteTolerance: 1e-15))
  }

  /// The mean of these rounds to another number, whose distance divided by itself would be -1.
  @Test(arguments: [0.1, 1e300, -Double.leastNonzeroMagnitude, 0]) func aConstantFeatureBecomesZero(value: Double)
    throws
  {
    let samples = Matrix(repeating: value, rows: 7, columns: 1)
    let standardizer = try Standardizer(fitting: samples)
    #expect(standardizer.scale[0, 0] == 1 && standardizer.mean[0, 0] == value)
    #expect(standardizer.apply(samples) == .zeros(rows: 7, columns: 1))
  }

  /// The same number computed in two ways: its rounding error is no feature.
  @Test func aFeatureThatIsConstantUpToRoundingScalesByOne() throws {
    let samples = Matrix<Double>(rows: 1000, columns: 2) { i, j in (i % 2 == 0 ? 0.3 : 0.1 + 0.2) + Double(i * j) * 1e-9
    }
    let standardizer = try Standardizer(fitting: samples)
    // scikit-learn 1.9.1: StandardScaler().fit(samples).scale_
    #expect(standardizer.scale[0, 0] == 1)
    #expect(abs(standardizer.scale[0, 1] / 2.886749902572095e-07 - 1) < 1e-6)
  }

  @Test func aDeviationThatUnderflowsScalesByOne() throws {
    let standardizer = try Standardizer(fitting: Matrix<Float>(rows: [[0], [Float.leastNonzeroMagnitude]]))
    #expect(standardizer.scale[0, 0] == 1)
  }

  @Test func featuresWhoseSquaresOverflowAreStandardized() throws {
    let features = Matrix<Double>(rows: [[1, 4e200, -1.5e308], [3, 8e200, -1.7e308], [5, 12e200, -1.6e308]])
    let standardizer = try Standardizer(fitting: features)
    let deviation = (8.0 / 3).squareRoot()
    let expected = Matrix<Double>(rows: [[deviation, deviation * 2e200, deviation * 5e306]])
    #expect(standardizer.mean.isApproximatelyEqual(to: Matrix(rows: [[3, 8e200, -1.6e308]])))
    #expect(standardizer.scale.isApproximatelyEqual(to: expected))
    let z = standardizer.apply(features).scalars()
    for (found, sought) in zip(z, [-1, -1, 1, 0, 0, -1, 1, 1, 0]) {
      #expect(abs(found - Double(sought) * 3 / 6.0.squareRoot()) < 1e-12)
    }
  }

  /// Their squares are no numbers of Double, or few bits of one.
  @Test(arguments: [1e-160, 1e-162, 1e-200, 1e-300]) func smallFeaturesAreStandardizedAsLargeOnesAre(unit: Double)
    throws
  {
    let large = Matrix<Double>(rows: [[1, 7], [2, 7], [3, 7], [5, 8]])
    let (features, standardizer) = (large * unit, try Standardizer(fitting: large * unit))
    #expect(standardizer.scale.isApproximatelyEqual(to: try Standardizer(fitting: large).scale * unit))
    #expect(
      standardizer.apply(features).isApproximatelyEqual(
        to: try Standardizer(fitting: large).apply(large), relativeTolerance: 1e-12))
  }

  @Test func undoingGivesTheFeaturesBack() throws {
    let standardizer = try Standardizer(fitting: StandardizerTests.samples)
    let standardized = standardizer.apply(StandardizerTests.samples)
    var inPlace = StandardizerTests.samples
    standardizer.apply(to: &inPlace)
    #expect(inPlace == standardized && inPlace != StandardizerTests.samples)
    #expect(
      standardizer.undo(standardized).isApproximatelyEqual(to: StandardizerTests.samples, absoluteTolerance: 1e-9))
    #expect(standardizer.apply(.zeros(rows: 0, columns: 3)).rows == 0)
  }

  @Test func slicesAreStandardizedLikeTheirCopies() throws {
    let standardizer = try Standardizer(fitting: StandardizerTests.samples)
    let part = StandardizerTests.samples[1..<3, ...]
    #expect(standardizer.apply(part) == standardizer.apply(StandardizerTests.samples)[1..<3, ...])
    let columns = try Standardizer(fitting: StandardizerTests.samples[..., 1...])
    #expect(
      columns.apply(StandardizerTests.samples[..., 1...]) == standardizer.apply(StandardizerTests.samples)[..., 1...])
  }

  @Test(arguments: [Double.nan, .infinity, -.infinity]) func aFeatureThatIsNoNumberIsRefused(value: Double) {
    var samples = StandardizerTests.samples
    samples[2, 1] = value
    let error = #expect(throws: SampleError.self) { try Standardizer(fitting: samples) }
    #expect(error?.description == "feature 1 of sample 2 is \(value), not a finite number")
  }

  @Test func aCodedStandardizerIsTheSame() throws {
    let standardizer = try Standardizer(fitting: StandardizerTests.samples)
    let bytes = try JSONEncoder().encode(standardizer)
    #expect(try JSONDecoder().decode(Standardizer<Double>.self, from: bytes) == standardizer)
    let broken = Data(#"{"mean": \#(row("1")), "scale": \#(row("0"))}"#.utf8)
    #expect(throws: DecodingError.self) { try JSONDecoder().decode(Standardizer<Double>.self, from: broken) }
  }

  private func row(_ number: String) -> String { #"{"rows": 1, "columns": 1, "elements": [\#(number)]}"# }

  @Test func anotherScalarRounds() throws {
    let standardizer = try Standardizer(fitting: StandardizerTests.samples)
    let narrow = Standardizer<Float>(standardizer)
    #expect(narrow.scale[0, 0] == Float(standardizer.scale[0, 0]) && narrow.mean == Matrix(standardizer.mean))
  }

  // MARK: - The caller's mistakes

  @Test func anotherNumberOfFeaturesTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let standardizer = try Standardizer(fitting: StandardizerTests.samples)
      _ = standardizer.apply(.zeros(rows: 2, columns: 4))
    }
    #expect(result?.message.contains("samples of 2x4 for a standardizer of 3 features") == true)
  }

  @Test func aScaleOfZeroTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Standardizer<Float>(mean: .zeros(rows: 1, columns: 2), scale: Matrix(rows: [[1, 0]]))
    }
    #expect(result?.message.contains("a scale of 0.0 of feature 1: it must be finite, above 0") == true)
  }

  @Test func aMeanAndAScaleOfDifferentWidthsTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Standardizer<Float>(mean: .zeros(rows: 1, columns: 2), scale: Matrix(rows: [[1]]))
    }
    #expect(result?.message.contains("a mean of 1x2 and a scale of 1x1") == true)
  }

  @Test func aStandardizerOfNoSamplesTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = try Standardizer<Float>(fitting: .zeros(rows: 0, columns: 2))
    }
    #expect(result?.message.contains("a standardizer of no samples") == true)
  }
}
