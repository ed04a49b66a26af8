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
    if !isTimed { return PeerAnswer(outputs: try system.outputs(configuration).map { Double($0) }) }
    func call() throws { try system.run(configuration) }
    var seconds = try Self.timed(for: .zero, atLeast: 1, call)
    if seconds[0] <= 0.08 { seconds = try Self.timed(for: .milliseconds(80), atLeast: 1, call) }
    return PeerAnswer(seconds: Samples(seconds).median, calls: seconds.count)
  }
}
