/// A message in protobuf's binary encoding; large parts are made only when it is written, once.
///
/// - Note: protobuf.dev/programming-guides/encoding. A field is a tag (its number and wire type), then a varint, four
///   bytes, or a length and as many bytes.
struct ProtobufMessage {
  /// The most bytes of a message: readers store lengths as signed 32-bit integers.
  static let longest = Int(Int32.max)

  /// A field: its number and its value.
  enum Field {
    case integer(Int, Int)
    case float(Int, Float)
    case text(Int, String)
    case message(Int, ProtobufMessage)
    /// `count` bytes, made by a closure that is called each time the message is written.
    case bytes(Int, count: Int, () -> [UInt8])
  }

  /// The number of bytes of each part, in order, and what makes them.
  private var parts: [(count: Int, make: () -> [UInt8])] = []

  /// The fields in order; a repeated field is one field for each of its values.
  init(_ fields: [Field]) {
    for field in fields { append(field) }
  }

  /// The number of bytes of the message. No closure of a field is called to count them.
  var count: Int { parts.reduce(0) { $0 + $1.count } }

  /// The bytes of the message, those of each closure in an array of their own.
  func chunks() -> [[UInt8]] { parts.map { $0.make() } }

  private mutating func append(_ field: Field) {
    switch field {
    case .integer(let number, let value): append(Self.varint(number << 3) + Self.varint(value))
    case .float(let number, let value):
      append(Self.varint(number << 3 | 5))
      append((0..<4).map { byte in UInt8(truncatingIfNeeded: value.bitPattern >> (8 * byte)) })
    case .text(let number, let text): append(Self.tag(number, length: text.utf8.count) + text.utf8)
    case .message(let number, let message):
      append(Self.tag(number, length: message.count))
      parts += message.parts
    case .bytes(let number, let count, let make):
      append(Self.tag(number, length: count))
      parts.append((count, make))
    }
  }

  private mutating func append(_ bytes: [UInt8]) { parts.append((bytes.count, { bytes })) }

  /// The tag of a field with a length, and the length.
  private static func tag(_ number: Int, length: Int) -> [UInt8] { varint(number << 3 | 2) + varint(length) }

  /// Seven bits a byte, the lowest first; all bytes but the last have the highest bit set.
  private static func varint(_ value: Int) -> [UInt8] {
    var bytes = [UInt8]()
    var rest = UInt64(bitPattern: Int64(value))
    while rest > 0x7f {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    return bytes + [UInt8(truncatingIfNeeded: rest)]
  }
}
