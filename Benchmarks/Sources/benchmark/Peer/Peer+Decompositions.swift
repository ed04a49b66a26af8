import LinearAlgebra

extension Peer {
  #if OpenBLAS && os(Linux)
    /// The seconds of one call: the median of those within 0.08 s. A first call that takes longer is the only one.
    func time(_ task: DecompositionTask) throws -> PeerAnswer {
      try OpenBLASLibrary.withThreads(task.threads) { try timeCalls(task) }
    }

    private func timeCalls(_ task: DecompositionTask) throws -> PeerAnswer {
      let call: () throws -> Void =
        switch task.scalar {
        case .float: try system(task, Float.self).run
        case .double: try system(task, Double.self).run
        }
      let clock = ContinuousClock()
      func seconds() throws -> Double { try clock.measure { try call() } / .seconds(1) }
      let first = try seconds()
      if first > 0.08 { return PeerAnswer(seconds: first, calls: 1) }
      var samples = [Double]()
      let end = clock.now + .milliseconds(80)
      repeat { samples.append(try seconds()) } while clock.now < end
      return PeerAnswer(seconds: Samples(samples).median, calls: samples.count)
    }

    /// What a task results in.
    func decompose(_ task: DecompositionTask) throws -> PeerAnswer {
      try OpenBLASLibrary.withThreads(task.threads) {
        switch task.scalar {
        case .float: PeerAnswer(outputs: try system(task, Float.self).outputs())
        case .double: PeerAnswer(outputs: try system(task, Double.self).outputs())
        }
      }
    }

    private func system<Scalar: BLASScalar>(_ task: DecompositionTask, _: Scalar.Type) throws -> PeerSystem<Scalar> {
      guard let work = PeerDecomposition(rawValue: task.work), ComputeConfiguration.threadLimits ~= task.threads else {
        throw PeerMistake(description: "no such decomposition: \(task)")
      }
      return try PeerSystem(work, n: task.n, folder: systems)
    }
  #else
    func time(_ task: DecompositionTask) throws -> PeerAnswer {
      throw PeerMistake(description: "no LAPACK is built in")
    }

    func decompose(_ task: DecompositionTask) throws -> PeerAnswer { try time(task) }
  #endif
}
