import NeuralNetwork

/// Writes the checkpoints of a run; where that fails says so and lets the run go on.
struct CheckpointWriter {
  private let steps: Int?
  /// Where they go; nil in a process that another one writes for.
  private let folder: RunFolder?
  private let config: Recipe
  /// What the last one met; the same again is not told again.
  private var problem: String?
  private var isFirst = true

  /// - Parameter steps: writes after every so many; nil writes none.
  init(every steps: Int?, to folder: RunFolder?, config: Recipe) {
    (self.steps, self.folder, self.config) = (steps, folder, config)
  }

  /// Writes one where a step has made the count full.
  mutating func write(_ run: TrainingRun<Float>, after progress: TrainingProgress) {
    guard let steps, progress.result == nil, progress.steps.isMultiple(of: steps) else { return }
    write(run)
  }

  /// Writes one, so that a run that was stopped can go on.
  mutating func write(_ run: TrainingRun<Float>) {
    if steps == nil { return }
    do {
      let checkpoint = try run.checkpoint()
      guard let folder else { return }
      let file = (CheckpointOptions.fileName, try checkpoint.serialized())
      try folder.write(isFirst ? [file, (RunFolder.configName, try config.json())] : [file])
      if isFirst, let complaint = folder.markAsLatest() { Output.tell("mnist: \(complaint)") }
      (problem, isFirst) = (nil, false)
    } catch {
      let found = "\(error)"
      if problem != found {
        Output.tell("mnist: no checkpoint after step \(run.history.steps): \(found); the run goes on")
      }
      problem = found
    }
  }
}
