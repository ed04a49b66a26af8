import LinearAlgebra
import MNISTData
import NeuralNetwork

/// Epochs of 784-128-10 on MNIST by each backend.
struct EpochSuite {
  let session: Session
  let images: ImageChoice
  /// Every instruction set, or the best one alone.
  var allSets = true

  func measure(batches: [Int]) throws {
    let training = images.images.training.dataset(of: Float.self)
    let testing = images.images.testing.dataset(of: Float.self)
    let flops = NetworkShape.mnist.stepFlops(samples: training.count)
    var accuracies = [Int: [Double]]()
    for threads in session.options.threadCounts {
      for batch in batches {
        let runs = Contender.configurations(threads: threads, naive: !session.options.quick, allSets: allSets)
          .map { EpochRun($0, batch: batch, training: training, testing: testing) }
        // Plain loops take ten seconds for all of MNIST: their first epoch is the figure.
        let slow = runs.filter { $0.configuration.backend == .reference }
        let fast = runs.filter { $0.configuration.backend != .reference }
        try EpochRun.requireAgreement(runs, images: testing.count)
        accuracies[batch, default: []] += runs.map(\.firstAccuracy)

        let work = NetworkShape.mnist.work("epoch", "epoch", batch: batch, threads: threads, flops: flops)
        let slowRows = session.measure(work, by: slow.map(firstEpoch), timer: timer(1))
        let rows = session.measure(work, by: fast.map(furtherEpochs), timer: timer(session.options.quick ? 3 : 7))
        session.show(slowRows + rows)
      }
    }
    print("\nRight after one epoch, of \(testing.count.grouped) test images:")
    for (batch, shares) in accuracies.sorted(by: { $0.key < $1.key }) {
      print("  batch \(batch): \(percent(shares.min(), digits: 2)) to \(percent(shares.max(), digits: 2))")
    }
  }

  private func timer(_ samples: Int) -> InterleavedTimer {
    InterleavedTimer(secondsEach: 0, secondsPerSample: 0.02, leastSamples: samples)
  }

  private func firstEpoch(_ run: EpochRun) -> Contender {
    Contender(backend: run.configuration.backend, accuracy: run.firstAccuracy) { _ in run.firstSeconds }
  }

  private func furtherEpochs(_ run: EpochRun) -> Contender {
    Contender(backend: run.configuration.backend, accuracy: run.firstAccuracy, body: run.seconds)
  }
}
