import LinearAlgebra
import NeuralNetwork

/// A training run whose steps are timed: each call is one epoch of a few steps, gathering and shuffling included.
struct TrainingSteps {
  let shape: NetworkShape
  let batch: Int
  let steps: Int
  private let data: Dataset<Float>
  private let start: Network<Float>

  /// Steps that take a few milliseconds together.
  init(_ shape: NetworkShape, batch: Int) {
    self.shape = shape
    self.batch = batch
    steps = max(3, min(100, Int(5e8 / shape.stepFlops(samples: batch))))
    data = shape.samples(steps * batch)
    start = shape.network()
  }

  /// A backend that is known to train rightly.
  func contender(_ configuration: ComputeConfiguration) throws -> Contender {
    var trainer = Trainer(epochs: 1, batchSize: batch, configuration: configuration)
    var network = start
    trainer.train(&network, on: data)
    let reference = WideReference(start, flops: Double(steps) * shape.stepFlops(samples: batch))
    if !reference.accepts(network, by: trainer, on: shape.samples(steps * batch, of: Double.self)) {
      throw WrongAnswer(
        description: "\(configuration) trains \(shape.name) wrongly: its weights after \(steps) steps at batch "
          + "\(batch) are not those in Double")
    }
    return Contender(backend: configuration.backend, calls: steps) { [data] repetitions in
      trainer.epochs = repetitions
      return trainer.train(&network, on: data).epochs.reduce(0) { $0 + $1.seconds }
    }
  }
}
