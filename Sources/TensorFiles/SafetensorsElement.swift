/// A number that `Safetensors` converts to and from: `Float` (F32) and `Double` (F64), and no other type.
public protocol SafetensorsElement: Sendable, BitwiseCopyable {}

extension Float: SafetensorsElement {}
extension Double: SafetensorsElement {}

extension Safetensors.ElementType {
  /// The element type of a tensor of `type`; `name` is what the error calls the file.
  ///
  /// - Throws: `.mismatch` for a type that somebody else made a `SafetensorsElement`.
  init(of type: any SafetensorsElement.Type, for name: String) throws(TensorFileError) {
    switch type {
    case is Float.Type: self = .float32
    case is Double.Type: self = .float64
    default: throw TensorFileError(.mismatch, file: name, "elements of \(type), expected Float or Double")
    }
  }
}
