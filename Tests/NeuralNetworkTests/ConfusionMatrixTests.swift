import NeuralNetwork
import Testing

@Suite struct ConfusionMatrixTests {
  /// Counts [[5, 1, 0], [2, 3, 1], [0, 0, 0]]: the third class has no sample, and was answered once.
  static let matrix = ConfusionMatrix(
    truth: [0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1], predicted: [0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 1, 2], classes: 3)

  @Test func measuresAreThoseCountedByHand() {
    let measures = ConfusionMatrixTests.matrix.measures()
    #expect(measures.map(\.class) == [0, 1, 2])
    #expect(measures.map(\.support) == [6, 6, 0])
    #expect(measures.map(\.precision) == [5.0 / 7, 3.0 / 4, 0])
    #expect(measures.map(\.recall) == [5.0 / 6, 3.0 / 6, 0])
    #expect(measures.map(\.f1) == [10.0 / 13, 6.0 / 10, 0])
  }

  @Test func f1IsTheHarmonicMean() {
    for measure in ConfusionMatrixTests.matrix.measures() where measure.f1 > 0 {
      let mean = 2 / (1 / measure.precision + 1 / measure.recall)
      #expect(abs(measure.f1 - mean) <= 1e-15)
    }
  }

  @Test func ratiosOfNothingAreZero() {
    let measures = ConfusionMatrix(classes: 2).measures()
    #expect(measures.allSatisfy { $0.precision == 0 && $0.recall == 0 && $0.f1 == 0 && $0.support == 0 })
    #expect(ConfusionMatrix(classes: 0).measures().isEmpty)
  }

  @Test func aPerfectAnswerMeasuresOne() {
    let measures = ConfusionMatrix(truth: [0, 1, 1], predicted: [0, 1, 1], classes: 2).measures()
    #expect(measures.allSatisfy { $0.precision == 1 && $0.recall == 1 && $0.f1 == 1 })
  }

  @Test func countsAreAskedForByTruthAndPrediction() {
    let confusion = ConfusionMatrixTests.matrix
    #expect(confusion[1, 0] == 2 && confusion[0, 1] == 1 && confusion[2, 2] == 0)
    #expect(confusion.total == 12 && confusion.correct == 8 && confusion.classCount == 3)
  }

  @Test func anAverageCountsEveryClassTheSame() {
    let macro = ConfusionMatrixTests.matrix.macroAverages()
    let means: (Double, Double, Double) = ((5.0 / 7 + 3.0 / 4) / 3, (5.0 / 6 + 3.0 / 6) / 3, (10.0 / 13 + 6.0 / 10) / 3)
    #expect(abs(macro.precision - means.0) <= 1e-15)
    #expect(abs(macro.recall - means.1) <= 1e-15)
    #expect(abs(macro.f1 - means.2) <= 1e-15)
    #expect(ConfusionMatrix(classes: 0).macroAverages().f1 == 0)
  }

  @Test func aMatrixIsPrintedAsATable() {
    var confusion = ConfusionMatrixTests.matrix
    let numbered = """
      truth \\ predicted  0  1  2
      0                  5  1  0
      1                  2  3  1
      2                  0  0  0
      """
    #expect("\(confusion)" == numbered)
    confusion.classNames = ["cat", "dog", "a\nbird"]
    let named = """
      truth \\ predicted  cat  dog  a\\nbird
      cat                  5    1        0
      dog                  2    3        1
      a\\nbird              0    0        0
      """
    #expect("\(confusion)" == named)
    #expect("\(ConfusionMatrix(classes: 33))" == "a confusion matrix of 33 classes, 0 of 0 right")
  }

  // MARK: - The caller's mistakes

  @Test func aClassThatThereIsNotTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ConfusionMatrixTests.matrix[0, 3]
    }
    #expect(result?.message.contains("class 0 taken for 3: classes are 0..<3") == true)
  }

  @Test func namesForAnotherNumberOfClassesTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var confusion = ConfusionMatrixTests.matrix
      confusion.classNames = ["cat"]
    }
    #expect(result?.message.contains("1 class names for a confusion matrix of 3 classes") == true)
  }
}
