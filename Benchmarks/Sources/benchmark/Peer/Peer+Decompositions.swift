import LinearAlgebra

extension Peer {
  /// The seconds of a decomposition, or what it results in. `task` has its name, scalar, columns and threads:
  /// `solve double 256 1`.
  func decompose(_ task: String, isTimed: Bool) throws -> PeerAnswer {
    let words = task.split(separator: " ").map(String.init)
    guard words.count == 4, let work = PeerDecomposition(rawValue: words[0]), let n = Int(words[2]), n >= 1,
      let scalar = ScalarKind(rawValue: words[1]), let threads = Int(words[3])
    else { throw Refusal("no such decomposition: '\(task)'") }
    let limits = ComputeConfiguration.threadLimits
    guard limits ~= threads else { throw Refusal("a decomposition on \(threads) threads: allowed are \(limits)") }
    let computing = ComputeConfiguration(backend: configuration.backend, threads: threads)
    return try computing.lendingThreads {
      switch scalar {
      case .float: try answer(of: PeerSystem<Float>(work, n: n, folder: systems), computing, isTimed: isTimed)
      case .double: try answer(of: PeerSystem<Double>(work, n: n, folder: systems), computing, isTimed: isTimed)
      }
    }
  }

  /// The seconds are the median of the calls within 0.08 s. A first call that takes longer is the only one.
  private func answer<Scalar: BLASScalar>(
    of system: PeerSystem<Scalar>, _ configuration: ComputeConfiguration, isTimed: Bool
  ) throws -> PeerAnswer {
    if !isTimed { return PeerAnswer(outputs: try system.outputs(configuration)) }
    let clock = ContinuousClock()
    func seconds() throws -> Double { try clock.measure { try system.run(configuration) } / .seconds(1) }
    let first = try seconds()
    if first > 0.08 { return PeerAnswer(seconds: first, calls: 1) }
    var samples = [Double]()
    let end = clock.now + .milliseconds(80)
    repeat { samples.append(try seconds()) } while clock.now < end
    return PeerAnswer(seconds: Samples(samples).median, calls: samples.count)
  }
}
