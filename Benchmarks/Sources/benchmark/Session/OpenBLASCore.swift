import Foundation
import LinearAlgebra

/// Which kernels OpenBLAS uses. It reads the choice when it is loaded, before this program's first line.
enum OpenBLASCore {
  private static let variable = "OPENBLAS_CORETYPE"

  /// Goes on with the kernels of that name: in this process where they are in use, else by starting the program anew.
  ///
  /// - Throws: `Refusal` for a name that OpenBLAS does not know: it would choose on its own.
  static func require(_ name: String) throws {
    guard let library = OpenBLASLibrary.loaded else {
      throw Refusal("--openblas-core \(name): this build has no OpenBLAS.")
    }
    if library.core.lowercased() == name.lowercased() { return }
    if environmentVariable(variable) == name {
      throw Refusal(
        "--openblas-core \(name): OpenBLAS \(library.version) has no kernels of that name for this CPU, it chose "
          + "\(library.core); Nehalem, Haswell, Zen and SkylakeX are some.")
    }
    // In bounds: both are copied before the call returns.
    unsafe setenv(variable, name, 1)
    #if os(Linux)
      // All streams: what is buffered would be lost.
      fflush(nil)
      var arguments = unsafe CommandLine.arguments.map { unsafe strdup($0) }
      unsafe arguments.append(nil)
      // Returns only where it fails. In bounds: the list ends with nil, each argument with zero.
      unsafe execv("/proc/self/exe", arguments)
    #endif
    throw Refusal("--openblas-core \(name): the program could not start itself anew.")
  }
}

/// The value of an environment variable; nil where it is unset or empty.
func environmentVariable(_ name: String) -> String? {
  ProcessInfo.processInfo.environment[name].flatMap { $0.isEmpty ? nil : $0 }
}
