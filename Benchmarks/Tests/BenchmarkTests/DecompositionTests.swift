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

  @Test(arguments: [1e-3, .infinity, .nan])
  func whatIsOffByMoreThanHalfOfTheDigitsIsNotMeasured(error: Double) {
    #expect(throws: WrongAnswer.self) { try DecompositionProblem<Double>.accept(error, orThrow: "wrong") }
    #expect(throws: WrongAnswer.self) { try DecompositionProblem<Float>.accept(Float(error), orThrow: "wrong") }
  }

  @Test func everyWorkIsMeasuredInEachOrder() {
    let labels = DecompositionsCommand.candidates(quick: false).map { $0.work($1, .double, threads: 1).label }
    #expect(labels.count == 4 * DecompositionWork.allCases.count)
    for label in ["solve 8x8", "Cholesky 64x64", "least squares 512x256", "symmetric eigen 1024x1024"] {
      #expect(labels.contains(label))
    }
    // 2/3 n^3 operations.
    #expect(DecompositionWork.lu.work(6, .float, threads: 1).flops == 144)
  }

  @Test func filterFindsOneWorkAndOneOrder() throws {
    var options = MeasuringOptions()
    options.filter = "svd 64"
    let kept = try options.selected(DecompositionsCommand.candidates(quick: true)) { $0.work($1, .float, threads: 1) }
    #expect(kept.map(\.work) == [.svd] && kept.map(\.n) == [64])
  }

  @Test func lastColumnIsTheSpeedOverThatOfOpenBLAS() throws {
    let work = DecompositionWork.lu.work(64, .double, threads: 1)
    let rows = [("swift", 2.0), ("openblas", 8)].map { backend, seconds in
      var row = Row.sample(backend: backend, seconds: seconds)
      row.work = work
      return row
    }
    let table = RowTable(.double, threads: 1, opponent: "openblas")
    #expect(table.heading.hasSuffix(" / openblas"))
    let ends = table.lines(rows).map { $0.split(separator: " ").last ?? "" }
    #expect(ends[0] == "4.00" && ends[1].hasSuffix("%"))
    #expect(SpeedSummary(rows, groups: [("n = 64", { $0.n == 64 })]).ratios.map(\.mean) == [4])
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
