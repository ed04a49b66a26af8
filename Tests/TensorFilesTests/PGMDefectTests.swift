import TensorFiles
import Testing

/// Files that are no sound PGM images, and what is told.
@Suite struct PGMDefectTests {
  static let defects: [IDXDefect] = [
    .init([], .wrongSize, 0, "is empty"),
    .init([0x89, 0x50, 0x4e, 0x47, 0x0d], .unsupported, nil, "is a PNG image, expected PGM: ImageMagick's"),
    .init([0xff, 0xd8, 0xff, 0xe0], .unsupported, nil, "is a JPEG image"),
    .init(Array("GIF89a".utf8), .unsupported, nil, "is a GIF image"),
    .init(Array("RIFF1234WEBPVP8 ".utf8), .unsupported, nil, "is a WebP image"),
    .init([0, 0, 0, 24] + Array("ftypheic".utf8), .unsupported, nil, "is a HEIC or AVIF image"),
    .init(Array("P6 1 1 255\nabc".utf8), .unsupported, nil, "is a PPM image"),
    .init(Array("P4 1 1\n1".utf8), .unsupported, nil, "is a PBM image"),
    .init([0x1f, 0x8b, 8], .compressed, nil, "unpack it with gunzip first"),
    .init(Array("P".utf8), .malformed, 0, "starts with neither P5 nor P2"),
    .init(Array("hello".utf8), .malformed, 0, "starts with neither P5 nor P2"),
    .init(Array("P5".utf8), .wrongSize, 2, "ends before the width"),
    .init(Array("P55 1 255\n1".utf8), .malformed, 2, "expected white space before the width"),
    .init(Array("P5 1".utf8), .wrongSize, 4, "ends before the height"),
    .init(Array("P5 1 1 # 255".utf8), .wrongSize, 12, "ends before the largest sample"),
    .init(Array("P5 0 1 255\n".utf8), .malformed, 3, "width 0, expected 1 to"),
    .init(Array("P5 -1 1 255\n1".utf8), .malformed, 3, "byte 0x2d, expected the width"),
    .init(Array("P5 1.5 1 255\n1".utf8), .malformed, 4, "expected white space before the height"),
    .init(Array("P5 1 1 0\n1".utf8), .malformed, 7, "largest sample 0, expected 1 to 65535"),
    .init(Array("P5 1 1 65536\n1".utf8), .malformed, 7, "largest sample 65536"),
    .init(Array("P5 1 1 255".utf8), .wrongSize, 10, "ends before its samples"),
    .init(Array("P5 1 1 255#\n1".utf8), .malformed, 10, "byte 0x23, expected white space before the samples"),
    .init(Array("P5 2 2 255\n123".utf8), .wrongSize, 14, "3 bytes after the header, expected 4"),
    .init(Array("P5 2 2 255\n12345".utf8), .wrongSize, 15, "5 bytes after the header, expected 4"),
    .init(Array("P5 2 1 256\n123".utf8), .wrongSize, 14, "3 bytes after the header, expected 4"),
    .init(Array("P5 2 1 49\n12".utf8), .malformed, 11, "sample 50, expected 0 to 49"),
    .init(Array("P2 2 1 9\n1".utf8), .wrongSize, 10, "2 bytes after the header for 2 samples"),
    .init(Array("P2 2 1 9\n1  ".utf8), .wrongSize, 12, "ends before the sample"),
    .init(Array("P2 2 1 9\n1 x".utf8), .malformed, 11, "byte 0x78, expected the sample"),
    .init(Array("P2 2 1 9\n1 10".utf8), .malformed, 11, "sample 10, expected 0 to 9"),
    .init(Array("P2 2 1 9\n1 2 3".utf8), .wrongSize, 13, "goes on after its 2 samples"),
    // Nothing may be allocated for what a header claims.
    .init(Array("P5 2147483647 2147483647 255\n1".utf8), .unsupported, 28, "an image of 2147483647x2147483647"),
    .init(Array("P2 2147483647 2147483647 255\n1".utf8), .unsupported, 28, "expected at most 67108864 samples"),
    .init(Array("P5 8192 8192 65535\n1".utf8), .wrongSize, 20, "1 bytes after the header, expected 134217728"),
    .init(Array("P2 8192 8192 255\n1".utf8), .wrongSize, 18, "2 bytes after the header for 67108864 samples"),
    .init(Array("P5 99999999999999999999999 1 255\n1".utf8), .malformed, 3, "width 99999999999999999999, expected"),
    .init(Array("P5 2147483648 1 255\n1".utf8), .malformed, 3, "width 2147483648, expected 1 to 2147483647"),
  ]

  @Test(arguments: defects)
  func eachDefectHasItsSentence(defect: IDXDefect) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("a", defect.bytes)
    let error = try failure { _ = try PGMImage(contentsOf: path) }
    #expect(error.file == path && error.kind == defect.kind && error.offset == defect.offset, "\(error)")
    #expect(error.description.contains(defect.words), "\(error)")
    #expect(try failure { _ = try PGMImage(parsing: defect.bytes, name: path) } == error)
  }

  @Test(arguments: [false, true]) func everyTruncationIsTold(plain: Bool) throws {
    // The last text sample has one digit: without it nothing sound is left.
    let whole = try PGMImage(width: 3, height: 4, maximum: 300, samples: Array(291...301).map { $0 - 1 } + [7])
      .serialized(plain: plain)
    for count in 0..<whole.count - (plain ? 1 : 0) {
      let error = try failure { _ = try PGMImage(parsing: Array(whole.prefix(count))) }
      #expect(count < 2 || error.kind == .wrongSize || error.kind == .malformed, "\(count): \(error)")
    }
  }

  @Test(arguments: [1, 2, 3] as [UInt64])
  func damagedImagesAreToldOrReadAsTheyStand(seed: UInt64) throws {
    var generator = SeededGenerator(state: seed)
    let samples = (0..<12).map { UInt16($0 * 20) }
    let files = [
      try PGMImage(width: 4, height: 3, samples: samples).serialized(),
      try PGMImage(width: 3, height: 4, maximum: 999, samples: samples).serialized(),
      try PGMImage(width: 6, height: 2, samples: samples).serialized(plain: true),
    ]
    var (sound, told) = (0, 0)
    for index in 0..<6000 {
      let damaged = MutationTests.mutate(
        files[index % 3], header: 14, with: Array("P25#0123456789 \n\t-".utf8) + [0, 255], using: &generator)
      do throws(TensorFileError) {
        let read = try PGMImage(parsing: damaged)
        #expect(read.samples.count == read.width * read.height, "seed \(seed)")
        #expect(read.samples.allSatisfy { Int($0) <= read.maximum }, "seed \(seed)")
        #expect(try PGMImage(parsing: read.serialized(plain: index % 2 == 0)) == read, "seed \(seed)")
        sound += 1
      } catch {
        #expect(error.offset ?? 0 <= damaged.count, "seed \(seed)")
        told += 1
      }
    }
    #expect(sound > 300 && told > 2000, "seed \(seed): \(sound) sound, \(told) told")
  }
}
