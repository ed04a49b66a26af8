import Foundation
import TensorFiles
import Testing

/// Tests of the command, one at a time: Foundation sees the end of a process only when every process that was started
/// meanwhile has ended too.
@Suite(.serialized, .timeLimit(.minutes(15))) struct CommandTests {}

/// The `mnist` executable of this build, run in a folder of its own.
struct MNISTProgram: ~Copyable {
  /// What a run left behind.
  struct Result {
    let status: Int32
    let output: String
    let error: String
  }

  /// The folder that the program runs in; its name has a space.
  let folder: URL
  /// What it prints goes to files beside that folder: a pipe's end would be inherited by programs that start meanwhile.
  private let output: URL
  private let error: URL

  init() throws {
    folder = FileManager.default.temporaryDirectory.appending(path: "mnist test \(UUID().uuidString)")
    output = folder.appendingPathExtension("output")
    error = folder.appendingPathExtension("error")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit { for url in [folder, output, error] { try? FileManager.default.removeItem(at: url) } }

  /// The executable stands beside the test bundle.
  static var executable: URL {
    URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent().appending(path: "mnist")
  }

  /// Starts the program, in an environment that names no data and no backend but those given.
  /// Standard input is the file at `input` below the folder, or `pipe`, or empty.
  func start(
    _ arguments: [String], environment: [String: String] = [:], input: String? = nil, pipe: FileHandle? = nil,
    executable: URL = Self.executable
  ) throws -> Process {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    process.currentDirectoryURL = folder
    var variables = ProcessInfo.processInfo.environment
    for name in ["MNIST_DIR", "DENSE_BACKEND", "DENSE_THREADS", "DENSE_INSTRUCTION_SET"] { variables[name] = nil }
    process.environment = variables.merging(environment) { $1 }
    process.standardInput =
      try input.map { try FileHandle(forReadingFrom: folder.appending(path: $0)) } ?? pipe ?? FileHandle.nullDevice
    for url in [output, error] { try Data().write(to: url) }
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: error)
    try process.run()
    return process
  }

  /// What the program has printed by now.
  func printed() throws -> (output: String, error: String) {
    try (
      String(decoding: Data(contentsOf: output), as: UTF8.self),
      String(decoding: Data(contentsOf: error), as: UTF8.self)
    )
  }

  /// Runs the program to its end.
  func run(_ arguments: String..., environment: [String: String] = [:], input: String? = nil) throws -> Result {
    try result(start(arguments, environment: environment, input: input))
  }

  /// Runs a shell script to its end; there `mnist` is the program.
  func shell(_ script: String, environment: [String: String] = [:]) throws -> Result {
    let arguments = ["-c", "mnist() { \"$0\" \"$@\"; }; \(script)", Self.executable.path]
    return try result(start(arguments, environment: environment, executable: URL(filePath: "/bin/sh")))
  }

  /// Waits for the end of `process`.
  func result(_ process: Process) throws -> Result {
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    let printed = try printed()
    return Result(status: process.terminationStatus, output: printed.output, error: printed.error)
  }

  /// The names in a folder below the program's; empty where it does not exist.
  func names(in path: String = "") -> Set<String> {
    Set((try? FileManager.default.contentsOfDirectory(atPath: folder.appending(path: path).path)) ?? [])
  }

  /// The bytes of a file below the program's folder.
  func bytes(_ path: String) throws -> Data { try Data(contentsOf: folder.appending(path: path)) }

  /// Writes a small set of 12 x 11 images: `count` to train on, `count / 2` to test with.
  func writeImages(_ count: Int = 40, to path: String) throws {
    let target = folder.appending(path: path)
    try FileManager.default.createDirectory(at: target, withIntermediateDirectories: true)
    for (prefix, count) in [("train", count), ("t10k", count / 2)] {
      let pixels = (0..<count * 132).map { UInt8(truncatingIfNeeded: $0 &* 2_654_435_761 >> 7) }
      try IDXArray(shape: [count, 12, 11], bytes: pixels)
        .write(to: target.appending(path: "\(prefix)-images-idx3-ubyte").path)
      try IDXArray(shape: [count], bytes: (0..<count).map { UInt8($0 % 10) })
        .write(to: target.appending(path: "\(prefix)-labels-idx1-ubyte").path)
    }
  }
}
