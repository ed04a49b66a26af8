import LinearAlgebra
import TensorFiles

// A checkpoint is a safetensors file: all of a network's file except the class names, the slots of the optimizer as
// `optimizer.0.layers.0.kernel` and so on, the best network as `best.layers.0.kernel`, the epochs as `history.trainLoss` and
// so on, one number each, the sums of the epoch at hand as `epoch`, and in the metadata the settings, the steps and a
// checksum of all.
extension TrainingRun where Scalar: SafetensorsElement {
  /// All that is needed to resume the run here, also in the middle of an epoch. Processes that share a run call it
  /// together, and each gets the whole.
  ///
  /// - Throws: `TensorFileError` where the network has too many layers for a file.
  /// - Complexity: copies of all parameters and of what the optimizer keeps; the first time also a checksum of the data.
  public func checkpoint() throws(TensorFileError) -> Safetensors {
    var file = Safetensors(
      metadata: Dictionary(uniqueKeysWithValues: identity + machine).merging([
        NetworkFile.checkpoint: Self.format, "steps": String(history.steps), "outcome": history.outcome.rawValue,
      ]) { $1 })
    for (index, layer) in workspace.layers.enumerated() {
      for kept in layer.kept { workspace.shards?.complete(kept, index, layer) }
      for (name, values) in layer.slots {
        try file.add(name, index, weights: values.matrix(0..<layer.inputs), bias: values.matrix(layer.biasRow))
      }
    }
    for (index, layer) in (best?.layers ?? []).enumerated() {
      try file.add("best.", index, weights: layer.weights, bias: layer.bias)
    }
    for (name, values) in history.columns { try file.add("history." + name, shape: [values.count], values) }
    try file.add("epoch", shape: [3], [sums.loss, sums.norm, sums.seconds])
    file.add(template.standardizer)
    file.metadata[Self.checksumKey] = try file.sha256()
    return file
  }

  /// Writes the checkpoint to a file, whole or not at all, and waits until the disk has it. Of processes that share a run, all
  /// call it, and the first one writes.
  ///
  /// - Throws: `TensorFileError` where the file cannot be written; what was there is then as it was.
  public func save(to path: String) throws(TensorFileError) {
    let checkpoint = try checkpoint()
    guard let group, group.count > 1 else { return try checkpoint.write(to: path) }
    try group.agree { () throws(TensorFileError) in
      if group.rank == 0 { try checkpoint.write(to: path) }
    } other: { rank in
      TensorFileError(.unwritable, file: path, "rank \(rank) cannot write it")
    }
  }

  /// Resumes from a checkpoint that a run with the same network, settings and data has saved: what follows has the same
  /// bits as if that run had never stopped.
  ///
  /// Weights, optimizer, history and the place in the epoch become the checkpoint's. The times of epochs are those that
  /// were measured. Of processes that share a run, all call it, and the first one reads the file.
  ///
  /// - Parameters:
  ///   - path: the file.
  ///   - acceptsOtherMachine: whether it may come from another backend, instruction set or, with OpenBLAS, number of
  ///     threads. The result then has other bits.
  /// - Throws: `TensorFileError`, and the run stays as it was: where the file cannot be read, is torn or altered
  ///   (`.malformed`, `.wrongSize`), or is of another network, other settings, data or machine (`.mismatch`).
  public mutating func resume(from path: String, acceptsOtherMachine: Bool = false) throws(TensorFileError) {
    let (file, digest) = try checkpoint(at: path)
    guard let group, group.count > 1 else {
      return try restore(file, digest, acceptsOtherMachine: acceptsOtherMachine)
    }
    // Memory that is sent from is made by all together.
    takeOwnWorkspace()
    try group.agree { () throws(TensorFileError) in
      try restore(file, digest, acceptsOtherMachine: acceptsOtherMachine)
    } other: { rank in
      TensorFileError(.mismatch, file: path, "rank \(rank) cannot resume from it")
    }
  }

  /// Takes over what a checkpoint holds.
  private mutating func restore(
    _ file: Safetensors, _ digest: String, acceptsOtherMachine: Bool
  ) throws(TensorFileError) {
    try checkChecksum(of: file, digest)
    for (key, value) in identity + (acceptsOtherMachine ? [] : machine) {
      let found = file.metadata[key] ?? formerly(key, value, file) ?? ""
      if found != value { throw file.mismatch("a checkpoint with \(key) '\(found)', this run has '\(value)'") }
    }
    if try file.standardizer(of: Scalar.self) != template.standardizer {
      throw file.mismatch("a checkpoint of a network with another standardizer than this run's")
    }
    guard let steps = file.metadata["steps"].flatMap(Int.init),
      let outcome = file.metadata["outcome"].flatMap(TrainingHistory.Outcome.init)
    else { throw file.mismatch("a checkpoint without its 'steps' or its 'outcome'") }
    let history = try TrainingHistory(file, steps: steps, outcome: outcome)
    guard history.epochs.count <= trainer.epochs, steps >= 0,
      0...stepsPerEpoch ~= steps - history.epochs.count * stepsPerEpoch
    else {
      throw file.mismatch("\(steps) steps and \(history.epochs.count) epochs, of \(stepsPerEpoch) steps each")
    }
    let sums: [Double] = try file.elements(of: "epoch", shape: [3])
    var best = template.layers
    let hasBest = trainer.patience != nil && history.bestEpoch() != nil
    var slots = [(target: Panels<Scalar>, rows: Range<Int>, values: Matrix<Scalar>)]()
    takeOwnWorkspace()
    for (index, layer) in workspace.layers.enumerated() {
      for (name, target) in layer.slots {
        let values = try file.parameters(name, index, of: layer)
        slots += [(target, 0..<layer.inputs, values.weights), (target, layer.biasRow, values.bias)]
      }
      if hasBest {
        let values = try file.parameters("best.", index, of: layer)
        best[index] = Dense(weights: values.weights, bias: values.bias, activation: layer.activation)
      }
    }
    for slot in slots { slot.values.withView { slot.target.set(slot.rows, to: $0) } }
    self.history = history
    self.sums = EpochSums(loss: sums[0], norm: sums[1], seconds: sums[2])
    self.best = nil
    if hasBest {
      var network = template
      network.layers = best
      self.best = network
    }
  }

  /// The file, which the first process of a group reads for all, and its digest.
  private func checkpoint(at path: String) throws(TensorFileError) -> (Safetensors, String) {
    guard let group, group.count > 1 else { return (try Safetensors(contentsOf: path), try sha256(ofFile: path)) }
    let bytes = try group.agree { () throws(TensorFileError) in
      if group.rank > 0 { return [UInt8]() }
      let file = try InputFile(path)
      return try file.read(at: 0, count: file.size)
    } other: { _ in
      TensorFileError(.unreadable, file: path, "rank 0 cannot read it")
    }
    let all = group.broadcast(bytes)
    var hash = SHA256()
    hash.update(all)
    return (try Safetensors(parsing: all, name: path), hash.finalized())
  }

  private func checkChecksum(of file: Safetensors, _ digest: String) throws(TensorFileError) {
    guard file.metadata[NetworkFile.checkpoint] == Self.format, let checksum = file.metadata[Self.checksumKey] else {
      let found = file.metadata[NetworkFile.checkpoint].map { "one of format '\($0)'" } ?? "another file"
      throw file.mismatch("expected a checkpoint of a training run in format '\(Self.format)', found \(found)")
    }
    var content = file
    content.metadata[Self.checksumKey] = nil
    // The file too: bytes of its header may change without a change of what it says.
    guard try content.sha256() == checksum, try digest == file.sha256() else {
      throw TensorFileError(.malformed, file: file.name, "altered: its bytes have another checksum than it says")
    }
  }

  private static var format: String { "2" }
  /// A setting of an older checkpoint, which does not name it; `value` where nothing tells.
  private func formerly(_ key: String, _ value: String, _ file: Safetensors) -> String? {
    func has(_ tensor: String) -> Bool { file.tensors.contains { $0.name == tensor && $0.count > 0 } }
    switch key {
    case "shards": return "1"
    case Trainer.evaluationKey:
      let hasClasses = template.loss.exclusiveClassCount(outputs: template.outputs) != nil
      return hasClasses && has("history.seconds") ? has("history.trainAccuracy") ? "on" : "off" : value
    default: return nil
    }
  }
  private static var checksumKey: String { "checksum" }

  /// What must be the same for a run to be resumed from a checkpoint.
  private var identity: [(String, String)] {
    ["architecture", "activations", "loss"].map { ($0, template.metadata[$0] ?? "") } + trainer.settings + dataTexts
  }
}

extension TrainingRun {
  /// What identifies each data set, by its name for a sentence.
  var dataTexts: [(String, String)] {
    [
      ("training data", fingerprint.text(training, 0)), ("validation data", fingerprint.text(validation, 1)),
      ("test data", fingerprint.text(testing, 2)),
    ]
  }

  /// What must be the same for the bits of a resumed run to be those of one that never stopped.
  var machine: [(String, String)] {
    let configuration = trainer.configuration
    var backend = configuration.backend.description
    if configuration.backend == .openBLAS, let library = OpenBLASLibrary.loaded {
      backend += " \(library.version) (\(library.core)) on \(configuration.threads) threads"
    }
    return [("backend", backend), ("instruction set", InstructionSet.best.rawValue)]
  }
}

extension LayerMemory {
  fileprivate var biasRow: Range<Int> { inputs..<inputs + 1 }
}

extension Safetensors {
  fileprivate mutating func add<Scalar: BLASScalar & SafetensorsElement>(
    _ prefix: String, _ index: Int, weights: Matrix<Scalar>, bias: Matrix<Scalar>
  ) throws(TensorFileError) {
    try add(prefix + NetworkFile.kernel(index), shape: [weights.rows, weights.columns], weights.scalars())
    try add(prefix + NetworkFile.bias(index), shape: [bias.columns], bias.scalars())
  }

  fileprivate func parameters<Scalar: BLASScalar & SafetensorsElement>(
    _ prefix: String, _ index: Int, of layer: LayerMemory<Scalar>
  ) throws(TensorFileError) -> (weights: Matrix<Scalar>, bias: Matrix<Scalar>) {
    (
      try matrix(prefix + NetworkFile.kernel(index), shape: [layer.inputs, layer.outputs]),
      try row(prefix + NetworkFile.bias(index), count: layer.outputs)
    )
  }
}
