/// Times several ways to do the same work in turns, so that a change of clock or load meets all of them.
struct InterleavedTimer {
  /// The time that each way gets, in seconds.
  var secondsEach: Double
  /// The length of one sample, in seconds: a thousand times what reading the clock costs.
  var secondsPerSample = 0.002
  /// The fewest samples of each way.
  var leastSamples = 5

  /// Runs `body` for a while, so that clocks are up and threads awake; 0.3 s are what a second core takes.
  static func warmUp(seconds: Double = 0.3, _ body: () -> Void) {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    repeat { body() } while clock.now < end
  }

  /// The median seconds of one call of each of `bodies`.
  func medians(of bodies: [() -> Void]) -> [Double] {
    let repetitions = bodies.map { max(1, Int(secondsPerSample / max(seconds(of: $0, repetitions: 1), 1e-9))) }
    var samples = [[Double]](repeating: [], count: bodies.count)
    var total = 0.0
    while total < secondsEach * Double(bodies.count) || samples[0].count < leastSamples {
      for (index, body) in bodies.enumerated() {
        let time = seconds(of: body, repetitions: repetitions[index])
        total += time
        samples[index].append(time / Double(repetitions[index]))
      }
    }
    return samples.map(median)
  }

  private func seconds(of body: () -> Void, repetitions: Int) -> Double {
    let elapsed = ContinuousClock().measure {
      for _ in 0..<repetitions { body() }
    }
    return elapsed / .seconds(1)
  }
}
