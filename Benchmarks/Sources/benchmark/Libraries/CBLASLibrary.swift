import Foundation
import LinearAlgebra

/// A CBLAS library that was loaded by its path, to be measured beside the backends.
final class CBLASLibrary {
  /// What figures call it: its maker and version, `mkl 2026.2`.
  let name: String
  let path: String
  let identity: CBLASIdentity
  let calls: CBLASCalls

  /// Loads the libraries of `paths`, each under a name of its own.
  static func load(_ paths: [String], threads: Int) throws -> [CBLASLibrary] {
    try paths.reduce(into: []) { libraries, path in
      libraries.append(try CBLASLibrary(path: path, threads: threads, besides: libraries.map(\.name)))
    }
  }

  /// - Parameters:
  ///   - threads: the most that it will be asked for.
  ///   - names: those that are taken.
  /// - Throws: `Refusal` where it cannot be measured.
  /// - Note: it is held at one thread.
  init(path: String, threads: Int, besides names: [String] = []) throws {
    (self.path, calls, identity) = try Self.explainingIllegalInstructions(path) {
      let library = try SharedLibrary(path: path)
      for spelling in CBLASSpelling.all {
        // Before the first call: MKL wants to be told how to compute.
        var identity = CBLASIdentity(library, spelling, threads: threads)
        guard let calls = CBLASCalls(library, spelling) else { continue }
        identity.setThreads?(1)
        if identity.maker == "mkl" {
          calls.multiplyOnce()
          identity.core = CBLASIdentity.loadedMKLKernels
        }
        return (library.path, calls, identity)
      }
      throw Refusal("--cblas \(path): this library has no CBLAS: neither cblas_sgemm nor another spelling of it.")
    }
    // Three numbers of a version tell builds apart; OpenBLAS on PyPI has five.
    let version = identity.version.map { " " + $0.split(separator: ".").prefix(3).joined(separator: ".") } ?? ""
    let name = identity.maker + version
    let count = names.count { $0 == name || $0.hasPrefix(name + " #") }
    self.name = count == 0 ? name : "\(name) #\(count + 1)"
  }

  /// Whether it can compute on that many threads of its own.
  func canUse(threads: Int) -> Bool { threads == 1 || identity.setThreads != nil }

  /// Calls `body` while the library uses that many threads; before and after it has one, as the backend expects whose
  /// library it may be.
  func with<Result>(threads: Int, _ body: () throws -> Result) rethrows -> Result {
    identity.setThreads?(threads)
    defer { identity.setThreads?(1) }
    return try body()
  }

  /// Calls `body`, which calls the library at `path` for the first time with some operands.
  static func explainingIllegalInstructions<Result>(_ path: String, _ body: () throws -> Result) rethrows -> Result {
    try IllegalInstruction.explained(
      "--cblas \(path): this library is not made for this CPU, which lacks one of its instructions.", body)
  }
}
