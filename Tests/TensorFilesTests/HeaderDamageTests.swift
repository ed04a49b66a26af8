import TensorFiles
import Testing
import _TestSupport

/// Every beginning of a valid file, and every one with a bit of its header flipped: an error, or what is in the file.
@Suite struct HeaderDamageTests {
  /// Whether `read` throws, or answers that the contents are those of the file.
  private static func isHandled(_ read: () throws -> Bool) -> Bool { (try? read()) ?? true }

  @Test func ofIDXIsToldOrReadAsItStands() throws {
    let file = try IDXArray(shape: [2, 3, 4], bytes: Array(1...24)).serialized()
    #expect(
      unhandledDamage(to: file, "IDX", header: 16) { bytes in
        Self.isHandled { try IDXArray(parsing: bytes).serialized() == bytes }
      } == [])
  }

  @Test func ofSafetensorsIsToldOrReadAsItStands() throws {
    let file = try SafetensorsReferenceTests.everyType().serialized()
    #expect(
      unhandledDamage(to: file, "safetensors", header: 8 + Int(file[0]) + Int(file[1]) << 8) { bytes in
        Self.isHandled {
          let read = try Safetensors(parsing: bytes)
          return try Safetensors(parsing: read.serialized()).tensors.count == read.tensors.count
            && bytes.reversed().starts(with: read.tensors.flatMap(\.bytes).reversed())
        }
      } == [])
  }

  @Test(arguments: NPYArray.ElementType.allCases)
  func ofNPYIsToldOrReadAsItStands(type: NPYArray.ElementType) throws {
    let bytes = Array(repeating: 1 as UInt8, count: 6 * type.size)
    let file = try NPYArray(type, shape: [2, 3], layout: .columnMajor, bytes: bytes).serialized()
    #expect(
      unhandledDamage(to: file, "npy", header: file.count - bytes.count) { bytes in
        Self.isHandled {
          let read = try NPYArray(parsing: bytes)
          return try NPYArray(parsing: read.serialized()) == read
            && bytes.reversed().starts(with: read.bytes.reversed())
        }
      } == [])
  }

  @Test(arguments: [false, true]) func ofImagesIsToldOrReadAsItStands(plain: Bool) throws {
    let image = try PGMImage(width: 4, height: 3, maximum: 300, samples: (0..<12).map { UInt16($0 * 20) })
    #expect(
      unhandledDamage(to: image.serialized(plain: plain), plain ? "P2" : "P5", header: plain ? nil : 11) { bytes in
        Self.isHandled {
          let read = try PGMImage(parsing: bytes)
          return try read.samples.count == read.width * read.height && PGMImage(parsing: read.serialized()) == read
        }
      } == [])
  }

  @Test func ofCSVIsToldOrReadAsItStands() {
    // There is no header apart: every byte is syntax.
    let file = Array("x,y,\"a \"\"class\"\"\"\r\n1,2.5,a\r\n-3e2,.5,\"b,c\"\r\n".utf8)
    #expect(
      unhandledDamage(to: file, "CSV") { bytes in
        Self.isHandled {
          let cells = try CSVFile(parsing: bytes, hasHeader: false).cells()
          return try CSVFile(parsing: CSVFile.quoted(cells), hasHeader: false).cells() == cells
        }
      } == [])
  }
}
