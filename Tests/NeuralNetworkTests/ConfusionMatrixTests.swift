import NeuralNetwork
import Testing

@Suite struct ConfusionMatrixTests {
  /// Counts [[5, 1, 0], [2, 3, 1], [0, 0, 0]]: the third class has no sample, and was answered once.
  static let matrix = ConfusionMatrix(
    truth: [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1], predicted: [0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 1, 2], classes: 3)

  @Test func measuresAreThoseCountedByHand() {
    let measures = ConfusionMatrixTests.matrix.measures
    #expect(measures.map(\.class) == [0, 1, 2])
    #expect(measures.map(\.support) == [6, 6, 0])
    #expect(measures.map(\.precision) == [5.0 / 7, 3.0 / 4, 0])
    #expect(measures.map(\.recall) == [5.0 / 6, 3.0 / 6, 0])
    #expect(measures.map(\.f1) == [10.0 / 13, 6.0 / 10, 0])
  }

  @Test func f1IsTheHarmonicMean() {
    for measure in ConfusionMatrixTests.matrix.measures where measure.f1 > 0 {
      let mean = 2 / (1 / measure.precision + 1 / measure.recall)
      #expect(abs(measure.f1 - mean) <= 1e-15)
    }
  }

  @Test func ratiosOfNothingAreZero() {
    let measures = ConfusionMatrix(classes: 2).measures
    #expect(measures.allSatisfy { $0.precision == 0 && $0.recall == 0 && $0.f1 == 0 && $0.support == 0 })
    #expect(ConfusionMatrix(classes: 0).measures.isEmpty)
  }

  @Test func aPerfectAnswerMeasuresOne() {
    let measures = ConfusionMatrix(truth: [0, 1, 1], predicted: [0, 1, 1], classes: 2).measures
    #expect(measures.allSatisfy { $0.precision == 1 && $0.recall == 1 && $0.f1 == 1 })
  }
}
