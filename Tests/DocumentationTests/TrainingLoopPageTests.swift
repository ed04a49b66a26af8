import Foundation
import LinearAlgebra
import NeuralNetwork
import Testing

/// The examples of the page on training loops.
@Suite struct TrainingLoopPageTests {
  /// Points inside and outside of a circle.
  func circle(_ count: Int, seed: UInt64) -> Dataset<Float> {
    var generator = SeededGenerator(seed: seed)
    let points = Matrix<Float>.uniform(rows: count, columns: 2, in: -1..<1, using: &generator)
    let labels = (points .* points).rowSums().scalars().map { $0 < 0.5 ? 1 : 0 }
    return Dataset(features: points, labels: labels, classes: 2)
  }

  let trainer = Trainer(epochs: 60, batchSize: 16, optimizer: .adam(learningRate: 0.03))

  var network: Network<Float> {
    var generator = SeededGenerator(seed: 3)
    return Network(inputs: 2, hidden: [16], outputs: 2, using: &generator)
  }

  @Test func aLoopEndsWhereItsOwnerSaysSo() throws {
    let (data, others) = (circle(400, seed: 1), circle(400, seed: 2))
    // example: a-training-loop
    var run = TrainingRun(trainer, network, training: data)
    while let progress = run.step() {
      guard let epoch = progress.result else { continue }  // a mini-batch
      let accuracy = run.network().evaluate(others).accuracy
      print(epoch.epoch, epoch.trainLoss, accuracy)
      if accuracy > 0.95 { break }
    }
    let trained = run.network()
    // end of example
    #expect(trained.evaluate(others).accuracy > 0.95)
    #expect(run.history.epochs.count < 60 && !run.isFinished)
  }

  @Test func aRuleByHandIsTheOptimizersOwn() {
    let data = circle(60, seed: 6)
    // example: a-rule-of-your-own
    var byHand = network
    var velocity = byHand.layers.map { (weights: 0 * $0.weights, bias: 0 * $0.bias) }
    for _ in 1...50 {
      let gradients = byHand.lossAndGradients(data).gradients
      for (i, gradient) in gradients.layers.enumerated() {
        velocity[i].weights *= 0.9
        velocity[i].weights += gradient.weights
        velocity[i].bias *= 0.9
        velocity[i].bias += gradient.bias
        byHand.layers[i].weights -= 0.1 * velocity[i].weights
        byHand.layers[i].bias -= 0.1 * velocity[i].bias
      }
    }
    // end of example
    var trained = network
    Trainer(
      epochs: 50, batchSize: 60, optimizer: .sgd(learningRate: 0.1, momentum: 0.9), shuffles: false
    ).train(&trained, on: data)
    for (layer, other) in zip(byHand.layers, trained.layers) {
      #expect(layer.weights.isApproximatelyEqual(to: other.weights, absoluteTolerance: 1e-3))
      #expect(layer.bias.isApproximatelyEqual(to: other.bias, absoluteTolerance: 1e-3))
    }
    #expect(!byHand.layers[0].weights.isApproximatelyEqual(to: network.layers[0].weights, absoluteTolerance: 0.1))
  }

  @Test func patienceGivesTheBestNetwork() {
    // Few points with some noise, and many epochs: they are learned by heart.
    var generator = SeededGenerator(seed: 4)
    let points = circle(60, seed: 5).featureMatrix()
    let data = Dataset<Float>(
      features: points, labels: (0..<60).map { _ in Int.random(in: 0...1, using: &generator) }, classes: 2)
    // example: stopping-early
    let (training, validation) = data.holdingOut(fraction: 0.2)
    var patient = trainer
    patient.patience = 3
    var short = TrainingRun(
      patient, network, training: training, validation: validation)
    let history = short.finish()
    print(history.outcome, history.bestEpoch() ?? 0, history.epochs.count)
    let best = short.result()
    // end of example
    #expect(history.outcome == .stoppedEarly && history.epochs.count == (history.bestEpoch() ?? 0) + 3)
    #expect(best.evaluate(validation).loss == history.epochs.compactMap(\.validationLoss).min())
  }

  /// As `kill` would end it: after 450 steps, of which the checkpoint knows 400.
  @Test func aRunThatIsEndedGoesOnWithTheSameBits() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "loop-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (data, path) = (circle(400, seed: 1), folder.appending(path: "checkpoint.safetensors").path)
    var ended = TrainingRun(trainer, network, training: data)
    try ended.finish { run, progress in
      if progress.steps.isMultiple(of: 100) { try run.save(to: path) }
      return progress.steps == 450 ? .stop : .proceed
    }
    // example: resuming-a-run
    var long = TrainingRun(trainer, network, training: data)
    if FileManager.default.fileExists(atPath: path) {
      try long.resume(from: path)
    }
    try long.finish { run, progress in
      if progress.steps.isMultiple(of: 100) { try run.save(to: path) }
      return .proceed
    }
    // end of example
    var whole = network
    trainer.train(&whole, on: data)
    #expect(ended.history.steps == 450 && long.history.steps == 1500 && long.network() == whole)
  }
}
