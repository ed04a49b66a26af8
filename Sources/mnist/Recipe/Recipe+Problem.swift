import LinearAlgebra
import NeuralNetwork

/// The optimizers that a recipe may name.
enum OptimizerName: String, CaseIterable {
  case sgd, adam, adamw
}

extension Recipe {
  static let optimizers = OptimizerName.allCases.map(\.rawValue)
  static let schedules = ["constant", "step", "cosine"]

  /// Throws where a setting is invalid, with the option that it is given by.
  func requireSound() throws(CommandError) {
    if let problem { throw CommandError("\(problem.key.option) \(problem.text)") }
  }

  /// The first invalid setting, and why; nil if all are valid.
  var problem: (key: CodingKeys, text: String)? {
    func name(_ key: CodingKeys, _ value: String?, _ allowed: [String], or last: String? = nil) -> (CodingKeys, String)?
    {
      guard let value, !(allowed + [last].compactMap { $0 }).contains(value) else { return nil }
      return (key, "\(value): it may be \(allowed.joined(separator: ", "))" + (last.map { " or \($0)" } ?? ""))
    }
    func least(_ key: CodingKeys, _ value: Int?, _ least: Int = 1) -> (CodingKeys, String)? {
      guard let value, value < least else { return nil }
      return (key, "\(value): at least \(least) is needed")
    }
    func positive(_ key: CodingKeys, _ value: Double?) -> (CodingKeys, String)? {
      guard let value, !(value.isFinite && value > 0) else { return nil }
      return (key, "\(value): it must be a finite number above 0")
    }
    func notNegative(_ key: CodingKeys, _ value: Double?) -> (CodingKeys, String)? {
      guard let value, !(value.isFinite && value >= 0) else { return nil }
      return (key, "\(value): it must be a finite number, 0 or more")
    }
    func below1(_ key: CodingKeys, _ value: Double?) -> (CodingKeys, String)? {
      guard let value, !(0..<1 ~= value) else { return nil }
      return (key, "\(value): it must be at least 0 and below 1")
    }
    let found = [
      least(.epochs, epochs), least(.batchSize, batchSize), least(.hidden, hidden?.min()),
      1...max(batchSize, 1) ~= shards
        ? nil : (.shards, "\(shards): mini-batches of \(batchSize) images are cut into 1 to \(batchSize)"),
      hidden?.isEmpty == true ? (.hidden, "[]: at least one width is needed") : nil,
      name(.optimizer, optimizer, Self.optimizers), notNegative(.learningRate, learningRate),
      notNegative(.momentum, momentum), notNegative(.weightDecay, weightDecay),
      momentum > 0 && optimizer != "sgd" ? (.momentum, "\(momentum): \(optimizer) has none, sgd has") : nil,
      nesterov && momentum == 0 ? (.nesterov, "without a momentum: it needs one above 0") : nil,
      name(.schedule, schedule, Self.schedules),
      (0..<1 ~= warmUp) || warmUp == warmUp.rounded() && 1..<1e15 ~= warmUp
        ? nil : (.warmUp, "\(warmUp.significant): it must be a number of steps, or a share of them below 1"),
      positive(.clipNorm, clipNorm),
      below1(.dropout, dropout), below1(.labelSmoothing, labelSmoothing), below1(.average, average),
      augment?.problem.map { (.augment, $0) },
      validation.flatMap { count in
        count > 0 && (count < 1 || count == count.rounded() && count < 1e15)
          ? nil : (.validation, "\(count): it must be a number of images, or a share of them below 1")
      },
      least(.patience, patience),
      patience != nil && validation == nil ? (.patience, "without validation images: hold some out") : nil,
      name(.layout, layout, WeightLayout.allCases.map(\.rawValue)),
      layout != nil && load == nil ? (.layout, "\(layout ?? "") without a saved network: a new one has no file") : nil,
      name(.activation, activation, Activation.allCases.map(\.rawValue)),
      name(.initializer, initializer, Initializer.allCases.map(\.rawValue), or: "all"), computeProblem,
    ]
    return found.compactMap { $0 }.first
  }

  private var computeProblem: (CodingKeys, String)? {
    if let backend, GEMMBackend(name: backend)?.isAvailable != true {
      return (.backend, "\(backend): it may be \(ComputeConfiguration.backendNames)")
    }
    let limits = ComputeConfiguration.threadLimits
    if let threads, !limits.contains(threads) {
      return (.threads, "\(threads): it may be \(limits.lowerBound) to \(limits.upperBound)")
    }
    return nil
  }
}

extension Recipe.CodingKeys {
  /// As an option of the command.
  var option: String {
    "--" + rawValue.map { $0.isUppercase ? "-\($0.lowercased())" : String($0) }.joined()
  }
}
