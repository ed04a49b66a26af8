import ArgumentParser
import Foundation

/// `mnist train`: images in, a trained network and its measures out.
struct Train: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Trains a network, evaluates it after every epoch, and writes report.html, metrics.json, "
      + "model.safetensors and config.json.",
    discussion: """
      Every run has a folder of its own, and runs/latest points to the last one. Ctrl-C ends a run after the current step \
      and keeps what it has.

        mnist train
        mnist train --hidden 256 64 --learning-rate 0.1 --epochs 10
        mnist train --load runs/latest/model.safetensors --epochs 5
        mnist train --optimizer adamw --schedule cosine --validation 5000 --patience 5
        mnist train --checkpoint-every 1000 --resume
        mnist train --preset fast --page
        mnist train --config runs/latest/config.json --seed 7
      """)

  @OptionGroup var options: TrainOptions

  func run() throws {
    let start = Date()
    let processes = try SharedTraining(deadline: options.checkedDeadline())
    // What fails from here on, fails in all processes.
    defer { processes.finish() }
    let session = try processes.agree { try TrainingSession(options, processes, start: start) }
    let initializers = session.recipe.initializers
    if initializers.count > 1 {
      try session.compare(initializers)
    } else {
      try session.run(initializer: initializers[0])
    }
  }
}
