import LinearAlgebra
import NeuralNetwork

/// The training run of one backend, which goes on from sample to sample.
final class EpochRun {
  let configuration: ComputeConfiguration
  let firstSeconds: Double
  /// The share of the test images that is classified right after it.
  let firstAccuracy: Double
  private var network: Network<Float>
  private var trainer: Trainer
  private let training: Dataset<Float>

  /// Trains the first epoch, from the same weights in the same order as every other run, and evaluates it.
  init(_ configuration: ComputeConfiguration, batch: Int, training: Dataset<Float>, testing: Dataset<Float>) {
    self.configuration = configuration
    self.training = training
    network = NetworkShape.mnist.network()
    trainer = Trainer(epochs: 1, batchSize: batch, configuration: configuration)
    let history = trainer.train(&network, on: training, testing: testing)
    firstSeconds = history.epochs.last?.seconds ?? .nan
    firstAccuracy = history.epochs.last?.testAccuracy ?? .nan
  }

  /// The seconds of further epochs, shuffling, gathering and steps; evaluation is not part of them.
  func seconds(_ epochs: Int) -> Double {
    trainer.epochs = epochs
    return trainer.train(&network, on: training).epochs.reduce(0) { $0 + $1.seconds }
  }

  /// - Throws: `WrongAnswer` where the accuracies differ by more than chance allows or nothing was learned. Roundings
  ///   differ between backends, and with them which images are just right.
  static func requireAgreement(_ runs: [EpochRun], images: Int) throws {
    guard let first = runs.first else { return }
    for run in runs {
      let (p, q) = (first.firstAccuracy, run.firstAccuracy)
      // Three standard deviations of the difference of two shares of `images`; guessing gets a tenth.
      let allowed = 3 * (2 * p * (1 - p) / Double(images)).squareRoot()
      if !(abs(p - q) <= allowed && q > 0.2) {
        throw WrongAnswer(
          description:
            "after one epoch \(first.configuration) is right on \(percent(p, digits: 2)) of the test images, "
            + "\(run.configuration) on \(percent(q, digits: 2)): one of them is wrong")
      }
    }
  }
}
