import ArgumentParser
import Foundation
import LinearAlgebra

/// Calls of the whole public API with sizes around every power of two, in processes that a trap may end.
struct SizeSweep: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sizes",
    abstract: "Sizes around every power of two: each call returns, throws, or traps with a sentence.")

  /// No thread of OpenBLAS, which a forked process would wait for; at most 2 MB at a time, so that a call takes a moment in
  /// a debug build too; and no search for what led to a trap.
  private static let settings = [
    "OPENBLAS_NUM_THREADS": "1", "SWIFT_BACKTRACE": "enable=no",
    "ASAN_OPTIONS": "allocator_may_return_null=1:max_allocation_size_mb=2:detect_leaks=0",
  ]

  @Option(help: "Processes at once.") var jobs = Processors.available
  @Option(name: .customLong("size"), help: "Only this size; may be given several times.") var only: [Int] = []

  func run() throws {
    startAgain(with: Self.settings)
    let calls = SizeCase.all.indices.flatMap { one in
      SizeCase.all[one].sizes.filter { only.isEmpty || only.contains($0) }.map { (one: one, size: $0) }
    }
    let start = ContinuousClock.now
    let path = NSTemporaryDirectory() + "stress-sizes-\(getpid())"
    // No thread has been started: a forked process would lack it.
    let processes = (0..<jobs).map { job in
      forked {
        let own = calls.indices.filter { $0 % jobs == job }.map { calls[$0] }
        let outcome = SizeOutcome(of: own, output: "\(path)-\(job).calls", errors: "\(path)-\(job).errors")
        try? JSONEncoder().encode(outcome).write(to: URL(filePath: "\(path)-\(job)"))
      }
    }
    var sum = SizeOutcome()
    for (job, process) in processes.enumerated() {
      if exitStatus(process) != 0 { sum.problems.append("process \(job) ended before its calls") }
      let file = URL(filePath: "\(path)-\(job)")
      if let data = try? Data(contentsOf: file) {
        sum.add(try JSONDecoder().decode(SizeOutcome.self, from: data))
      } else {
        sum.problems.append("process \(job) has left no outcome")
      }
      try? FileManager.default.removeItem(at: file)
    }
    let seconds = Int(((ContinuousClock.now - start) / .seconds(1)).rounded())
    try report(
      "sizes", calls.count,
      "calls in \(seconds) s: \(sum.returned) returned, \(sum.threw) threw, \(sum.trapped) trapped with a "
        + "sentence, \(sum.lackedMemory) were told that there is no memory", sum.problems)
  }
}
