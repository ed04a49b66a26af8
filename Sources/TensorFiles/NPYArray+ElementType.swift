extension NPYArray {
  /// The type of an array's elements; its raw value is NumPy's name of it.
  public enum ElementType: String, Sendable, CaseIterable {
    /// `Float`: NumPy's float32.
    case float32 = "<f4"
    /// `Double`: NumPy's float64.
    case float64 = "<f8"
    /// `UInt8`: NumPy's uint8.
    case uint8 = "|u1"
    /// `Int32`: NumPy's int32.
    case int32 = "<i4"
    /// `Int64`: NumPy's int64.
    case int64 = "<i8"

    /// Bytes an element.
    public var size: Int {
      switch self {
      case .uint8: 1
      case .float32, .int32: 4
      case .float64, .int64: 8
      }
    }
  }
}

/// A number that `NPYArray` converts to and from: `Float`, `Double`, `UInt8`, `Int32` and `Int64`.
public protocol NPYElement: Sendable, BitwiseCopyable {
  /// The element type of an array of these; its size is theirs.
  static var npyType: NPYArray.ElementType { get }
}

extension Float: NPYElement {
  public static var npyType: NPYArray.ElementType { .float32 }
}

extension Double: NPYElement {
  public static var npyType: NPYArray.ElementType { .float64 }
}

extension UInt8: NPYElement {
  public static var npyType: NPYArray.ElementType { .uint8 }
}

extension Int32: NPYElement {
  public static var npyType: NPYArray.ElementType { .int32 }
}

extension Int64: NPYElement {
  public static var npyType: NPYArray.ElementType { .int64 }
}
