import Foundation
import TensorFiles
import Testing

/// What is not a file with its bytes in place: each a typed error, and none waits for another process.
@Suite(.timeLimit(.minutes(15))) struct InputFileTests {
  @Test(arguments: ["/dev/zero", "/dev/null", "/dev/tty"])
  func deviceIsNotRead(path: String) throws {
    #expect(try failure { _ = try IDXArray(contentsOf: path) }.kind == .unreadable)
  }

  @Test func folderIsNotRead() throws {
    let folder = try TemporaryFolder()
    let error = try failure { _ = try Safetensors(contentsOf: folder.path) }
    #expect(error.description == "\(folder.path): is a folder, expected a file")
    #expect(error.kind == .unreadable)
  }

  @Test func pipeIsNotWaitedFor() throws {
    let folder = try TemporaryFolder()
    // The string is a null-terminated copy for the time of the call.
    #expect(unsafe mkfifo(folder("pipe"), 0o600) == 0)
    #expect(try failure { _ = try IDXArray(contentsOf: folder("pipe")) }.kind == .unreadable)
    #expect(try failure { _ = try Safetensors(contentsOf: folder("pipe")) }.kind == .unreadable)
  }

  @Test(arguments: ["", "no such file", "no such folder/file", "a\0b"])
  func missingFileIsTold(path: String) throws {
    let error = try failure { _ = try IDXArray(contentsOf: path) }
    #expect(error.kind == .missing)
    #expect(error.file == path)
  }

  @Test func pathBehindZeroByteIsNotCutOff() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a", [0, 0, 8, 1, 0, 0, 0, 1, 5])
    #expect(try failure { _ = try IDXArray(contentsOf: path + "\0.bin") }.kind == .missing)
    #expect(try failure { try IDXArray(shape: [0], bytes: []).write(to: path + "\0.bin") }.kind == .unwritable)
  }

  @Test func symbolicLinkToAFileIsRead() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a", [0, 0, 8, 1, 0, 0, 0, 1, 5])
    try FileManager.default.createSymbolicLink(atPath: folder("b"), withDestinationPath: path)
    #expect(try IDXArray(contentsOf: folder("b")).bytes == [5])
  }

  @Test func fileThatShrinksIsTold() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a", Array(repeating: 1, count: 100))
    let file = try InputFile(path)
    // The string is a null-terminated copy for the time of the call.
    #expect(unsafe truncate(path, 60) == 0)
    var caught: TensorFileError?
    do { _ = try file.read(at: 10, count: 90) } catch { caught = error }
    #expect(caught?.kind == .wrongSize)
    #expect(caught?.offset == 60)
    #expect(caught?.problem == "shrank while it was read, from 100 bytes")
  }

  @Test(arguments: [(0, 101), (100, 1), (101, 1), (-1, 5), (50, Int.max), (Int.max, 5)])
  func nothingIsReadBeyondTheEnd(offset: Int, count: Int) throws {
    let folder = try TemporaryFolder()
    let file = try InputFile(try folder.file("a", Array(repeating: 1, count: 100)))
    var caught: TensorFileError?
    do { _ = try file.read(at: offset, count: count) } catch { caught = error }
    #expect(caught?.kind == .wrongSize)
  }

  #if os(Linux)
    @Test func sparseFileLargerThanMemoryIsTold() throws {
      // 2^17 x 2^30 bytes that occupy nothing, and more than a process can address. Only in memory may a file be as long.
      let path = "/dev/shm/tensor-files-\(UUID().uuidString)"
      guard FileManager.default.createFile(atPath: path, contents: Data([0, 0, 8, 2, 0, 2, 0, 0, 0x40, 0, 0, 0])) else {
        return
      }
      defer { try? FileManager.default.removeItem(atPath: path) }
      // The string is a null-terminated copy for the time of the call.
      guard unsafe truncate(path, 12 + 1 << 47) == 0 else { return }
      let error = try failure { _ = try IDXArray(contentsOf: path) }
      #expect(error.problem == "needs \(1 << 47) bytes of memory, which are not there")
    }
  #endif
}
