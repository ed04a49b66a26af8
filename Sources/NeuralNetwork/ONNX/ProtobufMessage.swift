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

  /// All bytes except those of closures.
  private var written: [UInt8] = []
  /// The bytes of closures: the position in `written` before which they belong, and their number.
  private var pending: [(place: Int, count: Int, make: () -> [UInt8])] = []

  /// The fields in order; a repeated field is one field for each of its values.
  init(_ fields: [Field]) {
    for field in fields { append(field) }
  }

  /// The number of bytes of the message. No closure is called to count them.
  var count: Int { pending.reduce(written.count) { $0 + $1.count } }

  /// The bytes of the message, those of each closure in an array of their own.
  func chunks() -> [[UInt8]] {
    var chunks = [[UInt8]]()
    var start = 0
    for part in pending {
      chunks.append(Array(written[start..<part.place]))
      chunks.append(part.make())
      start = part.place
    }
    chunks.append(Array(written[start...]))
    return chunks
  }

  private mutating func append(_ field: Field) {
    switch field {
    case .integer(let number, let value):
      append(varint: number << 3)
      append(varint: value)
    case .float(let number, let value):
      append(varint: number << 3 | 5)
      for byte in 0..<4 { written.append(UInt8(truncatingIfNeeded: value.bitPattern >> (8 * byte))) }
    case .text(let number, let text):
      appendTag(number, length: text.utf8.count)
      written += text.utf8
    case .message(let number, let message):
      appendTag(number, length: message.count)
      let start = written.count
      written += message.written
      pending += message.pending.map { (start + $0.place, $0.count, $0.make) }
    case .bytes(let number, let count, let make):
      appendTag(number, length: count)
      pending.append((written.count, count, make))
    }
  }

  /// The tag of a field with a length, and the length.
  private mutating func appendTag(_ number: Int, length: Int) {
    append(varint: number << 3 | 2)
    append(varint: length)
  }

  /// Seven bits a byte, the lowest first; all bytes but the last have the highest bit set.
  private mutating func append(varint value: Int) {
    var rest = UInt64(bitPattern: Int64(value))
    while rest > 0x7f {
      written.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    written.append(UInt8(truncatingIfNeeded: rest))
  }
}
