import ArgumentParser
import LinearAlgebra

/// The options of every subcommand that measures.
struct MeasuringOptions: ParsableArguments {
  @Option(help: "Only work whose suite and description hold this text, such as '784x128' or 'square'.")
  var filter: String?

  @Flag(help: "Fewer shapes and shorter samples: whether it works, not how fast.") var quick = false

  @Option(help: "A thread count besides one; may be given several times. (default: every available CPU)")
  var threads: [Int] = []

  @Option(help: "Write machine and figures as JSON to this file.") var json: String?

  func validate() throws {
    try BenchmarkCommand.requireMeasurableBuild()
    let limits = ComputeConfiguration.threadLimits
    for count in threads where !limits.contains(count) {
      throw Refusal("--threads \(count): it may be \(limits.lowerBound) to \(limits.upperBound).")
    }
    do throws(ConfigurationError) {
      _ = try ComputeConfiguration(environment: environmentVariable)
    } catch {
      throw Refusal(error.description)
    }
  }

  /// The thread counts to measure, ascending, one among them.
  var threadCounts: [Int] { Set([1] + (threads.isEmpty ? [Processors.available] : threads)).sorted() }

  /// The candidates that `--filter` leaves.
  ///
  /// - Throws: `Refusal` where it leaves none.
  func selected<Candidate>(_ candidates: [Candidate], _ work: (Candidate) -> Work) throws -> [Candidate] {
    guard let filter else { return candidates }
    let kept = candidates.filter { work($0).isNamed(filter) }
    if kept.isEmpty {
      let example = candidates.first.map { ", as '\(work($0).label)' would" } ?? ""
      throw Refusal("--filter '\(filter)': no work here holds this text\(example).")
    }
    return kept
  }
}
