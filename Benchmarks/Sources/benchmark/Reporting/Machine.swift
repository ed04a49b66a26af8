import Foundation
import LinearAlgebra

/// What a figure depends on besides the code: printed above every table.
struct Machine: CustomStringConvertible {
  /// The model of the CPU as the system names it.
  let cpu: String
  /// The CPUs that this process may use.
  let cpus = Processors.available
  /// The instruction set of the Swift kernels.
  let instructionSet = InstructionSet.best
  /// The OpenBLAS of this process, where it is built in.
  let openBLAS = OpenBLASLibrary.loaded
  /// The version of Swift's standard library, without its last number, which the library does not keep up.
  let swift = "\(_SwiftStdlibVersion.current)".split(separator: ".").prefix(2).joined(separator: ".")

  init() {
    let lines = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8))?.split(separator: "\n") ?? []
    let model = lines.first { $0.hasPrefix("model name") }?.split(separator: ":", maxSplits: 1).last
    cpu = model.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown"
  }

  var description: String {
    let build = ComputeConfiguration.isDebugBuild ? "debug" : "release"
    let library = openBLAS.map { "\($0.version), \($0.core) kernels" } ?? "not in this build"
    return """
      CPU        \(cpu), \(cpus) available to this process, \(instructionSet)
      OpenBLAS   \(library)
      Swift      \(swift), \(build) build
      """
  }
}
