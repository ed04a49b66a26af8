import ArgumentParser
import LinearAlgebra
import NeuralNetwork

/// Passes through networks by the library's public calls, each checked against Double first.
struct LayersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "layers", abstract: "A dense layer, forward and backward passes, and whole training steps.",
    discussion: """
      784-128-10 at batch 64 and 784-1024-1024-10 at batch 128, through the public calls of NeuralNetwork; random
      images. Results are compared with the same in Double first.
      """)

  /// One pass of one network at one batch.
  struct Pass {
    enum Kind: String, CaseIterable {
      /// The first layer alone.
      case layer
      case forward
      /// Loss and gradients; takes its scratch anew in each call.
      case gradients
      /// A step of the trainer, gathering and update included, scratch kept.
      case step
    }

    let kind: Kind
    let shape: NetworkShape
    let batch: Int

    func work(threads: Int) -> Work {
      let flops =
        switch kind {
        case .layer: NetworkShape(shape.widths[0], shape.widths[1]).forwardFlops(samples: batch)
        case .forward: shape.forwardFlops(samples: batch)
        case .gradients, .step: shape.stepFlops(samples: batch)
        }
      return shape.work("layers", kind.rawValue, batch: batch, threads: threads, flops: flops)
    }
  }

  static func passes(quick: Bool) -> [Pass] {
    let networks = [(NetworkShape.mnist, 64)] + (quick ? [] : [(NetworkShape(784, 1024, 1024, 10), 128)])
    return networks.flatMap { shape, batch in
      Pass.Kind.allCases.map { Pass(kind: $0, shape: shape, batch: batch) }
    }
  }

  @OptionGroup var options: MeasuringOptions

  func run() throws {
    let passes = try options.selected(Self.passes(quick: options.quick)) { $0.work(threads: 1) }
    let session = try Session(options)
    for threads in options.threadCounts {
      for pass in passes {
        let work = pass.work(threads: threads)
        let isNaive = pass.shape == .mnist && !options.quick
        let configurations = Contender.configurations(threads: threads, naive: isNaive)
        session.show(session.measure(work, by: try configurations.map { try contender(pass, $0, work) }))
      }
    }
    try session.finish()
  }

  private func contender(_ pass: Pass, _ configuration: ComputeConfiguration, _ work: Work) throws -> Contender {
    let (shape, batch) = (pass.shape, pass.batch)
    if pass.kind == .step { return try TrainingSteps(shape, batch: batch).contender(configuration) }
    let (network, data) = (shape.network(), shape.samples(batch))
    let features = data.featureMatrix()
    let reference = WideReference(network, flops: work.flops ?? 0)
    let (isRight, run): (Bool, () -> Void)
    switch pass.kind {
    case .layer:
      let layer = network.layers[0]
      let alone = WideReference(Network(layers: [layer], loss: .meanSquaredError), flops: 0)
      isRight = alone.accepts(layer(features, configuration: configuration), for: features)
      run = { _ = layer(features, configuration: configuration) }
    case .forward:
      isRight = reference.accepts(network.predict(features, configuration: configuration), for: features)
      run = { _ = network.predict(features, configuration: configuration) }
    case .gradients, .step:
      let gradients = network.lossAndGradients(data, configuration: configuration).gradients
      isRight = reference.accepts(gradients, over: shape.samples(batch, of: Double.self))
      run = { _ = network.lossAndGradients(data, configuration: configuration) }
    }
    if !isRight { throw WrongAnswer(description: "\(configuration) computes \(work.label) wrongly") }
    return Contender(backend: configuration.backend, body: InterleavedTimer.timed(run))
  }
}
