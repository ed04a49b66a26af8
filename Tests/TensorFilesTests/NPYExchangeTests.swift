import Foundation
import TensorFiles
import Testing

/// What Fixtures/npy_exchange.py asks for.
struct NPYExchange {
  let folder: String
  /// The number of arrays, each way.
  let count: Int
  let seed: UInt64
  /// The number of damaged files.
  let damaged: Int

  /// Nil where it is not the script that runs the tests.
  init?() {
    let parts = (ProcessInfo.processInfo.environment["NPY_EXCHANGE"] ?? "").split(separator: ":")
    guard parts.count == 4, let count = Int(parts[1]), let seed = UInt64(parts[2]), let damaged = Int(parts[3]) else {
      return nil
    }
    (folder, self.count, self.seed, self.damaged) = (String(parts[0]), count, seed, damaged)
  }
}

/// The Swift side of Fixtures/npy_exchange.py, which runs it: without NumPy there is nothing to do.
@Suite(.enabled(if: NPYExchange() != nil)) struct NPYExchangeTests {
  let exchange: NPYExchange

  init() throws { exchange = try #require(NPYExchange()) }

  @Test func arraysOfNumPyAreReadAndWrittenAgain() throws {
    for index in 0..<exchange.count {
      let array = try NPYArray(contentsOf: "\(exchange.folder)/numpy-\(index).npy")
      try array.write(to: "\(exchange.folder)/again-\(index).npy")
      try Data(array.rowMajorBytes()).write(to: URL(filePath: "\(exchange.folder)/elements-\(index)"))
    }
  }

  @Test func arraysAreWrittenForNumPy() throws {
    var generator = SeededGenerator(state: exchange.seed)
    for index in 0..<exchange.count {
      let rank = Int.random(in: 0...5, using: &generator)
      let longest = [0, 3000, 50, 14, 7, 5][rank]
      let shape = (0..<rank).map { _ in Int.random(in: 0...longest, using: &generator) }
      let type = NPYArray.ElementType.allCases[index % 5]
      let bytes = (0..<shape.reduce(type.size, *)).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
      let array = try NPYArray(type, shape: shape, layout: index % 2 == 0 ? .rowMajor : .columnMajor, bytes: bytes)
      try array.write(to: "\(exchange.folder)/swift-\(index).npy")
      try Data(array.rowMajorBytes()).write(to: URL(filePath: "\(exchange.folder)/swift-\(index).elements"))
    }
  }

  @Test func damagedFilesAreToldOrReadAsNumPyDoes() throws {
    for index in 0..<exchange.damaged {
      do throws(TensorFileError) {
        let elements = try NPYArray(contentsOf: "\(exchange.folder)/damaged-\(index).npy").rowMajorBytes()
        try? Data(elements).write(to: URL(filePath: "\(exchange.folder)/damaged-\(index).elements"))
      } catch {
        #expect(error.kind != .missing)
      }
    }
  }
}
