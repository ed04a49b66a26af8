import Testing

/// The fields of a protobuf message as any reader sees them, in the order of the file.
struct ProtobufFields {
  enum Content: Equatable {
    case integer(UInt64)
    case fixed32(UInt32)
    case bytes([UInt8])
  }

  private(set) var fields: [(number: Int, content: Content)] = []

  /// Reads all of `bytes`; fails where they end in a field, or a wire type is another.
  init(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let tag = try Self.varint(&rest)
      let content: Content
      switch tag & 7 {
      case 0: content = .integer(try Self.varint(&rest))
      case 2: content = .bytes(try Self.take(Int(Self.varint(&rest)), of: &rest))
      case 5: content = .fixed32(try Self.take(4, of: &rest).reversed().reduce(0) { $0 << 8 | UInt32($1) })
      default: throw Malformed(problem: "wire type \(tag & 7)")
      }
      fields.append((Int(tag >> 3), content))
    }
  }

  /// The numbers of the fields, in the order of the file.
  var numbers: [Int] { fields.map(\.number) }

  func integers(_ number: Int) throws -> [Int] {
    try contents(number).map {
      guard case .integer(let value) = $0 else { throw Malformed(problem: "field \(number) is no integer") }
      return Int(value)
    }
  }

  func floats(_ number: Int) throws -> [Float] {
    try contents(number).map {
      guard case .fixed32(let bits) = $0 else { throw Malformed(problem: "field \(number) is no float") }
      return Float(bitPattern: bits)
    }
  }

  func bytes(_ number: Int) throws -> [[UInt8]] {
    try contents(number).map {
      guard case .bytes(let bytes) = $0 else { throw Malformed(problem: "field \(number) has no length") }
      return bytes
    }
  }

  func texts(_ number: Int) throws -> [String] { try bytes(number).map { String(decoding: $0, as: UTF8.self) } }
  func messages(_ number: Int) throws -> [ProtobufFields] { try bytes(number).map { try ProtobufFields($0) } }

  /// The field of a number that stands there once.
  func integer(_ number: Int) throws -> Int { try only(integers(number), number) }
  func float(_ number: Int) throws -> Float { try only(floats(number), number) }
  func text(_ number: Int) throws -> String { try only(texts(number), number) }
  func message(_ number: Int) throws -> ProtobufFields { try only(messages(number), number) }

  struct Malformed: Error { let problem: String }

  private func contents(_ number: Int) -> [Content] { fields.filter { $0.number == number }.map(\.content) }

  private func only<T>(_ values: [T], _ number: Int) throws -> T {
    guard values.count == 1 else { throw Malformed(problem: "field \(number) stands there \(values.count) times") }
    return values[0]
  }

  private static func varint(_ rest: inout ArraySlice<UInt8>) throws -> UInt64 {
    var (value, shift) = (UInt64(0), UInt64(0))
    while let byte = rest.popFirst() {
      value |= UInt64(byte & 0x7f) << shift
      if byte < 0x80 { return value }
      shift += 7
    }
    throw Malformed(problem: "ends in a varint")
  }

  private static func take(_ count: Int, of rest: inout ArraySlice<UInt8>) throws -> [UInt8] {
    guard count <= rest.count else { throw Malformed(problem: "\(count) bytes where there are \(rest.count)") }
    defer { rest = rest.dropFirst(count) }
    return Array(rest.prefix(count))
  }
}
