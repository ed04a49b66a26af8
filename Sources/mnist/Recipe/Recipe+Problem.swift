import LinearAlgebra
import NeuralNetwork
import TensorFiles

/// The optimizers that a recipe may name.
enum OptimizerName: String, CaseIterable {
  case sgd, adam, adamw
}

extension Recipe {
  static let optimizers = OptimizerName.allCases.map(\.rawValue)
  static let schedules = ["constant", "step", "cosine"]

  /// Throws if a setting is invalid, with the option that gives it, or with the file if the setting comes from it.
  func requireSound(after file: Recipe? = nil, from path: String? = nil) throws(CommandError) {
    guard let problem else { return }
    if let path, let file, file.problems.contains(where: { $0.key == problem.key && $0.text == problem.text }) {
      throw CommandError("--config \(printable(path)): \(problem.key.rawValue) \(problem.text)")
    }
    throw CommandError("\(problem.key.option) \(problem.text)")
  }

  /// The first invalid setting, and why; nil if all are valid.
  var problem: (key: CodingKeys, text: String)? { problems.first }

  private var problems: [(key: CodingKeys, text: String)] {
    func check<T>(_ key: CodingKeys, _ value: T?, _ rule: String, _ holds: (T) -> Bool) -> (CodingKeys, String)? {
      guard let value, !holds(value) else { return nil }
      return (key, "\(value): \(rule)")
    }
    func name(_ key: CodingKeys, _ value: String?, _ allowed: [String]) -> (CodingKeys, String)? {
      check(key, value, "it may be \(allowed.joined(separator: ", "))", allowed.contains)
    }
    func positive(_ key: CodingKeys, _ value: Int?) -> (CodingKeys, String)? {
      check(key, value, "at least 1 is needed") { $0 >= 1 }
    }
    func notNegative(_ key: CodingKeys, _ value: Double?) -> (CodingKeys, String)? {
      check(key, value, "it must be a finite number, 0 or more") { $0.isFinite && $0 >= 0 }
    }
    func below1(_ key: CodingKeys, _ value: Double?) -> (CodingKeys, String)? {
      check(key, value, "it must be at least 0 and below 1") { 0..<1 ~= $0 }
    }
    let threadLimits = ComputeConfiguration.threadLimits
    let found: [(CodingKeys, String)?] = [
      positive(.epochs, epochs), positive(.batchSize, batchSize), positive(.hidden, hidden?.min()),
      check(.shards, shards, "mini-batches of \(batchSize) images are cut into 1 to \(batchSize)") {
        1...max(batchSize, 1) ~= $0
      },
      hidden?.isEmpty == true ? (.hidden, "[]: at least one width is needed") : nil,
      name(.optimizer, optimizer, Self.optimizers), notNegative(.learningRate, learningRate),
      notNegative(.momentum, momentum), notNegative(.weightDecay, weightDecay),
      momentum > 0 && optimizer != "sgd" ? (.momentum, "\(momentum): \(optimizer) has none, sgd has") : nil,
      nesterov && momentum == 0 ? (.nesterov, "without a momentum: it needs one above 0") : nil,
      name(.schedule, schedule, Self.schedules),
      (0..<1 ~= warmUp) || warmUp == warmUp.rounded() && 1..<1e15 ~= warmUp
        ? nil : (.warmUp, "\(warmUp.given): it must be a number of steps, or a share of them below 1"),
      check(.clipNorm, clipNorm, "it must be a finite number above 0") { $0.isFinite && $0 > 0 },
      below1(.dropout, dropout), below1(.labelSmoothing, labelSmoothing), below1(.average, average),
      augment?.problem.map { (.augment, $0) },
      check(.validation, validation, "it must be a number of images, or a share of them below 1") { count in
        count > 0 && (count < 1 || count == count.rounded() && count < 1e15)
      },
      positive(.patience, patience),
      patience != nil && validation == nil ? (.patience, "without validation images: hold some out") : nil,
      name(.layout, layout, WeightLayout.allCases.map(\.rawValue)),
      layout != nil && load == nil ? (.layout, "\(layout ?? "") without a saved network: a new one has no file") : nil,
      name(.activation, activation, Activation.allCases.map(\.rawValue)),
      name(.initializer, initializer, Initializer.allCases.map(\.rawValue) + ["all"]),
      check(.backend, backend, "it may be \(ComputeConfiguration.backendNames)") {
        GEMMBackend(name: $0)?.isAvailable == true
      },
      check(.threads, threads, "it may be \(threadLimits.lowerBound) to \(threadLimits.upperBound)") {
        threadLimits.contains($0)
      },
    ]
    return found.compactMap { $0 }
  }
}

extension Recipe.CodingKeys {
  /// As an option of the command.
  var option: String {
    "--" + rawValue.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
  }
}
