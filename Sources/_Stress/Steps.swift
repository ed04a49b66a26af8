import ArgumentParser
import LinearAlgebra
import NeuralNetwork

/// The same work again and again, for `.ci/allocations` to count what it allocates.
struct Steps: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "The same work again and again, to look at its memory.")

  enum Work: String, CaseIterable, ExpressibleByArgument { case train, multiply, predict }

  @Argument(help: "What is done.") var work: Work
  @Option(help: "How often.") var count = 100
  @Option(help: "The backend: openblas, swift, ...") var backend = GEMMBackend.automatic.name
  @Option(help: "The threads.") var threads = 1
  @Option(help: "What a step of training does: \(Optimizer.stressed.keys.sorted().joined(separator: ", ")).")
  var optimizer = "sgd"
  @Flag(help: "Trains with deformed images, dropout, label smoothing and an average of the weights.")
  var regularized = false
  @Flag(help: "Fails where memory grows by more than 1 MB after the first 1,000.") var drift = false

  func run() throws {
    guard let backend = GEMMBackend(name: backend) else { throw ValidationError("no backend \(backend)") }
    guard let update = Optimizer.stressed[optimizer] else { throw ValidationError("no optimizer \(optimizer)") }
    let configuration = ComputeConfiguration(backend: backend, threads: threads)
    var (start, end) = (0, 0)
    func finished(_ step: Int) {
      if drift && step == 1000 { start = residentBytes() }
      // Before what the work takes is given back.
      if drift && step == count { end = residentBytes() }
    }

    // Two wide layers: each job of a step has work.
    let (batch, inputs, hidden) = (64, 256, 128)
    var generator = SeededGenerator(seed: 1)
    var network = Network<Float>(inputs: inputs, hidden: [hidden, hidden], outputs: 10, using: &generator)
    switch work {
    case .train:
      let epochSteps = min(count, 400)
      let bytes = (0..<epochSteps * batch * inputs).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
      let labels = (0..<epochSteps * batch).map { $0 % 10 }
      let data = Dataset<Float>(bytes: bytes, inputs: inputs, labels: labels, classes: 10)
      var steps = 0
      var trainer = Trainer(
        epochs: (count + epochSteps - 1) / epochSteps, batchSize: batch, optimizer: update.optimizer,
        schedule: .warmUp(steps: 10).then(.cosine()), clipping: update.clipping, configuration: configuration)
      if regularized {
        trainer.dropout = Dropout(inputs: 0.1, hidden: [0.5, 0.2])
        trainer.labelSmoothing = 0.1
        trainer.augmentation = ImageDeformation(rows: 16, columns: 16, rotation: 10, shift: 1, elasticity: 1)
        trainer.average = WeightAverage()
      }
      trainer.train(&network, on: data) { progress in
        if progress.result != nil { return .proceed }
        steps += 1
        finished(steps)
        // Before the evaluation of an epoch, which is no step.
        return steps == count ? .stop : .proceed
      }
    case .multiply:
      let a = Matrix<Float>.uniform(rows: batch, columns: inputs, in: -1..<1, using: &generator)
      let b = Matrix<Float>.uniform(rows: inputs, columns: hidden, in: -1..<1, using: &generator)
      var c = Matrix<Float>.zeros(rows: batch, columns: hidden)
      for step in 1...count {
        LinearAlgebra.multiply(a, b, into: &c, configuration: configuration)
        finished(step)
      }
    case .predict:
      let samples = Matrix<Float>.uniform(rows: batch, columns: inputs, in: 0..<1, using: &generator)
      let sample = samples.row(0).scalars()
      var outputs = Matrix<Float>.zeros(rows: batch, columns: 10)
      var output = [Float](repeating: 0, count: 10)
      for step in 1...count {
        network.predict(samples, into: &outputs, configuration: configuration)
        var span = output.mutableSpan
        network.predict(sample.span, into: &span, configuration: configuration)
        _ = network.classify(sample, configuration: configuration)
        finished(step)
      }
    }
    guard drift else { return }
    guard start > 0, end > 0 else {
      return try report("steps", 0, "steps", ["the memory after step 1,000 or \(count) is not known"])
    }
    let growth = end - start
    let name = work == .train ? regularized ? "regularized" : optimizer : work.rawValue
    try report(
      "steps", count, "x \(name) on \(configuration): memory grew by \(growth) bytes",
      growth > 1_000_000 ? ["more than 1,000,000 bytes"] : [])
  }
}

extension Optimizer {
  /// Every way that a step takes through the parameters.
  fileprivate static var stressed: [String: (optimizer: Optimizer, clipping: GradientClipping?)] {
    [
      "sgd": (.sgd(), nil), "momentum": (.sgd(momentum: 0.9, weightDecay: 0.001), nil),
      "nesterov": (.sgd(momentum: 0.9, nesterov: true), nil), "adam": (.adam(weightDecay: 0.001), nil),
      "adamw": (.adamW(), nil), "clipped-norm": (.adamW(), .norm(0.1)), "clipped-value": (.sgd(), .value(0.01)),
    ]
  }
}
