extension NPYArray {
  /// The type of an array's elements; its raw value is NumPy's name for it.
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

    /// The bytes of an element.
    public var size: Int {
      switch self {
      case .uint8: 1
      case .float32, .int32: 4
      case .float64, .int64: 8
      }
    }
  }
}

/// A number that `NPYArray` converts to and from: `Float`, `Double`, `UInt8`, `Int32` and `Int64`, and no other type.
public protocol NPYElement: Sendable, BitwiseCopyable {}

extension Float: NPYElement {}
extension Double: NPYElement {}
extension UInt8: NPYElement {}
extension Int32: NPYElement {}
extension Int64: NPYElement {}

extension NPYArray.ElementType {
  /// The element type for `type`; `name` is the array's name in errors.
  ///
  /// - Throws: `.mismatch` for a type that conforms to `NPYElement` outside of this module.
  init(of type: any NPYElement.Type, for name: String) throws(TensorFileError) {
    switch type {
    case is Float.Type: self = .float32
    case is Double.Type: self = .float64
    case is UInt8.Type: self = .uint8
    case is Int32.Type: self = .int32
    case is Int64.Type: self = .int64
    default:
      throw TensorFileError(.mismatch, file: name, "elements of \(type), expected Float, Double, UInt8, Int32 or Int64")
    }
  }
}
