import ArgumentParser
import Foundation
import NeuralNetwork

/// `--initializer all`: one network for each initializer, in a table.
struct InitializerComparison {
  private let session: TrainingSession
  private let initializers: [Initializer]

  init(_ session: TrainingSession, _ initializers: [Initializer]) {
    self.session = session
    self.initializers = initializers
  }

  /// Trains them one after the other, from the same seed, and prints a row when each is finished.
  func run() throws {
    if session.options.output != nil {
      throw CommandError("--initializer all and --output: the comparison writes no files")
    }
    if session.options.page { throw CommandError("--initializer all and --page: the comparison writes no files") }
    if session.options.checkpoints.checkpointEvery != nil || session.options.checkpoints.resume != nil {
      throw CommandError("--initializer all has no checkpoints: it trains several networks")
    }
    Interrupt.install()
    Output.print("initializer      epochs  train loss  train accuracy  test loss  test accuracy")
    for initializer in initializers {
      var run = try session.newRun(initializer)
      let history = run.finish { _, _ in Interrupt.isPending ? .stop : .proceed }
      Output.print(row(initializer, history))
      // The table is the only result.
      if session.processes.first({ Output.isLost }) { return }
      if history.outcome == .stopped { throw ExitCode(session.processes.largest(Interrupt.status)) }
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
