import Foundation
import LinearAlgebra
import MNISTData
import TensorFiles
import Testing

@testable import benchmark

private let configurations = Contender.configurations(threads: 1, naive: false, allSets: false)

@Suite struct DecompositionTests {
  @Test(arguments: DecompositionWork.allCases, configurations)
  func everyWorkIsRightByEitherProvider(work: DecompositionWork, configuration: ComputeConfiguration) throws {
    try DecompositionProblem<Float>(work, n: 24).check(configuration)
    try DecompositionProblem<Double>(work, n: 24).check(configuration)
    try DecompositionProblem<Double>(work, n: 24).run(on: configuration)
  }

  @Test(arguments: configurations)
  func smallSystemsAreSolvedByEitherProvider(configuration: ComputeConfiguration) throws {
    try SmallSystems<Float>(count: 100).check(configuration)
    try SmallSystems<Double>(count: 100).check(configuration)
  }

  @Test func oneWrongSolutionOfManyIsSeen() throws {
    let problem = SmallSystems<Double>(count: 10)
    var solutions = try problem.solutions(ComputeConfiguration(backend: .swift, threads: 1))
    try problem.accept(solutions, of: "it")
    solutions[7][3, 0] += 0.001
    let error = #expect(throws: WrongAnswer.self) { try problem.accept(solutions, of: "it") }
    #expect(error?.description.hasPrefix("it solves small system 7 wrongly: it is off by ") == true)
  }

  @Test(arguments: [1e-3, .infinity, .nan])
  func whatIsOffByMoreThanHalfOfTheDigitsIsNotMeasured(error: Double) {
    #expect(throws: WrongAnswer.self) { try DecompositionProblem<Double>.accept(error, orThrow: "wrong") }
    #expect(throws: WrongAnswer.self) { try DecompositionProblem<Float>.accept(Float(error), orThrow: "wrong") }
  }

  #if OpenBLAS && os(Linux)
    @Test(arguments: DecompositionWork.allCases)
    func callsOfLAPACKEGiveWhatTheLibraryGives(work: DecompositionWork) throws {
      try RawLAPACKE(DecompositionProblem<Float>(work, n: 24)).check()
      try RawLAPACKE(DecompositionProblem<Double>(work, n: 24)).check()
    }

    @Test func loopOverLAPACKESolvesTheSmallSystems() throws {
      try RawSmallSystems(SmallSystems<Float>(count: 100)).check()
      try RawSmallSystems(SmallSystems<Double>(count: 100)).check()
    }
  #endif

  @Test func everyWorkIsMeasuredInEachOrderAndSmallSystemsOnce() {
    let candidates = DecompositionCandidate.all(quick: false)
    let labels = candidates.map { $0.work(.double, threads: 1).label }
    #expect(labels.count == 3 * DecompositionWork.allCases.count + 1)
    for label in ["Cholesky 64x64", "least squares 512x256", "symmetric eigen 1024x1024", "10,000 solves 8x8"] {
      #expect(labels.contains(label))
    }
    #expect(candidates.filter(\.isSlow).count == DecompositionWork.allCases.count)
    #expect(candidates.filter { !$0.sharesWork } == [.smallSystems])
    // 2/3 8^3 and 2 8^2 operations.
    #expect(DecompositionCandidate.smallSystems.work(.float, threads: 1).flops == 10_000 * (341 + 128))
  }

  @Test func filterFindsOneWorkAndOneOrder() throws {
    var options = MeasuringOptions()
    options.filter = "svd 64"
    let kept = try options.selected(DecompositionCandidate.all(quick: true)) { $0.work(.float, threads: 1) }
    #expect(kept == [.matrix(.svd, n: 64)])
  }

  @Test func lastColumnIsTheSpeedOverThatOfLAPACKE() throws {
    let work = DecompositionCandidate.matrix(.lu, n: 64).work(.double, threads: 1)
    let rows = [("swift", 2.0), ("openblas", 8), ("lapacke", 4)].map { backend, seconds in
      var row = Row.sample(backend: backend, seconds: seconds)
      row.work = work
      return row
    }
    let table = RowTable(.double, threads: 1, opponent: "lapacke")
    #expect(table.heading.hasSuffix(" / lapacke"))
    let ends = table.lines(rows).map { $0.split(separator: " ").last ?? "" }
    #expect(ends[0] == "2.00" && ends[1] == "0.50" && ends[2].hasSuffix("%"))
    let summary = SpeedSummary(rows, groups: [("n = 64", { $0.n == 64 })])
    #expect(summary.ratios.map(\.opponent) == ["openblas", "lapacke"])
    #expect(summary.ratios.map(\.mean) == [4, 2])
  }

  @Test(
    arguments: ["solve", "determinant", "cholesky", "qr", "leastSquares", "symmetric", "eigen", "svd"],
    configurations)
  func participantOfTheComparisonDecomposesByItsBackend(work: String, configuration: ComputeConfiguration) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "systems-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for kind in ["general", "definite", "random", "symmetric"] {
      try NPYArray([2.0, 1, 1, 3], shape: [2, 2]).write(to: "\(folder)/\(kind)-2.npy")
    }
    try NPYArray([2.0, 1, 1, 3, 0, 0, 0, 0], shape: [4, 2]).write(to: "\(folder)/tall-2.npy")
    try NPYArray([3.0, 4, 0, 0], shape: [4]).write(to: "\(folder)/right-2.npy")
    let images = try MNIST.embedded()
    var peer = Peer(images: images, configuration: configuration)
    _ = try peer.answer(to: "systems \(folder)")
    let answer = try peer.answer(to: "decomposed \(work) double 2 1")
    let first = try #require(answer.outputs?.first)
    let roots = [(5 - 5.0.squareRoot()) / 2, (5 + 5.0.squareRoot()) / 2]
    let expected = [
      "solve": 1, "leastSquares": 1, "determinant": 5, "cholesky": 2.0.squareRoot(), "qr": 3, "symmetric": roots[0],
      "eigen": roots[0], "svd": roots[1],
    ]
    #expect(abs(first - (expected[work] ?? .nan)) < 1e-12)
    let timed = try peer.answer(to: "decompose \(work) float 2 1")
    #expect((timed.seconds ?? 0) > 0 && (timed.calls ?? 0) >= 1)
    #expect(throws: Refusal.self) { try peer.answer(to: "decomposed \(work) double 2 1000") }
  }
}
