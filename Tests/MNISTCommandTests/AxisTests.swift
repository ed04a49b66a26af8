#if DEBUG
  import Foundation
  import Testing

  @testable import mnist

  @Suite struct AxisTests {
    static let shares = 0.0...1.0
    static let losses = 0.0...Double.greatestFiniteMagnitude

    @Test(arguments: [
      (0.0...0.47, losses, [0, 0.1, 0.2, 0.3, 0.4, 0.5]),
      (0.0...2.31, losses, [0, 0.5, 1, 1.5, 2, 2.5]),
      (0.0...2.61, losses, [0, 1, 2, 3]),
      (0.0...1.0, shares, [0, 0.2, 0.4, 0.6, 0.8, 1]),
      (0.878...0.957, shares, [0.86, 0.88, 0.9, 0.92, 0.94, 0.96]),
      (0.9961...1.0, shares, [0.996, 0.997, 0.998, 0.999, 1]),
      (1.0...1.0, shares, [0.95, 0.96, 0.97, 0.98, 0.99, 1]),
      (0.0...0.0, shares, [0, 0.1, 0.2, 0.3, 0.4, 0.5]),
      (0.0...3e6, losses, [0, 1e6, 2e6, 3e6]),
      (0.0...2e-7, losses, [0, 5e-8, 1e-7, 1.5e-7, 2e-7]),
    ])
    func ticksAreRoundNumbers(values: ClosedRange<Double>, limits: ClosedRange<Double>, expected: [Double]) {
      let axis = Axis(covering: values, within: limits)
      #expect(axis.ticks.count == expected.count, "\(axis.ticks)")
      for (tick, expected) in zip(axis.ticks, expected) {
        #expect(abs(tick - expected) <= 1e-12 * expected, "\(axis.ticks)")
      }
    }

    @Test func anyRangeIsCoveredByTwoToSixTicksWithinItsLimits() {
      for index in 0..<5000 {
        let limits = index % 2 == 0 ? Self.shares : Self.losses
        let scale = limits == Self.shares ? 1 : pow(10, Double(index % 25 - 12))
        let (one, other) = (Double(index * 7919 % 5003) / 5003, Double(index * 3571 % 5009) / 5009)
        let values = (min(one, other) * scale)...(max(one, other) * scale)
        let axis = Axis(covering: values, within: limits)
        let near = 1e-9 * values.upperBound
        #expect(
          axis.range.lowerBound <= values.lowerBound + near && axis.range.upperBound >= values.upperBound - near,
          "\(values)")
        #expect(limits.contains(axis.range.lowerBound) && limits.contains(axis.range.upperBound), "\(values)")
        #expect((2...6).contains(axis.ticks.count), "\(values): \(axis.ticks)")
        #expect(Set(axis.ticks.map(axis.label)).count == axis.ticks.count, "\(values): \(axis.ticks.map(axis.label))")
      }
    }

    @Test(arguments: [
      (1, [1]), (2, [1, 2]), (5, [1, 2, 3, 4, 5]), (10, [2, 4, 6, 8, 10]), (20, [1, 5, 10, 15, 20]),
      (30, [1, 10, 20, 30]), (1000, [1, 200, 400, 600, 800, 1000]),
    ])
    func epochsAreMarkedByWholeNumbers(count: Int, ticks: [Double]) {
      let axis = Axis(epochs: count)
      #expect(axis.ticks == ticks && axis.range == 1...Double(count))
      #expect(axis.position(1) == (count == 1 ? 0.5 : 0) && axis.position(Double(count)) == (count == 1 ? 0.5 : 1))
    }

    @Test func labelsHaveTheDecimalsThatTheirStepNeeds() {
      let small = Axis(covering: 0...0.47, within: Self.losses)
      #expect(small.ticks.map(small.label) == ["0.0", "0.1", "0.2", "0.3", "0.4", "0.5"])
      let large = Axis(covering: 0...5000, within: Self.losses)
      #expect(large.ticks.map(large.label).last == "5,000")
      let shares = Axis(covering: 0.878...0.957, within: Self.shares)
      #expect(shares.ticks.map(shares.percentLabel) == ["86%", "88%", "90%", "92%", "94%", "96%"])
      let high = Axis(covering: 0.9961...1, within: Self.shares)
      #expect(high.ticks.map(high.percentLabel) == ["99.6%", "99.7%", "99.8%", "99.9%", "100.0%"])
    }
  }
#endif
