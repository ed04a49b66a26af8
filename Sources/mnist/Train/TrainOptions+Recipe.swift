import TensorFiles

extension TrainOptions {
  /// How long one of several processes may send nothing.
  ///
  /// - Throws: where it cannot be used.
  func checkedDeadline() throws(CommandError) -> Double {
    let deadline = deadline ?? 60
    if !(0.1...1e6 ~= deadline) {
      throw CommandError("--deadline \(deadline): it must be 0.1 to 1000000 seconds")
    }
    return deadline
  }

  /// The settings: options before those of `--config` or `--preset`, before the defaults.
  ///
  /// - Throws: where a value cannot be used, before anything is read or written.
  func recipe() throws -> Recipe {
    if config != nil && preset != nil { throw CommandError("--config and --preset: one of them says where to begin") }
    let named: Preset? = try value("preset", preset)
    let file = try config.map(Recipe.init(contentsOf:))
    var recipe = try file ?? named?.recipe ?? Recipe()
    func set<T>(_ value: inout T, _ option: T?) { if let option { value = option } }
    func set<T>(_ value: inout T?, _ option: T?) { if let option { value = option } }
    // What replaces a choice of the file replaces what belongs to that choice.
    if load != nil { (recipe.layout, recipe.hidden, recipe.activation, recipe.initializer) = (nil, nil, nil, nil) }
    if load == nil && (!hidden.isEmpty || activation != nil || initializer != nil) {
      (recipe.load, recipe.layout) = (nil, nil)
    }
    if let optimizer, optimizer != recipe.optimizer {
      (recipe.learningRate, recipe.momentum, recipe.nesterov, recipe.weightDecay) = (nil, 0, false, nil)
    }
    set(&recipe.data, images.data)
    set(&recipe.load, load)
    set(&recipe.layout, layout.layout)
    set(&recipe.hidden, hidden.isEmpty ? nil : hidden)
    set(&recipe.activation, activation)
    set(&recipe.epochs, epochs)
    set(&recipe.batchSize, batchSize)
    set(&recipe.shards, shards)
    set(&recipe.optimizer, optimizer)
    set(&recipe.learningRate, learningRate)
    set(&recipe.momentum, momentum)
    if momentum == 0 { recipe.nesterov = false }
    set(&recipe.nesterov, nesterov ? true : nil)
    set(&recipe.weightDecay, weightDecay)
    set(&recipe.schedule, schedule)
    set(&recipe.warmUp, warmUp)
    set(&recipe.clipNorm, clipNorm)
    set(&recipe.dropout, dropout)
    set(&recipe.labelSmoothing, labelSmoothing)
    if let augment { recipe.augment = try Augmentation(augment) }
    set(&recipe.average, average)
    set(&recipe.validation, validation)
    set(&recipe.patience, patience)
    set(&recipe.evaluateTraining, evaluateTraining)
    set(&recipe.initializer, initializer)
    set(&recipe.seed, seed)
    set(&recipe.shuffle, shuffle)
    set(&recipe.backend, compute.backend)
    set(&recipe.threads, compute.threads)
    try recipe.requireSound(after: file, from: config)
    if output == "" { throw CommandError("--output \"\": a folder is needed") }
    if overwrite && output == nil && !checkpoints.namesFolder {
      throw CommandError("--overwrite without --output or a folder of --resume: a new one has nothing in it")
    }
    if let problem = checkpoints.problem { throw CommandError(problem) }
    if let output, let config, !overwrite, checkpoints.resume == nil,
      OutputFile.place(config) == OutputFile.place(RunFolder.join(output, RunFolder.configName))
    {
      throw CommandError(
        "--config and --output \(printable(output)): the run would replace the settings that it begins with; name another "
          + "folder, or say --overwrite")
    }
    if let load = recipe.load {
      // Options replace what they contradict in a file.
      let (option, place) = self.load == nil ? ("", "--config \(printable(config ?? "")): ") : ("--", "")
      if recipe.hidden != nil {
        throw CommandError("\(place)\(option)hidden and \(option)load: the saved network has its own layers")
      }
      if recipe.initializer != nil {
        throw CommandError("\(place)\(option)initializer and \(option)load: the saved network has its own weights")
      }
      if let output, OutputFile.place(load) == OutputFile.place(output + "/model.safetensors") {
        throw CommandError(
          "--load and --output \(printable(output)): the run would replace the network that it begins with")
      }
    }
    return recipe
  }
}
