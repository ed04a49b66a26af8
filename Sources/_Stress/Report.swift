import ArgumentParser

/// Prints what was tried, the line that `.ci/stress` makes a row of, and leaves with failure where something is wrong.
func report(_ name: String, _ tried: Int, _ what: String, _ problems: [String]) throws {
  print("\(name): \(tried) \(what); \(problems.count) wrong")
  for problem in problems.prefix(10) { print("  \(problem)") }
  if !problems.isEmpty { throw ExitCode.failure }
}
