import Foundation
import MNISTData
import Testing

@Suite struct ChecksumTests {
  @Test func anotherDataSetIsUnlikeMNISTInAllFiles() throws {
    let folder = try IDXFolder()
    #expect(try MNIST.filesUnlikeMNIST(in: folder.path) == MNIST.fileNames)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["MNIST_DIR"] != nil, "MNIST_DIR is not set"))
  func thePublishedFilesAreKnownAndADamagedOneIsNamed() throws {
    let source = ProcessInfo.processInfo.environment["MNIST_DIR"] ?? ""
    #expect(try MNIST.filesUnlikeMNIST(in: source).isEmpty)
    let folder = FileManager.default.temporaryDirectory.appending(path: "checksums-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.copyItem(at: URL(filePath: source).resolvingSymlinksInPath(), to: folder)
    let damaged = folder.appending(path: "t10k-labels-idx1-ubyte")
    var bytes = try Data(contentsOf: damaged)
    bytes[9000] = bytes[9000] == 3 ? 4 : 3
    try bytes.write(to: damaged)
    #expect(try MNIST.filesUnlikeMNIST(in: folder.path) == ["t10k-labels-idx1-ubyte"])
  }
}
