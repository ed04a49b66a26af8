extension Safetensors {
  /// The type of a tensor's elements; all of the format's whole-byte types can be carried, `Float` and `Double` converted.
  ///
  /// In the order of the reference implementation, by which a writer sorts: rising alignment.
  public enum ElementType: String, Sendable, CaseIterable, Comparable {
    case bool = "BOOL"
    case uint8 = "U8"
    case int8 = "I8"
    case int16 = "I16"
    case uint16 = "U16"
    case float16 = "F16"
    case bfloat16 = "BF16"
    case int32 = "I32"
    case uint32 = "U32"
    case float32 = "F32"
    case float64 = "F64"
    case int64 = "I64"
    case uint64 = "U64"

    /// Bytes an element.
    public var size: Int {
      switch self {
      case .bool, .uint8, .int8: 1
      case .int16, .uint16, .float16, .bfloat16: 2
      case .int32, .uint32, .float32: 4
      case .float64, .int64, .uint64: 8
      }
    }

    /// Written later means smaller.
    public static func < (a: ElementType, b: ElementType) -> Bool { a.rank < b.rank }

    private var rank: Int { ElementType.allCases.firstIndex(of: self) ?? 0 }
  }
}
