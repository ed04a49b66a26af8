import ArgumentParser

/// Checks that take minutes: `make stress`.
@main
struct StressCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stress",
    abstract: "Looks for wrong results, races and leaks for minutes; see Documentation/Reliability.md.",
    subcommands: [
      Products.self, Exponents.self, Convergence.self, Callers.self, Crowd.self, Mixed.self, Training.self,
      Steps.self, SizeSweep.self, LongRows.self, Logits.self, ONNXModels.self, Drawings.self,
    ])
}

/// Prints what was tried, the line that `.ci/stress` makes a row of, and leaves with failure where something is wrong.
func report(_ name: String, _ tried: Int, _ what: String, _ problems: [String]) throws {
  print("\(name): \(tried) \(what); \(problems.count) wrong")
  for problem in problems.prefix(10) { print("  \(problem)") }
  if !problems.isEmpty { throw ExitCode.failure }
}
