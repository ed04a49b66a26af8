import Foundation
import LinearAlgebra
import NeuralNetwork
import Testing

/// What is decoded keeps the promises of its initializers, or is refused with a sentence.
@Suite struct DecodingTests {
  func refuse<Value: Decodable>(_ type: Value.Type, _ json: String, _ sentence: String) {
    let error = #expect(throws: DecodingError.self, "\(json)") { try JSONDecoder().decode(type, from: Data(json.utf8)) }
    guard case .dataCorrupted(let context) = error else { return }
    #expect(context.debugDescription == sentence)
  }

  func again<Value: Codable>(_ value: Value) throws -> Value {
    try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value))
  }

  @Test(arguments: [
    (#"{"classes":3,"counts":[[1]]}"#, "1 rows of counts for 3 classes"),
    (#"{"classes":1,"counts":[]}"#, "0 rows of counts for 1 classes"),
    (#"{"classes":0,"counts":[[]]}"#, "1 rows of counts for 0 classes"),
    (#"{"classes":2,"counts":[[1,2],[3]]}"#, "1 counts of class 1, for 2 classes"),
    (#"{"classes":-1,"counts":[]}"#, "a confusion matrix of -1 classes: at least 0 are needed"),
    (#"{"classes":2,"counts":[[1,2],[-3,4]]}"#, "class 1 taken for 0 -3 times: at least 0 is needed"),
    (
      #"{"classes":2,"counts":[[9223372036854775807,1],[0,0]]}"#, "counts of more than 9007199254740992 samples"
    ),
    (
      #"{"classes":2,"counts":[[9007199254740992,0],[0,1]]}"#, "counts of more than 9007199254740992 samples"
    ),
  ]) func countsThatMakeNoMatrixAreRefused(json: String, sentence: String) {
    refuse(ConfusionMatrix.self, json, sentence)
    refuse(Evaluation.self, #"{"loss":1,"confusionMatrix":\#(json)}"#, sentence)
  }

  @Test func aConfusionMatrixReadsBackEqual() throws {
    for matrix in [ConfusionMatrixTests.matrix, ConfusionMatrix(classes: 0)] { #expect(try again(matrix) == matrix) }
    let json = #"{"classes":2,"counts":[[9007199254740991,0],[0,1]]}"#
    let largest = try JSONDecoder().decode(ConfusionMatrix.self, from: Data(json.utf8))
    #expect(largest.total == 1 << 53 && largest.accuracy == 1 && largest.measures().map(\.f1) == [1, 1])
  }

  @Test(arguments: [
    ("class", "-1", "9 samples of class -1: at least 0 is needed"),
    ("support", "-9", "-9 samples of class 1: at least 0 is needed"),
    ("precision", "1.5", "a precision of 1.5: a share is 0 to 1"),
    ("recall", "-0.5", "a recall of -0.5: a share is 0 to 1"), ("f1", "2", "an F1 of 2.0: a share is 0 to 1"),
  ]) func measuresOutOfRangeAreRefused(key: String, value: String, sentence: String) throws {
    var parts = ["class": "1", "precision": "0.5", "recall": "1", "f1": "0.5", "support": "9"]
    func json() -> String { "{" + parts.map { "\"\($0)\":\($1)" }.joined(separator: ",") + "}" }
    #expect(try JSONDecoder().decode(ClassMeasures.self, from: Data(json().utf8)).support == 9)
    parts[key] = value
    refuse(ClassMeasures.self, json(), sentence)
  }

  @Test(arguments: [
    ("epoch", "0", "epoch 0: they are numbered from 1"),
    ("seconds", "-1", "an epoch of -1.0 seconds: it must be finite, 0 or more"),
    ("trainAccuracy", "1.01", "a training accuracy of 1.01: a share is 0 to 1"),
    ("testAccuracy", "-1", "a test accuracy of -1.0: a share is 0 to 1"),
    ("epoch", "2", "epoch 2 in place 1"), ("steps", "0", "0 steps in 1 epochs: an epoch has at least 1"),
    ("steps", "-1", "-1 steps in 1 epochs: an epoch has at least 1"),
  ]) func aHistoryThatNeverHappenedIsRefused(key: String, value: String, sentence: String) throws {
    func json(_ other: [String: String]) -> String {
      let parts = [
        "epoch": "1", "seconds": "2", "trainLoss": "3", "trainAccuracy": "1", "testAccuracy": "0", "steps": "1",
      ]
      .merging(other) { $1 }
      let epoch = parts.map { "\"\($0)\":\($1)" }.joined(separator: ",")
      return #"{"epochs":[{\#(epoch)}],"steps":\#(parts["steps"] ?? ""),"outcome":"completed"}"#
    }
    #expect(try JSONDecoder().decode(TrainingHistory.self, from: Data(json([:]).utf8)).epochs.count == 1)
    refuse(TrainingHistory.self, json([key: value]), sentence)
  }

  @Test func aHistoryReadsBackEqual() throws {
    var generator = SeededGenerator(seed: 3)
    var network = Network<Float>(inputs: 2, hidden: [], outputs: 2, using: &generator)
    let data = Dataset(features: Matrix<Float>(repeating: 1, rows: 3, columns: 2), labels: [0, 1, 1], classes: 2)
    let history = Trainer(epochs: 3, batchSize: 2).train(&network, on: data, testing: data)
    #expect(try again(history) == history && history.epochs.count == 3)
    #expect(try again(TrainingHistory.Outcome.stopped) == .stopped)
    let evaluation = network.evaluate(data)
    #expect(try again(evaluation) == evaluation)
    #expect(try again(ConfusionMatrixTests.matrix.measures()) == ConfusionMatrixTests.matrix.measures())
  }

  @Test func aHistoryThatDivergedIsEncodedWithNulls() throws {
    var generator = SeededGenerator(seed: 3)
    var network = Network<Float>(inputs: 2, hidden: [], outputs: 2, using: &generator)
    let data = Dataset(features: Matrix<Float>(repeating: 1e20, rows: 3, columns: 2), labels: [0, 1, 1], classes: 2)
    let trainer = Trainer(epochs: 3, batchSize: 1, optimizer: .sgd(learningRate: 1e30))
    let history = trainer.train(&network, on: data, testing: data)
    #expect(history.outcome == .diverged && history.epochs.last?.trainLoss.isFinite == false)
    let json = String(decoding: try JSONEncoder().encode(history), as: UTF8.self)
    #expect(json.contains(#""trainLoss":null"#) && json.contains(#""testLoss":null"#))
    let again = try again(history)
    #expect(again.outcome == .diverged && again.epochs.count == history.epochs.count)
    #expect(again.epochs.last?.trainLoss.isNaN == true && again.epochs.last?.testLoss == nil)
    #expect(again.epochs.last?.trainAccuracy == history.epochs.last?.trainAccuracy)
  }

  @Test func anEvaluationThatIsNotFiniteIsEncodedWithNulls() throws {
    let layer = Dense<Float>(weights: Matrix(rows: [[1e30]]), bias: Matrix(rows: [[0]]), activation: .identity)
    let network = Network(layers: [layer], loss: .meanSquaredError)
    let data = Dataset(features: Matrix<Float>(rows: [[1e30], [1]]), targets: Matrix(rows: [[1], [2]]))
    let evaluation = network.evaluate(data)
    #expect(!evaluation.loss.isFinite && !evaluation.rSquared.isFinite)
    let json = String(decoding: try JSONEncoder().encode(evaluation), as: UTF8.self)
    #expect(json.contains(#""loss":null"#) && json.contains(#""rSquared":null"#))
    let again = try again(evaluation)
    #expect(again.loss.isNaN && again.rSquared.isNaN && again.confusionMatrix == nil)
  }

  /// The last epoch's network is not kept, whatever its losses were.
  @Test func theEpochThatDivergedIsNotTheBest() throws {
    func history(_ outcome: String) throws -> TrainingHistory {
      let epochs = (1...2).map { #"{"epoch":\#($0),"seconds":1,"trainLoss":1,"validationLoss":\#(3 - $0)}"# }
      let json = #"{"epochs":[\#(epochs.joined(separator: ","))],"steps":9,"outcome":"\#(outcome)"}"#
      return try JSONDecoder().decode(TrainingHistory.self, from: Data(json.utf8))
    }
    #expect(try history("diverged").bestEpoch() == 1)
    #expect(try history("completed").bestEpoch() == 2)
  }

  @Test func namesThatNothingHasAreRefused() {
    refuse([Loss].self, #"["hinge"]"#, "Cannot initialize Loss from invalid String value hinge")
    refuse([Activation].self, #"["step"]"#, "Cannot initialize Activation from invalid String value step")
    refuse([Initializer].self, #"["best"]"#, "Cannot initialize Initializer from invalid String value best")
  }
}
