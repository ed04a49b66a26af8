import ArgumentParser
import Foundation
import LinearAlgebra

/// The backend and threads of a command; flags override the environment.
struct ComputeOptions: ParsableArguments {
  @Option(
    name: .customLong("backend"),
    help: ArgumentHelp(
      "What computes products: \(ComputeConfiguration.backendNames). (default: $DENSE_BACKEND, else the first)",
      valueName: "name"),
    completion: .list(ComputeConfiguration.backendNames.components(separatedBy: ", ")))
  var backendName: String?

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp("Threads of one product. (default: $DENSE_THREADS, else all CPUs)", valueName: "count"))
  var threads: Int?

  /// The backend and the threads.
  var configuration: ComputeConfiguration {
    get throws { try ComputeConfiguration(backend: backendName, threads: threads) }
  }
}

extension ComputeConfiguration {
  /// The given values, else those of the environment variables.
  init(backend name: String?, threads: Int?) throws {
    self = try .environment()
    if let name {
      guard let backend = GEMMBackend(name: name), backend.isAvailable else {
        throw CommandError("--backend \(name): it may be \(ComputeConfiguration.backendNames)")
      }
      // The name without an instruction set leaves that choice to the environment.
      self.backend = backend
    }
    if let threads {
      let limits = ComputeConfiguration.threadLimits
      guard limits.contains(threads) else {
        throw CommandError("--threads \(threads): it may be \(limits.lowerBound) to \(limits.upperBound)")
      }
      self.threads = threads
    }
  }

  /// Whether the environment says how many threads.
  static var hasThreadsInEnvironment: Bool { ProcessInfo.processInfo.environment["DENSE_THREADS"]?.isEmpty == false }

  /// The values of the environment variables.
  static func environment() throws -> ComputeConfiguration {
    try ComputeConfiguration(environment: { ProcessInfo.processInfo.environment[$0].flatMap { $0.isEmpty ? nil : $0 } })
  }
}
