import NeuralNetwork

/// Writes the checkpoints of a run; if that fails, reports it and lets the run continue.
struct CheckpointWriter {
  private let steps: Int?
  /// Where they go; nil in a process that another one writes for.
  private let folder: RunFolder?
  private let config: Recipe
  /// The problem of the last write; the same one is not reported again.
  private var problem: String?
  /// Whether a checkpoint of the run is in the folder.
  private(set) var hasWritten = false

  /// - Parameter steps: the interval between checkpoints; nil writes none.
  init(every steps: Int?, to folder: RunFolder?, config: Recipe) {
    (self.steps, self.folder, self.config) = (steps, folder, config)
  }

  /// Writes a checkpoint if one is due after this step.
  mutating func write(_ run: TrainingRun<Float>, after progress: TrainingProgress) {
    guard let steps, progress.result == nil, progress.steps.isMultiple(of: steps) else { return }
    write(run)
  }

  /// Writes a checkpoint, so that a run that was stopped can be resumed.
  mutating func write(_ run: TrainingRun<Float>) {
    if steps == nil { return }
    do {
      let checkpoint = try run.checkpoint()
      guard let folder else { return }
      let file = (RunFolder.checkpointName, try checkpoint.serialized())
      try folder.write(hasWritten ? [file] : [file, (RunFolder.configName, try config.json())])
      if !hasWritten, let complaint = folder.markAsLatest() { Output.tell("mnist: \(complaint)") }
      (problem, hasWritten) = (nil, true)
    } catch {
      let found = "\(error)"
      if problem != found {
        Output.tell("mnist: no checkpoint after step \(run.history.steps): \(found); the run continues")
      }
      problem = found
    }
  }
}
