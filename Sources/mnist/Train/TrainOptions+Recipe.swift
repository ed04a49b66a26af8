import Foundation
import NeuralNetwork
import TensorFiles

extension TrainOptions {
  /// The settings: options before those of `--config` or `--preset`, before the defaults.
  ///
  /// - Throws: where a value cannot be used, before anything is read or written.
  func recipe() throws -> Recipe {
    if config != nil && preset != nil { throw CommandError("--config and --preset: one of them says where to begin") }
    var recipe = try config.map(Recipe.init(contentsOf:)) ?? preset.map { try Preset.named($0).recipe } ?? Recipe()
    func set<T>(_ value: inout T, _ option: T?) { if let option { value = option } }
    func set<T>(_ value: inout T?, _ option: T?) { if let option { value = option } }
    // What replaces a choice of the file replaces what belongs to that choice.
    if load != nil { (recipe.layout, recipe.hidden, recipe.activation, recipe.initializer) = (nil, nil, nil, nil) }
    if load == nil && (!hiddenWidths.isEmpty || activationName != nil || initializerName != nil) {
      (recipe.load, recipe.layout) = (nil, nil)
    }
    if let optimizer, optimizer != recipe.optimizer {
      (recipe.learningRate, recipe.momentum, recipe.nesterov, recipe.weightDecay) = (nil, 0, false, nil)
    }
    set(&recipe.data, data)
    set(&recipe.load, load)
    set(&recipe.layout, layout.name)
    set(&recipe.hidden, hiddenWidths.isEmpty ? nil : hiddenWidths)
    set(&recipe.activation, activationName)
    set(&recipe.epochs, epochs)
    set(&recipe.batchSize, batchSize)
    set(&recipe.shards, shards)
    set(&recipe.optimizer, optimizer)
    set(&recipe.learningRate, learningRate)
    set(&recipe.momentum, momentum)
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
    set(&recipe.evaluateTraining, evaluatesTraining)
    set(&recipe.initializer, initializerName)
    set(&recipe.seed, seed)
    set(&recipe.shuffle, shuffles)
    set(&recipe.backend, compute.backendName)
    set(&recipe.threads, compute.threads)
    if let problem = recipe.problem { throw CommandError("\(problem.key.option) \(problem.text)") }
    if output == "" { throw CommandError("--output \"\": a folder is needed") }
    if overwrite && output == nil { throw CommandError("--overwrite without --output: a new folder has nothing in it") }
    if let deadline, !(0.1...1e6 ~= deadline) {
      throw CommandError("--deadline \(deadline): it must be 0.1 to 1000000 seconds")
    }
    if let problem = checkpoints.problem { throw CommandError(problem) }
    if recipe.load != nil {
      if recipe.hidden != nil { throw CommandError("--hidden and --load: the saved network has its own layers") }
      if recipe.initializer != nil {
        throw CommandError("--initializer and --load: the saved network has its own weights")
      }
      if let output, let load = recipe.load, Self.isModel(load, of: output) {
        throw CommandError(
          "--load and --output \(printable(output)): the run would replace the network that it begins with")
      }
    }
    return recipe
  }

  private static func isModel(_ file: String, of folder: String) -> Bool {
    func place(_ path: String) -> String { URL(filePath: path).resolvingSymlinksInPath().path }
    return place(file) == place(folder + "/model.safetensors")
  }
}
