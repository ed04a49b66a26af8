import ArgumentParser
import NeuralNetwork

extension TrainingSession {
  /// `--initializer all`: trains a network for each, one after the other and from the same seed, and prints a row of a
  /// table when it is finished.
  func compare(_ initializers: [Initializer]) throws {
    if options.output != nil { throw CommandError("--initializer all and --output: the comparison writes no files") }
    if options.page { throw CommandError("--initializer all and --page: the comparison writes no files") }
    if options.checkpoints.checkpointEvery != nil || options.checkpoints.resume != nil {
      throw CommandError("--initializer all has no checkpoints: it trains several networks")
    }
    Interrupt.install()
    Output.print("initializer      epochs  train loss  train accuracy  test loss  test accuracy")
    for initializer in initializers {
      var run = try newRun(initializer)
      let history = run.finish { _, _ in Interrupt.isPending ? .stop : .proceed }
      Output.print(row(initializer, history))
      // The table is the only result.
      if processes.first({ Output.isLost }) { return }
      if history.outcome == .stopped { throw ExitCode(processes.largest(Interrupt.status)) }
    }
  }

  private func row(_ initializer: Initializer, _ history: TrainingHistory) -> String {
    let name = initializer.rawValue.padded(to: 15)
    guard let last = history.epochs.last else { return "\(name)  stopped in the first epoch" }
    if history.outcome == .diverged { return "\(name)  \(last.epoch)  the loss is not finite" }
    func column(_ text: String?, _ width: Int) -> String { (text ?? "-").leftPadded(to: width) }
    return name + column(String(last.epoch), 8) + column(last.trainLoss.decimals(4), 12)
      + column(last.trainAccuracy?.percent, 16) + column(last.testLoss?.decimals(4), 11)
      + column(last.testAccuracy?.percent, 15)
  }
}
