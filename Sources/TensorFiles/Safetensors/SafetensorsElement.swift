/// A number that `Safetensors` converts to and from: `Float` (F32) and `Double` (F64), and no other type.
public protocol SafetensorsElement: Sendable, BitwiseCopyable {}

extension Float: SafetensorsElement {}
extension Double: SafetensorsElement {}

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
