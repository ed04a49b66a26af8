/// A number that `Safetensors` converts to and from: `Float` (F32) and `Double` (F64).
public protocol SafetensorsElement: Sendable {
  /// The element type of a tensor of these.
  static var elementType: Safetensors.ElementType { get }
  /// The bytes of `values`, as the file has them.
  static func littleEndianBytes(of values: [Self]) -> [UInt8]
  /// Appends the numbers of which `bytes` are the file's; a whole number of them, for which the span has room.
  static func append(littleEndian bytes: [UInt8], to span: inout OutputSpan<Self>)
}

extension Float: SafetensorsElement {
  public static var elementType: Safetensors.ElementType { .float32 }
  public static func littleEndianBytes(of values: [Float]) -> [UInt8] {
    bytes(of: values.map { $0.bitPattern.littleEndian })
  }
  public static func append(littleEndian bytes: [UInt8], to span: inout OutputSpan<Float>) {
    appendPatterns(bytes, to: &span) { Float(bitPattern: UInt32(littleEndian: $0)) }
  }
}

extension Double: SafetensorsElement {
  public static var elementType: Safetensors.ElementType { .float64 }
  public static func littleEndianBytes(of values: [Double]) -> [UInt8] {
    bytes(of: values.map { $0.bitPattern.littleEndian })
  }
  public static func append(littleEndian bytes: [UInt8], to span: inout OutputSpan<Double>) {
    appendPatterns(bytes, to: &span) { Double(bitPattern: UInt64(littleEndian: $0)) }
  }
}

private func bytes<Pattern: FixedWidthInteger & BitwiseCopyable>(of patterns: [Pattern]) -> [UInt8] {
  // The copy lives on after the buffer, which covers exactly the elements of the array.
  unsafe patterns.withUnsafeBytes { unsafe [UInt8]($0) }
}

private func appendPatterns<Pattern: FixedWidthInteger & BitwiseCopyable, Number>(
  _ bytes: [UInt8], to span: inout OutputSpan<Number>, _ number: (Pattern) -> Number
) {
  unsafe bytes.withUnsafeBytes { source in
    for start in stride(from: 0, through: source.count - MemoryLayout<Pattern>.size, by: MemoryLayout<Pattern>.size) {
      // In bounds: a whole pattern is left; the span looks at its own.
      span.append(number(unsafe source.loadUnaligned(fromByteOffset: start, as: Pattern.self)))
    }
  }
}
