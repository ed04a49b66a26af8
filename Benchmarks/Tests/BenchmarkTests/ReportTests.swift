import Foundation
import LinearAlgebra
import Testing

@testable import benchmark

extension Row {
  /// A product at half of a peak of 100 GFLOP/s, unless told otherwise.
  static func sample(
    _ name: String = "square", m: Int = 128, batch: Int? = nil, backend: String = "swift", seconds: Double = 1
  ) -> Row {
    Row(
      work: Work(
        suite: "gemm", name: name, m: m, n: 4, k: 5, transposes: "NN", network: nil, batch: batch, scalar: .float,
        threads: 1, flops: 50e9),
      backend: backend, instructionSet: "avx2", seconds: seconds, spread: 0.01, samples: 7, peak: 100, accuracy: nil)
  }
}

@Suite struct ReportTests {
  @Test func rowIsOneFlatObjectWithoutWhatTheSuiteHasNot() throws {
    let data = try Report(machine: Machine(), rows: [.sample()]).json()
    let report = try #require(JSONSerialization.jsonObject(with: data) as? [String: Any])
    let row = try #require((report["rows"] as? [[String: Any]])?.first)
    #expect(
      Set(row.keys) == [
        "suite", "name", "m", "n", "k", "transposes", "scalar", "threads", "backend", "instructionSet", "seconds",
        "spread", "samples", "gflops", "peak", "peakShare", "flops",
      ])
    #expect(row["scalar"] as? String == "float")
    #expect(row["gflops"] as? Double == 50)
    #expect(row["peakShare"] as? Double == 0.5)
    #expect((report["machine"] as? [String: Any])?["cpu"] is String)
  }

  @Test(arguments: ["square", "GEMM", "128x4x5", "x5 nn", "gemm square"])
  func filterFindsPartsOfSuiteAndDescription(text: String) {
    #expect(Row.sample().work.isNamed(text))
  }

  @Test func filterLeavesOutOthers() {
    #expect(!Row.sample().work.isNamed("epoch"))
    #expect(!Row.sample().work.isNamed("128x5"))
  }

  @Test func summaryComparesPairsOfItsGroupsAlone() {
    let rows = [
      Row.sample("X W1", m: 64, batch: 64, seconds: 1),
      .sample("X W1", m: 64, batch: 64, backend: "openblas", seconds: 2),
      .sample("X W1", m: 32, batch: 32, seconds: 2), .sample("X W1", m: 32, batch: 32, backend: "openblas", seconds: 1),
      .sample("X W1", m: 1, batch: 1, seconds: 9), .sample("X W1", m: 1, batch: 1, backend: "openblas", seconds: 1),
    ]
    let ratios = SpeedSummary(rows, groups: GEMMShape.groups).ratios
    #expect(ratios.map(\.group) == ["training, batches 32...256"])
    #expect(ratios.map(\.worst) == [0.5])
    #expect(ratios.map(\.worstWork) == ["X W1 32x4x5 NN"])
    #expect(abs((ratios.first?.mean ?? 0) - 1) < 1e-12)
  }

  @Test func summaryComparesTheBestKernelsWithEachLibrary() {
    let rows = [("swift", 1.0), ("openblas", 2), ("mkl 2026.2", 3)].map { backend, seconds in
      Row.sample("update", backend: backend, seconds: seconds)
    }
    var baseline = rows[0]
    baseline.instructionSet = "baseline"
    let ratios = SpeedSummary([baseline] + rows, groups: GEMMShape.groups).ratios
    #expect(ratios.map(\.opponent) == ["openblas", "openblas", "mkl 2026.2"])
    #expect(ratios.map(\.worst) == [2, 2, 3])
    #expect(SpeedSummary(rows, groups: GEMMShape.groups).lines.contains { $0.hasPrefix("swift / mkl 2026.2 ") })
  }

  @Test func tableStaysWithinAHundredColumns() {
    let table = RowTable(.double, threads: 256, opponent: "openblas")
    var longest = Row.sample("gradients")
    longest.work = NetworkShape(784, 1024, 1024, 10).work("layers", "gradients", batch: 128, threads: 2, flops: 1e9)
    longest.instructionSet = "baseline"
    let lines =
      table.lines([longest, .sample(backend: "openblas"), .sample(backend: "openblas 0.3.34")]) + [table.heading]
    #expect(lines.allSatisfy { $0.count <= 100 })
  }

  @Test(arguments: [
    (0, "0.00 s"), (2.5e-9, "2.50 ns"), (1.114e-4, "111 us"), (9.996e-4, "1.00 ms"), (0.1364, "136 ms"), (12, "12.0 s"),
  ])
  func durationHasThreeDigits(seconds: Double, text: String) {
    #expect(duration(seconds) == text)
  }

  @Test(arguments: [
    ("", "not the path"), ("/", "not the path"), ("/tmp", "folder"), ("/dev/full", "regular"),
    ("/no/such/file", "no folder"), ("/proc/report.json", "no file can be written"),
  ])
  func outputThatCannotBeWrittenIsToldBeforehand(path: String, reason: String) {
    let error = #expect(throws: Refusal.self) { try OutputFile(path) }
    #expect(error?.description.contains(reason) == true)
  }

  @Test func headingTellsAnEnvironmentThatChangesFigures() {
    let machine = Machine { ["OPENBLAS_CORETYPE": "Haswell", "OPENBLAS_L2_SIZE": "512", "HOME": "/"][$0] }
    #expect(machine.description.hasSuffix("\nSet        OPENBLAS_CORETYPE=Haswell, OPENBLAS_L2_SIZE=512"))
    #expect(machine.environment.count == 2)
    #expect(!Machine { _ in nil }.description.contains("Set "))
  }

  @Test func kernelsOfOpenBLASHaveTheirInstructionSet() {
    #expect(InstructionSet.used(by: "Nehalem") == .baseline)
    #expect(InstructionSet.used(by: "unheard of") == InstructionSet.available.last)
    #expect(InstructionSet.used(by: nil) == InstructionSet.available.last)
  }
}
