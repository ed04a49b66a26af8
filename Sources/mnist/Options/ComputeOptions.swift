import ArgumentParser
import Foundation
import LinearAlgebra

/// The backend and threads of a command; flags override the environment.
struct ComputeOptions: ParsableArguments {
  @Option(
    "What computes products", oneOf: ComputeConfiguration.backendNames.components(separatedBy: ", "),
    usual: "$DENSE_BACKEND, else openblas if its core uses this CPU, else swift")
  var backend: String?

  @Option("count", "Threads of one product. (default: $DENSE_THREADS, else all CPUs)")
  var threads: Int?

  var configuration: ComputeConfiguration {
    get throws { try ComputeConfiguration(backend: backend, threads: threads) }
  }
}

extension ComputeConfiguration {
  /// The given values, else those of the environment variables.
  init(backend name: String?, threads: Int?) throws {
    // A variable is not read where an option replaces it.
    let replaced = [name == nil ? nil : "DENSE_BACKEND", threads == nil ? nil : "DENSE_THREADS"]
    self = try ComputeConfiguration { variable in
      let value = replaced.contains(variable) ? nil : ProcessInfo.processInfo.environment[variable]
      return value.flatMap { $0.isEmpty ? nil : $0 }
    }
    var recipe = Recipe()
    (recipe.backend, recipe.threads) = (name, threads)
    try recipe.requireSound()
    // The name without an instruction set leaves that choice to the environment.
    if let backend = name.flatMap(GEMMBackend.init(name:)) { self.backend = backend }
    if let threads { self.threads = threads }
  }

  static var hasThreadsInEnvironment: Bool { ProcessInfo.processInfo.environment["DENSE_THREADS"]?.isEmpty == false }
}
