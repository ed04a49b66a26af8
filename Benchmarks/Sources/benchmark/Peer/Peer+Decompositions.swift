import LinearAlgebra

extension Peer {
  /// The seconds of one call: the median of those within 0.08 s. A first call that takes longer is the only one.
  func time(_ task: DecompositionTask) throws -> PeerAnswer {
    let computing = try configuration(of: task)
    return try computing.lendingThreads { try timeCalls(task, computing) }
  }

  private func timeCalls(_ task: DecompositionTask, _ configuration: ComputeConfiguration) throws -> PeerAnswer {
    let call: (ComputeConfiguration) throws -> Void =
      switch task.scalar {
      case .float: try system(task, Float.self).run
      case .double: try system(task, Double.self).run
      }
    let clock = ContinuousClock()
    func seconds() throws -> Double { try clock.measure { try call(configuration) } / .seconds(1) }
    let first = try seconds()
    if first > 0.08 { return PeerAnswer(seconds: first, calls: 1) }
    var samples = [Double]()
    let end = clock.now + .milliseconds(80)
    repeat { samples.append(try seconds()) } while clock.now < end
    return PeerAnswer(seconds: Samples(samples).median, calls: samples.count)
  }

  /// What a task results in.
  func decompose(_ task: DecompositionTask) throws -> PeerAnswer {
    let computing = try configuration(of: task)
    return try computing.lendingThreads {
      switch task.scalar {
      case .float: PeerAnswer(outputs: try system(task, Float.self).outputs(computing))
      case .double: PeerAnswer(outputs: try system(task, Double.self).outputs(computing))
      }
    }
  }

  /// This participant's backend, on the threads of a task.
  private func configuration(of task: DecompositionTask) throws -> ComputeConfiguration {
    let limits = ComputeConfiguration.threadLimits
    guard limits ~= task.threads else {
      throw PeerMistake(description: "a decomposition on \(task.threads) threads: allowed are \(limits)")
    }
    return ComputeConfiguration(backend: configuration.backend, threads: task.threads)
  }

  private func system<Scalar: BLASScalar>(_ task: DecompositionTask, _: Scalar.Type) throws -> PeerSystem<Scalar> {
    guard let work = PeerDecomposition(rawValue: task.work) else {
      throw PeerMistake(description: "no such decomposition: '\(task.work)'")
    }
    return try PeerSystem(work, n: task.n, folder: systems)
  }
}
