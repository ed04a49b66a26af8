import ArgumentParser

/// Prints a complaint and leaves with failure where there is one.
func report(_ name: String, _ done: String, _ problems: [String]) throws {
  print("\(name): \(done); \(problems.count) wrong")
  for problem in problems.prefix(10) { print("  \(problem)") }
  if !problems.isEmpty { throw ExitCode.failure }
}
