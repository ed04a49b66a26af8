import TensorFiles

// The epochs of a history as columns of numbers, for a checkpoint. A measure is there in all epochs of a run or in none.
extension TrainingHistory {
  private static let measures: [(name: String, value: @Sendable (Epoch) -> Double?)] = [
    ("seconds", { $0.seconds }), ("trainLoss", { $0.trainLoss }), ("trainAccuracy", { $0.trainAccuracy }),
    ("testLoss", { $0.testLoss }), ("testAccuracy", { $0.testAccuracy }), ("validationLoss", { $0.validationLoss }),
    ("validationAccuracy", { $0.validationAccuracy }), ("learningRate", { $0.learningRate }),
    ("gradientNorm", { $0.gradientNorm }),
  ]

  var columns: [(name: String, values: [Double])] {
    Self.measures.compactMap { name, value in
      let values = epochs.compactMap(value)
      return name != "seconds" && values.isEmpty ? nil : (name, values)
    }
  }

  /// - Throws: `.mismatch` where the columns have different lengths.
  init(_ file: Safetensors, steps: Int, outcome: Outcome) throws(TensorFileError) {
    var columns = [String: [Double]]()
    let count = try file.tensor("history.seconds").count
    for (name, _) in Self.measures where file.tensors.contains(where: { $0.name == "history." + name }) {
      columns[name] = try file.elements(of: "history." + name, shape: [count])
    }
    self.init()
    (self.steps, self.outcome) = (steps, outcome)
    for index in 0..<count {
      func value(_ name: String) -> Double? { columns[name]?[index] }
      epochs.append(
        Epoch(
          epoch: index + 1, seconds: value("seconds") ?? 0, trainLoss: value("trainLoss") ?? .nan,
          trainAccuracy: value("trainAccuracy"), testLoss: value("testLoss"), testAccuracy: value("testAccuracy"),
          validationLoss: value("validationLoss"), validationAccuracy: value("validationAccuracy"),
          learningRate: value("learningRate"), gradientNorm: value("gradientNorm")))
    }
  }
}
