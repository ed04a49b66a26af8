#if os(Linux)
  import Foundation
  import TensorFiles
  import Testing

  /// Reading a file and taking its elements needs at most twice the size of the file and 1 MB, without a sanitizer, which
  /// keeps for a while what was freed.
  @Suite(.enabled(if: ["asan", "tsan"].allSatisfy { unsafe dlsym(nil, "__\($0)_init") == nil })) struct NPYMemoryTests {
    @Test(arguments: [NPYArray.Layout.rowMajor, .columnMajor])
    func elementsOfAFileTakeTwiceItsSize(layout: NPYArray.Layout) async throws {
      let folder = try TemporaryFolder()
      let elements = 4 << 20
      try NPYArray(
        .float32, shape: [elements / 64, 64], layout: layout, bytes: Array(repeating: 1, count: 4 * elements)
      )
      .write(to: folder("a"))
      await #expect(processExitsWith: .success) { [path = folder("a") as String] in
        try PeakMemory.check(path) { path in
          let read = try NPYArray(contentsOf: path).elements(as: Float.self)
          guard read.count == 4 << 20 else { exit(9) }
        }
      }
    }

    @Test func hostileHeadersTakeTwiceTheirSize() async throws {
      let folder = try TemporaryFolder()
      let million = 1 << 20
      let files = [
        npyFile("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000000,), }\n", data: 8),
        npyFile("{'descr': '|u1', 'fortran_order': True, 'shape': (2147483647, 2147483647), }\n"),
        npyFile("{'descr': '|u1', 'fortran_order': False, 'shape': (", version: 2)
          + Array(String(repeating: "1,", count: million).utf8),
        npyFile(
          "{'descr': '|u1', 'fortran_order': False, 'shape': (\(String(repeating: "1,", count: million))", version: 3),
        npyFile("{'descr': \(String(repeating: "[(", count: 2 * million))", version: 3),
        npyFile("{'\(String(repeating: "x", count: 4 * million))", version: 2),
        npyFile(String(repeating: " ", count: 4 * million), version: 2),
        npyFile("{'descr': '\(String(repeating: "f", count: 4 * million))'}\n", version: 2),
      ]
      for (index, file) in files.enumerated() {
        let path = try folder.file("\(index)", file)
        await #expect(processExitsWith: .success) { [path = path as String] in
          try PeakMemory.check(path) { path in
            if (try? NPYArray(contentsOf: path)) != nil { exit(9) }
          }
        }
      }
    }
  }

  /// What this process has at its peak, for a process that does nothing else.
  enum PeakMemory {
    /// Ends the process with 1 where `body` takes more memory than twice the size of the file and 1 MB.
    static func check(_ path: String, _ body: (String) throws -> Void) throws {
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int ?? 0
      // The code itself takes memory when it is first used: not part of what the file takes.
      _ = try NPYArray(parsing: NPYArray([1, 2, 3, 4] as [Float], shape: [2, 2]).serialized()).elements(as: Float.self)
      _ = try? NPYArray(parsing: npyFile("{'descr': [('x', '>f4')]}\n"))
      _ = try bytes("VmHWM")
      // Sets the peak to what there is now.
      try Data("5".utf8).write(to: URL(filePath: "/proc/self/clear_refs"))
      let before = try bytes("VmHWM")
      try body(path)
      let taken = try bytes("VmHWM") - before
      print("peak memory: \(taken) bytes for a file of \(size)")
      if taken > 2 * size + 1 << 20 { exit(1) }
    }

    /// A number of the operating system about this process, in bytes.
    private static func bytes(_ name: String) throws -> Int {
      let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
      let line = status.split(separator: "\n").first { $0.hasPrefix(name + ":") } ?? ""
      guard let kilobytes = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Int($0) }) else {
        exit(8)
      }
      return kilobytes << 10
    }
  }
#endif
