import LinearAlgebra
import Testing

@testable import benchmark

@Suite struct MeasuringTests {
  @Test func medianIsTheMiddleOrTheMeanOfTwo() {
    #expect(Samples([3, 1, 2]).median == 2)
    #expect(Samples([4, 1, 3, 2]).median == 2.5)
    #expect(Samples([]).median.isNaN)
  }

  @Test func spreadIsTheMiddleHalfOverTheMedianAndIgnoresOneOutlier() {
    #expect(Samples([8, 9, 10, 11, 12]).spread == 0.2)
    #expect(Samples([8, 9, 10, 11, 1000]).spread == 0.2)
    #expect(Samples([5]).spread == 0)
  }

  @Test func geometricMeanTreatsARatioAndItsInverseAlike() {
    #expect(abs(geometricMean([2, 0.5]) - 1) < 1e-15)
    #expect(abs(geometricMean([1, 4]) - 2) < 1e-15)
    #expect(geometricMean([]).isNaN)
  }

  @Test func timerTakesTurnsAndDividesByRepetitions() {
    var order = [Int]()
    func body(_ index: Int, _ seconds: Double) -> InterleavedTimer.Body {
      { repetitions in
        order.append(index)
        return seconds * Double(repetitions)
      }
    }
    let timer = InterleavedTimer(secondsEach: 0, secondsPerSample: 0.004, leastSamples: 3) { order.append(-1) }
    let samples = timer.measure([body(0, 0.001), body(1, 0.25)])
    #expect(samples == [Samples([0.001, 0.001, 0.001]), Samples([0.25, 0.25, 0.25])])
    // It waits for quiet before each sample.
    #expect(order.suffix(12) == [-1, 0, -1, 1, -1, 0, -1, 1, -1, 0, -1, 1])
  }

  @Test func peakLoopCountsTwoOperationsForEachLane() {
    #expect(PeakLoop(.float, .baseline).flops == 2 * PeakLoop(.double, .baseline).flops)
  }

  @Test func peakOnTwoThreadsCountsBoth() {
    let (one, two) = (PeakMeter(.float, .baseline, threads: 1), PeakMeter(.float, .baseline, threads: 2))
    #expect(two.flops == one.flops * Double(min(2, Processors.available)))
    #expect(two.seconds(10) > 0)
  }

  @Test(arguments: [1, 2, 784, 2048])
  func operandsOfTheOracleKeepEverySumExact(summands: Int) {
    let bound = GEMMOracle.bound(summands: summands)
    #expect(bound >= 1 && summands * bound * bound < 1 << 24)
  }

  @Test(arguments: GEMMShape.Form.allCases)
  func oracleAcceptsAProductAndNoneWithOneWrongElement(form: GEMMShape.Form) throws {
    let problem = GEMMProblem<Float>(GEMMShape("", 17, 9, 33, form))
    try problem.check(ComputeConfiguration(backend: .reference, threads: 1))
    let product = problem.c
    #expect(problem.oracle.firstWrongRow(of: product) == nil)
    for (wrong, delta) in [(Float.nan, 16), (1, 3)] {
      var c = product
      c[delta, 8] += wrong
      #expect(problem.oracle.firstWrongRow(of: c) == delta)
    }
  }

  @Test(arguments: GEMMShape.Form.allCases)
  func oracleOfAnUpdateWantsTheProductOnTopOfWhatCHeld(form: GEMMShape.Form) throws {
    let configuration = ComputeConfiguration(backend: .reference, threads: 1)
    let problem = GEMMProblem<Float>(GEMMShape("", 17, 9, 33, form, beta: 1))
    try problem.check(configuration)
    let once = problem.c
    #expect(problem.oracle.firstWrongRow(of: once) == nil)
    problem.run(on: configuration)
    #expect(problem.c != once && problem.oracle.firstWrongRow(of: problem.c) != nil)
    try problem.check(configuration)
    #expect(problem.c == once)
  }

  @Test func epochOfMNISTHasTheOperationsOfTheRecipe() {
    #expect(NetworkShape.mnist.parameterCount == 101_770)
    #expect(NetworkShape.mnist.parameterCount == NetworkShape.mnist.network().parameterCount)
    #expect((24.5e9...24.7e9).contains(NetworkShape.mnist.stepFlops(samples: 60_000)))
  }
}
