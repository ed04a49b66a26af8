import TensorFiles
import Testing

@Suite struct SHA256Tests {
  /// NIST's examples, and what sha256sum(1) gives around the edges of a block.
  static let known: [(String, String)] = [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "x", count: 55),
      "d5e285683cd4efc02d021a5c62014694958901005d6f71e89e0989fac77e4072"
    ),
    (
      String(repeating: "x", count: 56),
      "04c26261370ee7541549d16dee320c723e3fd14671e66a099afe0a377c16888e"
    ),
    (
      String(repeating: "x", count: 63),
      "75220b47218278e656f2013bb8f0c455a25eaf01e86c64924e9d48d89776d6f2"
    ),
    (
      String(repeating: "x", count: 64),
      "7ce100971f64e7001e8fe5a51973ecdfe1ced42befe7ee8d5fd6219506b5393c"
    ),
    (
      String(repeating: "x", count: 65),
      "9537c5fdf120482f7d58d25e9ed583f52c02b4e304ea814db1633ad565aed7e9"
    ),
    (
      String(repeating: "a", count: 1_000_000),
      "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    ),
  ]

  @Test(arguments: known) func digestsAreTheKnownOnes(text: String, digest: String) {
    var hash = SHA256()
    hash.update(Array(text.utf8))
    #expect(hash.finalized() == digest)
  }

  @Test(arguments: 0...200) func piecesMakeTheSameDigest(length: Int) {
    let bytes = (0..<200).map { UInt8(truncatingIfNeeded: $0 &* 37) }
    var (whole, pieces) = (SHA256(), SHA256())
    whole.update(bytes)
    pieces.update(Array(bytes[..<length]))
    pieces.update([])
    pieces.update(Array(bytes[length...]))
    #expect(pieces.finalized() == whole.finalized())
  }

  @Test(arguments: [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1]) func aFileIsReadInPieces(size: Int) throws {
    let folder = try TemporaryFolder()
    let bytes = (0..<size).map { UInt8(truncatingIfNeeded: $0 &* 31) }
    var hash = SHA256()
    hash.update(bytes)
    #expect(try sha256(ofFile: folder.file("a", bytes)) == hash.finalized())
  }
}
