extension Safetensors {
  /// The type of a tensor's elements; `Float` and `Double` are converted. A file with another one, such as the format's
  /// floats of 8 bits and its complex numbers, is refused.
  ///
  /// The order is that of the reference implementation, by which it sorts tensors: ascending alignment.
  public enum ElementType: String, Sendable, CaseIterable, Comparable {
    /// A truth value in a byte: `BOOL` in the file.
    case bool = "BOOL"
    /// An unsigned byte: `U8` in the file.
    case uint8 = "U8"
    /// A signed byte: `I8` in the file.
    case int8 = "I8"
    /// A signed 16-bit integer: `I16` in the file.
    case int16 = "I16"
    /// An unsigned 16-bit integer: `U16` in the file.
    case uint16 = "U16"
    /// IEEE half precision: `F16` in the file.
    case float16 = "F16"
    /// The upper half of a `Float`: `BF16` in the file.
    case bfloat16 = "BF16"
    /// A signed 32-bit integer: `I32` in the file.
    case int32 = "I32"
    /// An unsigned 32-bit integer: `U32` in the file.
    case uint32 = "U32"
    /// `Float`: `F32` in the file.
    case float32 = "F32"
    /// `Double`: `F64` in the file.
    case float64 = "F64"
    /// A signed 64-bit integer: `I64` in the file.
    case int64 = "I64"
    /// An unsigned 64-bit integer: `U64` in the file.
    case uint64 = "U64"

    /// The bytes of an element.
    public var size: Int {
      switch self {
      case .bool, .uint8, .int8: 1
      case .int16, .uint16, .float16, .bfloat16: 2
      case .int32, .uint32, .float32: 4
      case .float64, .int64, .uint64: 8
      }
    }

    /// Types that are written later are smaller.
    public static func < (a: ElementType, b: ElementType) -> Bool { a.rank < b.rank }

    private var rank: Int { ElementType.allCases.firstIndex(of: self) ?? 0 }
  }
}

extension Safetensors.ElementType {
  /// The element type for `type`; `name` is the file's name in errors.
  ///
  /// - Throws: `.mismatch` for a type that conforms to `SafetensorsElement` outside of this module.
  init(of type: any SafetensorsElement.Type, for name: String) throws(TensorFileError) {
    switch type {
    case is Float.Type: self = .float32
    case is Double.Type: self = .float64
    default: throw TensorFileError(.mismatch, file: name, "elements of \(type), expected Float or Double")
    }
  }
}
