import Foundation
import MNISTData
import TensorFiles
import Testing

@Suite struct MNISTFolderTests {
  @Test func folderOfAnyImageSizeIsRead() throws {
    let folder = try IDXFolder()
    let set = try MNIST.load(from: folder.path)
    #expect(set.source == folder.path)
    #expect(set.training.count == 5 && set.training.rows == 2 && set.training.columns == 3)
    #expect(set.training.pixelsPerImage == 6)
    #expect(set.training.labels == [9, 0, 3, 3, 1])
    #expect(set.training.labelCounts() == [1, 1, 0, 2, 0, 0, 0, 0, 0, 1])
    #expect(set.testing.count == 3)
    #expect(Array(set.testing[0]) == [0, 1, 2, 3, 4, 5])
    #expect(Array(set.testing[2]) == [12, 13, 14, 15, 16, 17])
    #expect(try MNIST.load(from: folder.path + "/").training == set.training)
  }

  @Test(arguments: 0..<16)
  func eachNameMayHaveADot(dotted: Int) throws {
    let folder = try IDXFolder()
    let expected = try MNIST.load(from: folder.path)
    for (index, name) in MNIST.fileNames.enumerated() where dotted >> index & 1 == 1 {
      try folder.rename(name, to: name.replacingOccurrences(of: "-idx", with: ".idx"))
    }
    #expect(try MNIST.load(from: folder.path) == expected)
  }

  @Test(.enabled(if: ProcessInfo.processInfo.environment["MNIST_DIR"] != nil, "MNIST_DIR is not set"))
  func wholeMNISTHasItsKnownCounts() throws {
    let set = try MNIST.load(from: ProcessInfo.processInfo.environment["MNIST_DIR"] ?? "")
    #expect(set.training.count == 60_000 && set.testing.count == 10_000)
    #expect(set.training.pixelsPerImage == 784 && set.training.pixels.count == 47_040_000)
    #expect(set.training.labelCounts() == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949])
    #expect(set.testing.labelCounts() == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009])
  }
}

/// What is wrong with a folder is told in one sentence.
@Suite struct MNISTFolderDefectTests {
  static let everyName =
    "train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte"

  /// The error of loading `folder`.
  func failure(_ folder: String) throws -> TensorFileError {
    try #require(throws: TensorFileError.self) { try MNIST.load(from: folder) }
  }

  @Test func missingFolderIsNamedWithWhatItNeeds() throws {
    let error = try failure("no such folder")
    #expect(error.kind == .missing)
    #expect(error.description == "no such folder: no such folder, expected one with \(Self.everyName)")
  }

  @Test func fileInPlaceOfTheFolderIsTold() throws {
    let folder = try IDXFolder()
    let error = try failure(folder(MNIST.fileNames[0]))
    #expect(error.kind == .missing)
    #expect(error.problem.hasPrefix("is not a folder"))
  }

  @Test(arguments: MNIST.fileNames)
  func missingFileIsNamedInBothSpellings(name: String) throws {
    let folder = try IDXFolder()
    try folder.remove(name)
    let error = try failure(folder.path)
    #expect(error.kind == .missing)
    let dotted = name.replacingOccurrences(of: "-idx", with: ".idx")
    #expect(error.description == "\(folder.path): has no \(name) or \(dotted), expected \(Self.everyName)")
  }

  @Test(arguments: MNIST.fileNames, ["-idx", ".idx"])
  func packedFileIsToBeUnpacked(name: String, spelling: String) throws {
    let folder = try IDXFolder()
    let packed = name.replacingOccurrences(of: "-idx", with: spelling) + ".gz"
    try folder.rename(name, to: packed)
    let error = try failure(folder.path)
    #expect(error.kind == .compressed)
    #expect(error.description == "\(folder(packed)): is compressed with gzip: unpack it with gunzip first")
  }

  @Test func packedFileUnderTheUnpackedNameIsToBeUnpacked() throws {
    let folder = try IDXFolder()
    try Data([0x1f, 0x8b, 8, 0]).write(to: URL(fileURLWithPath: folder(MNIST.fileNames[2])))
    let error = try failure(folder.path)
    #expect(error.kind == .compressed)
    #expect(error.file == folder(MNIST.fileNames[2]))
  }

  @Test func tornFileIsToldWithItsOffset() throws {
    let folder = try IDXFolder()
    let bytes = try IDXArray(contentsOf: folder(MNIST.fileNames[0])).serialized().dropLast()
    try Data(bytes).write(to: URL(fileURLWithPath: folder(MNIST.fileNames[0])))
    let error = try failure(folder.path)
    #expect(error.kind == .wrongSize && error.offset == 16 + 29)
  }

  @Test func moreLabelsThanImagesIsAMismatch() throws {
    let folder = try IDXFolder()
    try folder.write(IDXFolder.labels([0, 1, 2, 3]), to: MNIST.fileNames[3])
    let error = try failure(folder.path)
    #expect(error.kind == .mismatch && error.file == folder(MNIST.fileNames[3]))
    #expect(error.problem == "4 labels, expected 3: as many as images in \(folder(MNIST.fileNames[2]))")
  }

  @Test func labelBeyondNineIsAMismatchWithItsOffset() throws {
    let folder = try IDXFolder()
    try folder.write(IDXFolder.labels([0, 10, 255]), to: MNIST.fileNames[3])
    let error = try failure(folder.path)
    #expect(error.description == "\(folder(MNIST.fileNames[3])), byte 9: label 10 of image 1, expected 0 to 9")
    #expect(error.kind == .mismatch)
  }

  @Test func imagesAndLabelsSwappedIsAMismatch() throws {
    let folder = try IDXFolder()
    try folder.write(IDXFolder.labels([0, 1, 2]), to: MNIST.fileNames[2])
    #expect(try failure(folder.path).problem == "1 dimensions, expected 3: images, rows, columns")
    try folder.write(IDXFolder.images(3, 2, 3), to: MNIST.fileNames[2])
    try folder.write(IDXFolder.images(3, 1, 1), to: MNIST.fileNames[3])
    #expect(try failure(folder.path).problem == "3 dimensions, expected 1: labels")
  }

  @Test(arguments: [(2, 4), (4, 3), (3, 2), (1, 6)])
  func otherSizeOfTestImagesIsAMismatch(rows: Int, columns: Int) throws {
    let folder = try IDXFolder()
    try folder.write(IDXFolder.images(3, rows, columns), to: MNIST.fileNames[2])
    let error = try failure(folder.path)
    #expect(error.kind == .mismatch)
    #expect(error.problem == "test images are \(rows)x\(columns), expected 2x3 like the training images")
  }

  @Test(arguments: [[0, 2, 3], [5, 0, 3], [5, 2, 0]])
  func noImageOrNoPixelIsAMismatch(dimensions: [Int]) throws {
    let folder = try IDXFolder()
    try folder.write(IDXArray(shape: dimensions, bytes: []), to: MNIST.fileNames[0])
    try folder.write(IDXFolder.labels(Array(repeating: 0, count: dimensions[0])), to: MNIST.fileNames[1])
    let error = try failure(folder.path)
    #expect(error.kind == .mismatch)
    #expect(error.problem.hasSuffix("expected at least one of 1x1"))
  }
}
