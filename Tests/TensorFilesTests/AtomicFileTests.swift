import Foundation
import TensorFiles
import Testing

/// A write gives the whole file, or changes nothing.
@Suite struct AtomicFileTests {
  let old: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 1, 5]
  let folder: TemporaryFolder
  let array: IDXArray

  init() throws {
    folder = try TemporaryFolder()
    array = try IDXArray(shape: [3], bytes: [1, 2, 3])
  }

  @Test func existingFileIsReplaced() throws {
    let path = try folder.file("a", old)
    try array.write(to: path)
    #expect(try folder.bytes(of: "a") == array.serialized())
    #expect(try folder.names == ["a"])
  }

  @Test func modeIsThatOfAnyNewFile() throws {
    // The strings are null-terminated copies for the time of the calls.
    let plain = unsafe fopen(folder("plain"), "w")
    _ = unsafe plain.map { unsafe fclose($0) }
    try array.write(to: folder("a"))
    #expect(try folder.mode(of: "a") == folder.mode(of: "plain"))
  }

  @Test func pathWithoutFolderIsWrittenHere() throws {
    let name = "atomic-file-test-\(UUID().uuidString)"
    try array.write(to: name)
    defer { try? FileManager.default.removeItem(atPath: name) }
    #expect(try IDXArray(contentsOf: name) == array)
  }

  @Test func longestNameIsWritten() throws {
    let name = String(repeating: "n", count: 255)
    try array.write(to: folder(name))
    #expect(try folder.names == [name])
  }

  @Test func missingFolderIsTold() throws {
    let error = try failure { try array.write(to: folder("missing/a")) }
    #expect(error.kind == .unwritable)
    #expect(error.description == "\(folder("missing/a")): cannot be created: No such file or directory")
    #expect(try folder.names.isEmpty)
  }

  @Test func folderInTheWayIsTold() throws {
    try FileManager.default.createDirectory(atPath: folder("a"), withIntermediateDirectories: false)
    for path in [folder("a"), folder("a/"), folder("new/"), ""] {
      #expect(try failure { try array.write(to: path) }.kind == .unwritable)
    }
    #expect(try folder.names == ["a"])
  }

  /// With a pipe of its own: a write that got through to a real device, as root, would replace it for the whole machine.
  @Test func pipeOrDeviceIsNotReplaced() throws {
    // The string is a null-terminated copy for the time of the call.
    #expect(unsafe mkfifo(folder("pipe"), 0o600) == 0)
    let error = try failure { try array.write(to: folder("pipe")) }
    #expect(error.description == "\(folder("pipe")): is a pipe, socket or device, expected a file to write")
    let type = try FileManager.default.attributesOfItem(atPath: folder("pipe"))[.type] as? FileAttributeType
    #expect(type == .typeUnknown)
    #expect(try folder.names == ["pipe"])
  }

  @Test func fileInPlaceOfAFolderIsTold() throws {
    _ = try folder.file("f", old)
    #expect(try failure { try array.write(to: folder("f/a")) }.kind == .unwritable)
    #expect(try folder.bytes(of: "f") == old)
  }

  @Test func whatAKilledWriterLeftIsRemoved() throws {
    for name in [".writing-0123456789abcdef", ".writing-ffffffffffffffff"] { _ = try folder.file(name, old) }
    let others = [
      ".writing-0123456789abcde", ".writing-0123456789abcdef0", ".writing-0123456789abcdeg", ".writing-notes",
    ]
    for name in others { _ = try folder.file(name, old) }
    try array.write(to: folder("a"))
    #expect(try folder.names == (others + ["a"]).sorted())
  }

  @Test func whatALivingWriterWritesStays() throws {
    let path = try folder.file(".writing-0123456789abcdef", old)
    // The string is a null-terminated copy for the time of the call.
    let descriptor = unsafe open(path, O_WRONLY)
    #expect(flock(descriptor, LOCK_EX | LOCK_NB) == 0)
    try array.write(to: folder("a"))
    #expect(try folder.names == [".writing-0123456789abcdef", "a"])
    close(descriptor)
  }

  @Test func oneAtATimeHasTheLockOfAFolder() throws {
    var first = try FolderLock(folder.path)
    #expect(first != nil)
    #expect(try FolderLock(folder.path + "/.") == nil)
    first = nil
    #expect(try FolderLock(folder.path) != nil)
    #expect(try folder.names.isEmpty)
    #expect(try failure { _ = try FolderLock(folder("missing")) }.kind == .unwritable)
  }

  #if os(Linux)
    @Test func folderThatTakesNoFilesIsTold() throws {
      #expect(try failure { try array.write(to: "/proc/a") }.kind == .unwritable)
    }

    @Test func writeThatFailsHalfwayLeavesTheOldFileAndNothingElse() async throws {
      let path = try folder.file("a", old)
      let big = try IDXArray(shape: [100_000], bytes: Array(repeating: 7, count: 100_000))
      try big.write(to: folder("big"))
      await #expect(processExitsWith: .success) { [path = path as String, source = folder("big") as String] in
        // No file may grow beyond 4 KiB in this process: the write fails in its middle, for root too.
        signal(SIGXFSZ, SIG_IGN)
        var limit = rlimit(rlim_cur: 4096, rlim_max: 4096)
        // `limit` outlives the call.
        guard unsafe setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0 else { exit(2) }
        let big = try IDXArray(contentsOf: source)
        do {
          try big.write(to: path)
          exit(3)
        } catch {
          exit("\(error)" == "\(path): cannot be written: File too large" ? 0 : 4)
        }
      }
      #expect(try folder.bytes(of: "a") == old)
      #expect(try folder.names == ["a", "big"])
    }
  #endif
}
