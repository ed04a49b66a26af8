import Foundation
import LinearAlgebra

/// What a figure depends on besides the code: printed above every table.
struct Machine: Encodable, Equatable, CustomStringConvertible {
  struct Library: Encodable, Equatable {
    let version: String
    /// The kernels that it chose.
    let core: String
  }

  /// A library that was loaded by its path.
  struct LoadedLibrary: Encodable, Equatable {
    /// What the rows call it.
    let name: String
    let version: String?
    let core: String?
    let integerBits: Int
    let path: String
  }

  /// A measured peak, in GFLOP/s.
  struct Peak: Encodable, Equatable {
    let scalar: ScalarKind
    let instructionSet: String
    let threads: Int
    let gflops: Double
  }

  var cpu = "unknown"
  var cpus = Processors.available
  /// The instruction sets that the Swift kernels can use here.
  var instructionSets = InstructionSet.available.map(\.rawValue)
  /// The OpenBLAS of this process, where it is built in.
  var openBLAS = OpenBLASLibrary.loaded.map { Library(version: $0.version, core: $0.core) }
  let libraries: [LoadedLibrary]
  /// The version of Swift's standard library, without its last number, which the library does not keep up.
  var swift = "\(_SwiftStdlibVersion.current)".split(separator: ".").prefix(2).joined(separator: ".")
  /// Debug builds are refused.
  var build = "release"
  /// The variables that are set of those by which libraries choose their kernels and threads.
  let environment: [String: String]
  /// Measured before all else; the shares of the rows are against peaks that were measured beside them.
  var peaks: [Peak] = []

  private static let variables = [
    "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "OMP_WAIT_POLICY",
    "DENSE_INSTRUCTION_SET",
  ]

  /// - Parameter variable: gives the value of an environment variable, nil where it is unset.
  init(libraries: [CBLASLibrary] = [], environment variable: (String) -> String? = environmentVariable) {
    self.libraries = libraries.map {
      LoadedLibrary(
        name: $0.name, version: $0.identity.version, core: $0.identity.core, integerBits: $0.calls.integerBits,
        path: $0.path)
    }
    environment = Self.variables.reduce(into: [:]) { $0[$1] = variable($1) }
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
    let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ":", maxSplits: 1).last
    if let model { cpu = model.trimmingCharacters(in: .whitespaces) }
  }

  var description: String {
    let library = openBLAS.map { "\($0.version), \($0.core) kernels" } ?? "not in this build"
    let loaded = libraries.enumerated().map { index, library in
      "\n" + (index == 0 ? "Loaded     " : "           ") + library.name
        + (library.core.map { ", \($0) kernels" } ?? "") + ", \(library.integerBits)-bit integers, \(library.path)"
    }
    let set = environment.sorted { $0.key < $1.key }.map { "\($0)=\($1)" }.joined(separator: ", ")
    return """
      CPU        \(cpu), \(cpus) available to this process, \(instructionSets.joined(separator: " "))
      OpenBLAS   \(library)\(loaded.joined())
      Swift      \(swift), \(build) build
      """ + (set.isEmpty ? "" : "\nSet        \(set)")
  }
}

/// The value of an environment variable; nil where it is unset or empty.
func environmentVariable(_ name: String) -> String? {
  ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
}
