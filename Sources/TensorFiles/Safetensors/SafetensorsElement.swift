/// A number that `Safetensors` converts to and from: `Float` (F32) and `Double` (F64), and no other type.
public protocol SafetensorsElement: Sendable, BitwiseCopyable {}

extension Float: SafetensorsElement {}
extension Double: SafetensorsElement {}
