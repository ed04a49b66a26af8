/// Times several kinds of work in turns, so that a change of clock or load meets all of them.
struct InterleavedTimer {
  /// Does the work a number of times and returns the seconds that it took.
  typealias Body = (_ repetitions: Int) -> Double

  /// The time that each kind gets, in seconds.
  var secondsEach: Double
  /// The length of one sample, in seconds: a thousand times what reading the clock costs.
  var secondsPerSample = 0.002
  /// The fewest samples of each kind.
  var leastSamples = 7
  /// Called before each sample, outside of it.
  var settle: () -> Void = {}

  /// Work that is timed around its call.
  static func timed(_ body: @escaping () -> Void) -> Body {
    { repetitions in
      let elapsed = ContinuousClock().measure { for _ in 0..<repetitions { body() } }
      return elapsed / .seconds(1)
    }
  }

  /// Does the work for a while, so that clocks are up and threads awake.
  static func warmUp(seconds: Double, _ body: Body) {
    let clock = ContinuousClock()
    let end = clock.now + .seconds(seconds)
    repeat { _ = body(1) } while clock.now < end
  }

  /// The seconds of one call of each of `bodies`.
  func measure(_ bodies: [Body]) -> [Samples] {
    let repetitions = bodies.map(repetitionsPerSample)
    var samples = [[Double]](repeating: [], count: bodies.count)
    var total = 0.0
    while total < secondsEach * Double(bodies.count) || (samples.first?.count ?? leastSamples) < leastSamples {
      for (index, body) in bodies.enumerated() {
        settle()
        let seconds = body(repetitions[index])
        total += seconds
        samples[index].append(seconds / Double(repetitions[index]))
      }
    }
    return samples.map(Samples.init)
  }

  /// How often the work fits into a sample. The first calls, which may be slow, do not decide.
  private func repetitionsPerSample(_ body: Body) -> Int {
    var repetitions = 1
    var seconds = body(1)
    while seconds < secondsPerSample / 4 {
      repetitions *= 2
      seconds = body(repetitions)
    }
    return max(1, Int(secondsPerSample / seconds * Double(repetitions)))
  }
}
