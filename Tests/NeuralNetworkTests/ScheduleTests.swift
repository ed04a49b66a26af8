import Foundation
import LinearAlgebra
import NeuralNetwork
import Testing

@Suite struct ScheduleTests {
  @Test func factorsAreThoseOfTheirFormulas() {
    for step in 0...30 {
      let t = Double(step)
      #expect(Schedule.constant.factor(step: step, of: 20) == 1)
      #expect(
        abs(Schedule.step(every: 7, by: 0.3).factor(step: step, of: 20) - pow(0.3, (t / 7).rounded(.down))) < 1e-16)
      let cosine = 0.1 + 0.9 * (1 + cos(.pi * min(t, 20) / 20)) / 2
      #expect(abs(Schedule.cosine(to: 0.1).factor(step: step, of: 20) - cosine) < 1e-15)
      #expect(
        abs(Schedule.warmUp(steps: 8, from: 0.2).factor(step: step, of: 20) - (0.2 + 0.8 * min(t, 8) / 8)) < 1e-15)
    }
  }

  /// Each part counts its own steps: the cosine begins at its top when the warm-up is over, and ends with the run.
  @Test func oneAfterTheOther() {
    let schedule = Schedule.warmUp(steps: 4, from: 0.5).then(.step(every: 3, by: 0.5), after: 6).then(
      .cosine(), after: 10)
    let factors = (0..<14).map { schedule.factor(step: $0, of: 14) }
    #expect(factors[..<10] == [0.5, 0.625, 0.75, 0.875, 1, 1, 1, 1, 1, 0.5])
    #expect(factors[10] == 1 && abs(factors[12] - 0.5) < 1e-15 && factors[13] < factors[12] && factors[13] > 0)
    #expect(Schedule.warmUp(steps: 4).then(.cosine()) == Schedule.warmUp(steps: 4).then(.cosine(), after: 4))
  }

  /// A warm-up that is longer than the run is cut off.
  @Test func aRunShorterThanAPart() {
    let schedule = Schedule.warmUp(steps: 10, from: 0).then(.cosine())
    #expect(schedule.factor(step: 5, of: 6) == 0.5)
    #expect(schedule.factor(step: 12, of: 6) == 0)
  }

  @Test func settingsThatAreNoneTrap() async {
    func fails(_ message: String, _ result: ExitTest.Result?) { #expect(result?.message.contains(message) == true) }
    fails(
      "a schedule that changes every 0 steps: at least 1",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Schedule.step(every: 0) })
    fails(
      "a cosine to 1.5: it must be in 0...1",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Schedule.cosine(to: 1.5) })
    fails(
      "a warm-up of 0 steps: at least 1",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) { _ = Schedule.warmUp(steps: 0) })
    fails(
      "a schedule without an end before another",
      await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        _ = Schedule.constant.then(.cosine())
      })
  }
}
