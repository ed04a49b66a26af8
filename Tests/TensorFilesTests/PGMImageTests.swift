import TensorFiles
import Testing

@Suite struct PGMImageTests {
  @Test func aFileOfBytesIsRead() throws {
    let image = try PGMImage(parsing: Array("P5\n3 2\n255\n".utf8) + [0, 1, 2, 253, 254, 255])
    #expect(image.width == 3 && image.height == 2 && image.maximum == 255)
    #expect(image.samples == [0, 1, 2, 253, 254, 255])
  }

  @Test func twoBytesAreBigEndian() throws {
    let image = try PGMImage(parsing: Array("P5 2 1 1000\n".utf8) + [0x03, 0xe8, 0x00, 0x07])
    #expect(image.maximum == 1000 && image.samples == [1000, 7])
  }

  @Test func textIsReadWithCommentsAndAnyWhiteSpace() throws {
    let text = "P2 # by hand\n#\n 3\t# width\r\n1\n# and the rest\n9\n0 # black\n\u{b}4\u{c}9 # white"
    let image = try PGMImage(parsing: Array(text.utf8))
    #expect(image.width == 3 && image.height == 1 && image.maximum == 9 && image.samples == [0, 4, 9])
  }

  /// The byte after the white space is a sample, even where it looks like white space or a comment.
  @Test(arguments: ["\n", " ", "#"]) func theFirstSampleMayBeAnyByte(_ first: String) throws {
    let image = try PGMImage(parsing: Array("P5 1 1 255\n\(first)".utf8))
    #expect(image.samples == first.utf8.map(UInt16.init))
  }

  @Test(arguments: [1, 9, 255, 256, 1000, 65535], [false, true])
  func whatIsWrittenIsReadBack(maximum: Int, plain: Bool) throws {
    var generator = SeededGenerator(state: 7)
    let samples = (0..<13 * 9).map { _ in UInt16.random(in: 0...UInt16(maximum), using: &generator) }
    let image = try PGMImage(width: 13, height: 9, maximum: maximum, samples: samples)
    let bytes = image.serialized(plain: plain)
    #expect(try PGMImage(parsing: bytes) == image)
    if plain { #expect(bytes.split(separator: UInt8(ascii: "\n")).allSatisfy { $0.count <= 70 }) }
  }

  @Test func aFileIsReadAndNamed() throws {
    let folder = try TemporaryFolder()
    let image = try PGMImage(width: 2, height: 1, samples: [3, 4])
    try image.write(to: folder("a b.pgm"))
    let read = try PGMImage(contentsOf: folder("a b.pgm"))
    #expect(read == image && read.name == folder("a b.pgm"))
  }

  @Test(arguments: [(0, 1, 1, 0), (1, -1, 1, 1), (2, 2, 255, 3), (Int.max, 2, 255, 2), (1, 1, 0, 1), (1, 1, 65536, 1)])
  func imagesThatDoNotFitAreRefused(width: Int, height: Int, maximum: Int, count: Int) throws {
    let error = try failure {
      _ = try PGMImage(
        width: width, height: height, maximum: maximum, samples: Array(repeating: 0, count: max(0, count)))
    }
    #expect(error.kind == .mismatch)
  }

  @Test func aSampleBeyondTheLargestIsRefused() throws {
    let error = try failure { _ = try PGMImage(width: 2, height: 1, maximum: 9, samples: [9, 10]) }
    #expect(error.description == "image: sample 10 at 1, expected 0 to 9")
  }
}
