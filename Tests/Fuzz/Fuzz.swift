import CLibFuzzer
import Foundation

/// `Fuzz READER FOLDER [OPTION...]`: writes small valid files into the folder, then gives the reader what libFuzzer makes
/// of all that is in it; what reaches new code stays there. The options are libFuzzer's.
///
/// The main function is this one, not libFuzzer's: the package manager wants one in every program.
@main enum Fuzz {
  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 3, let reader = Reader(rawValue: arguments[1]) else {
      let names = Reader.allCases.map(\.rawValue).joined(separator: " ")
      FileHandle.standardError.write(Data("usage: Fuzz READER FOLDER [OPTION...], READER one of \(names)\n".utf8))
      exit(2)
    }
    try reader.writeSeeds(to: arguments[2])
    // From the name of the reader on, which takes the place of the program's; a null pointer ends the list.
    var count = CommandLine.argc - 1
    var rest: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>? = unsafe CommandLine.unsafeArgv + 1
    exit(unsafe LLVMFuzzerRunDriver(&count, &rest, reader.test))
  }
}

/// What is fed to libFuzzer's tests.
typealias Test = @convention(c) (UnsafePointer<UInt8>?, Int) -> CInt

/// The readers of bytes from outside.
enum Reader: String, CaseIterable {
  case idx, safetensors, pgm, npy, csv, network, checkpoint, config

  /// A C function captures nothing: one for each.
  var test: Test {
    switch self {
    case .idx: { start, count in unsafe check(start, count, idxIsReadAsItStands) }
    case .safetensors: { start, count in unsafe check(start, count, safetensorsAreReadAsTheyStand) }
    case .pgm: { start, count in unsafe check(start, count, pgmIsReadAsItStands) }
    case .npy: { start, count in unsafe check(start, count, npyIsReadAsItStands) }
    case .csv: { start, count in unsafe check(start, count, csvIsReadAsItStands) }
    case .network: { start, count in unsafe check(start, count, networksAreReadAsTheyStand) }
    case .checkpoint: { start, count in unsafe check(start, count, checkpointsAreTakenOrRefused) }
    case .config: { start, count in unsafe check(start, count, configsAreReadAsTheyStand) }
    }
  }
}

/// What must not fail after the reader has accepted the file, or before it has seen it.
func sure<Value>(_ body: () throws -> Value) -> Value {
  do { return try body() } catch { fatalError("\(error)") }
}

/// Calls `holds` with libFuzzer's input; an error is an answer, only an untruth is a find.
private func check(_ start: UnsafePointer<UInt8>?, _ count: Int, _ holds: ([UInt8]) throws -> Bool) -> CInt {
  // libFuzzer's input: `count` bytes from `start` on.
  let file = unsafe [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard (try? holds(file)) ?? true else { fatalError("what was read is not what is in the file") }
  return 0
}
