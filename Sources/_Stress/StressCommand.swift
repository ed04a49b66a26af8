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
