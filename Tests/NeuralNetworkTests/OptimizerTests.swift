import Foundation
import LinearAlgebra
import NeuralNetwork
import Testing

@Suite struct OptimizerTests {
  /// Rows and columns of 16 and more, wide layers and others, a last batch of another size, one, two and three wide layers.
  @Test(arguments: OptimizerReferenceTests.optimizers.map(\.name), [[128], [70], [200, 140], [640, 520, 512]])
  func threadsDoNotChangeABit(name: String, hidden: [Int]) throws {
    let optimizer = try #require(OptimizerReferenceTests.optimizers.first { $0.name == name }).optimizer
    for clipping in [nil, .norm(0.05), .value(0.002)] as [GradientClipping?] {
      check(optimizer, clipping, hidden, Float.self)
    }
    check(optimizer, .norm(0.05), hidden, Double.self)
  }

  private func check<Scalar: BLASScalar>(
    _ optimizer: Optimizer, _ clipping: GradientClipping?, _ hidden: [Int], _: Scalar.Type
  ) {
    var generator = SeededGenerator(seed: 21)
    let features = Matrix<Scalar>.normal(rows: 150, columns: 100, using: &generator)
    let data = Dataset(features: features, labels: (0..<150).map { $0 % 10 }, classes: 10)
    let start = Network<Scalar>(inputs: 100, hidden: hidden, outputs: 10, using: &generator)
    func trained(_ threads: Int) -> Network<Scalar> {
      var network = start
      let trainer = Trainer(
        epochs: 1, optimizer: optimizer, schedule: .cosine(), clipping: clipping,
        configuration: ComputeConfiguration(backend: .swift, threads: threads))
      trainer.train(&network, on: data)
      return network
    }
    let alone = trained(1)
    #expect(alone != start && alone.isFinite())
    for threads in [2, 3, 8] { #expect(trained(threads) == alone, "\(optimizer) \(Scalar.self), \(threads) threads") }
  }

  /// A factor of 0.9 a step would leave the smallest subnormal number as it is: 0.9 of it is rounded up again.
  @Test func whatNoGradientFeedsEndsAtZero() {
    func check<Scalar: BLASScalar>(_: Scalar.Type) {
      func row(_ value: Scalar) -> MatrixBuffer<Scalar> {
        let buffer = MatrixBuffer<Scalar>(rows: 1, columns: 21)
        buffer.view.fill(value)
        return buffer
      }
      let (gradient, m, v, velocity) = (row(0), row(1), row(1), row(1))
      for _ in 0..<8000 {
        let (weights, others) = (row(1), row(1))
        weights.view.takeAdamStep(
          gradient.view.reading, m.view, v.view, coupling: 0, mRate: 0.1, vRate: 0.001, shrinkage: 1, rate: 0.001,
          epsilon: 1e-8)
        others.view.takeMomentumStep(
          gradient.view.reading, velocity.view, coupling: 0, momentum: 0.9, rate: 0.01, leads: false)
        let isDone = m.view[0, 20] == 0 && velocity.view[0, 20] == 0
        #expect(weights.view[0, 0].isNormal && (!isDone || weights.view[0, 20] == 1 && others.view[0, 20] == 1))
      }
      #expect((0..<21).allSatisfy { m.view[0, $0] == 0 && velocity.view[0, $0] == 0 && v.view[0, $0] > 0 })
    }
    check(Float.self)
    check(Double.self)
  }

  /// Beside the fused step of plain SGD: the gradient's product into memory of its own, clipped by a limit that it never
  /// reaches.
  @Test func aClippingThatDoesNothingChangesRoundingsAlone() {
    var generator = SeededGenerator(seed: 22)
    let data = Dataset<Double>(
      features: .normal(rows: 40, columns: 20, using: &generator), labels: (0..<40).map { $0 % 4 }, classes: 4)
    let start = Network<Double>(inputs: 20, hidden: [30], outputs: 4, using: &generator)
    for (_, optimizer) in OptimizerReferenceTests.optimizers {
      let networks = ([nil, .norm(1e6), .value(1e6)] as [GradientClipping?]).map { clipping in
        var network = start
        Trainer(epochs: 3, batchSize: 16, optimizer: optimizer, clipping: clipping).train(&network, on: data)
        return network
      }
      for other in networks.dropFirst() {
        for (a, b) in zip(networks[0].layers, other.layers) {
          #expect(a.weights.isApproximatelyEqual(to: b.weights, absoluteTolerance: 1e-13), "\(optimizer)")
          #expect(a.bias.isApproximatelyEqual(to: b.bias, absoluteTolerance: 1e-13), "\(optimizer)")
        }
      }
    }
  }

  @Test func progressTellsTheRateAndTheNormOfTheGradient() {
    var generator = SeededGenerator(seed: 23)
    let data = Dataset<Double>(
      features: .normal(rows: 30, columns: 40, using: &generator), labels: (0..<30).map { $0 % 3 }, classes: 3)
    var network = Network<Double>(inputs: 40, hidden: [50], outputs: 3, using: &generator)
    let gradients = network.lossAndGradients(data).gradients
    let squares = gradients.layers.flatMap { $0.weights.scalars() + $0.bias.scalars() }.map { $0 * $0 }
    var (rates, norms) = ([Double](), [Double]())
    let trainer = Trainer(
      epochs: 4, batchSize: 30, optimizer: .sgd(learningRate: 2), schedule: .step(every: 2, by: 0.5),
      clipping: .norm(0.1), shuffles: false)
    trainer.train(&network, on: data) { progress in
      if let rate = progress.learningRate { rates.append(rate) }
      if let norm = progress.gradientNorm { norms.append(norm) }
      return .proceed
    }
    #expect(rates == [2, 2, 1, 1])
    #expect(norms.count == 4 && abs(norms[0] - squares.reduce(0, +).squareRoot()) < 1e-14)
  }

  @Test func optimizersAreEqualByRateAndSettings() {
    #expect(Optimizer.sgd(learningRate: 0.1) == .sgd(learningRate: 0.1))
    #expect(Optimizer.sgd(learningRate: 0.1) != .sgd(learningRate: 0.2))
    #expect(Optimizer.sgd(learningRate: 0.1) != .sgd(learningRate: 0.1, momentum: 0.5))
    #expect(Optimizer.adam(weightDecay: 0.01) != .adamW(weightDecay: 0.01))
    #expect(Optimizer.adamW().hashValue == Optimizer.adamW(learningRate: 0.001).hashValue)
    var moved = Optimizer.adamW()
    moved.learningRate = 1
    #expect(moved == .adamW(learningRate: 1))
    #expect(
      "\(Optimizer.sgd(momentum: 0.9))" == "SGD(learningRate: 0.01, momentum: 0.9, nesterov: false, weightDecay: 0.0)")
  }

  @Test func settingsThatAreNoneTrap() async {
    func fails(_ message: String, _ result: ExitTest.Result?) { #expect(result?.message.contains(message) == true) }
    fails(
      "a learning rate of -1.0: it must be finite, 0 or more",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Optimizer.adam(learningRate: -1)
      })
    fails(
      "a momentum of nan: it must be finite, 0 or more",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Optimizer.sgd(momentum: .nan)
      })
    fails(
      "Nesterov's step with a momentum of 0.0: it must be more than 0",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Optimizer.sgd(nesterov: true)
      })
    fails(
      "a weight decay of -0.1: it must be finite, 0 or more",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Optimizer.adamW(weightDecay: -0.1)
      })
    fails(
      "beta2 = 1.0: it must be at least 0 and below 1",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Optimizer.adam(beta2: 1) })
    fails(
      "gradients clipped to 0.0: it must be finite, more than 0",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = GradientClipping.norm(0) })
  }
}
