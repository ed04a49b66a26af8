/// A number that `Safetensors` converts to and from: `Float` (F32) and `Double` (F64).
public protocol SafetensorsElement: Sendable {
  /// The element type of a tensor of these.
  static var elementType: Safetensors.ElementType { get }
  /// The bytes of `values`, as the file has them.
  static func littleEndianBytes(of values: [Self]) -> [UInt8]
  /// The numbers of which `bytes` are the file's; a whole number of them.
  static func values(ofLittleEndian bytes: [UInt8]) -> [Self]
}

extension Float: SafetensorsElement {
  public static var elementType: Safetensors.ElementType { .float32 }
  public static func littleEndianBytes(of values: [Float]) -> [UInt8] {
    bytes(of: values.map { $0.bitPattern.littleEndian })
  }
  public static func values(ofLittleEndian bytes: [UInt8]) -> [Float] {
    patterns(bytes, UInt32.self).map { Float(bitPattern: UInt32(littleEndian: $0)) }
  }
}

extension Double: SafetensorsElement {
  public static var elementType: Safetensors.ElementType { .float64 }
  public static func littleEndianBytes(of values: [Double]) -> [UInt8] {
    bytes(of: values.map { $0.bitPattern.littleEndian })
  }
  public static func values(ofLittleEndian bytes: [UInt8]) -> [Double] {
    patterns(bytes, UInt64.self).map { Double(bitPattern: UInt64(littleEndian: $0)) }
  }
}

private func bytes<Pattern: FixedWidthInteger & BitwiseCopyable>(of patterns: [Pattern]) -> [UInt8] {
  // The copy lives on after the buffer, which covers exactly the elements of the array.
  unsafe patterns.withUnsafeBytes { unsafe [UInt8]($0) }
}

private func patterns<Pattern: FixedWidthInteger & BitwiseCopyable>(
  _ bytes: [UInt8], _ type: Pattern.Type
) -> [Pattern] {
  let count = bytes.count / MemoryLayout<Pattern>.size
  // Copies `count` whole patterns: never more than the source has or the destination holds.
  return unsafe [Pattern](unsafeUninitializedCapacity: count) { buffer, done in
    unsafe bytes.withUnsafeBytes { source in
      let whole = unsafe UnsafeRawBufferPointer(rebasing: source[..<(count * MemoryLayout<Pattern>.size)])
      unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(from: whole)
    }
    done = count
  }
}
