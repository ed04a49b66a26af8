/// Named tensors and text metadata in one file, in the safetensors format.
///
/// ```swift
/// var file = Safetensors(metadata: ["seed": "42"])
/// try file.add("layers.0.bias", shape: [3], [0.1, 0.2, 0.3] as [Float])
/// try file.write(to: "model.safetensors")
///
/// let loaded = try Safetensors(contentsOf: "model.safetensors")
/// let bias: [Float] = try loaded.elements(of: "layers.0.bias", shape: [3])
/// ```
///
/// - Note: The format of huggingface/safetensors: a 64-bit length, a JSON header, then the bytes of the tensors, row-major
///   and little-endian, without a gap.
public struct Safetensors: Sendable {
  /// One tensor, as stored in the file.
  public struct Tensor: Sendable {
    /// Its name, unique in the file, compared byte by byte.
    public let name: String
    /// The type of its elements.
    public let elementType: ElementType
    /// The lengths from the outermost to the innermost dimension; none for a single number.
    public let shape: [Int]
    /// The elements, row-major and little-endian.
    public let bytes: [UInt8]

    /// The number of elements: the product of `shape`.
    public var count: Int { bytes.count / elementType.size }
  }

  /// Text metadata, written with sorted keys. Empty metadata is not written at all. A file with keys that differ only
  /// in their Unicode form is rejected, since a dictionary treats them as equal.
  public var metadata: [String: String]
  /// The tensors, in the order of the file or of `add`.
  public private(set) var tensors: [Tensor] = []
  /// The index of each tensor in `tensors`, by the bytes of its name, because a network of many layers looks up all of
  /// them.
  private var positions: [[UInt8]: Int] = [:]
  /// The name of these tensors in errors: their path.
  public let name: String
  /// The name in a header that no tensor has.
  static let metadataKey = "__metadata__"

  /// A container without tensors.
  public init(metadata: [String: String] = [:]) {
    self.metadata = metadata
    self.name = "safetensors"
  }

  init(name: String, metadata: [String: String], tensors: [Tensor]) {
    self.name = name
    self.metadata = metadata
    self.tensors = tensors
    for (position, tensor) in tensors.enumerated() { positions[Array(tensor.name.utf8)] = position }
  }

  /// Adds a tensor of `values` in row-major order.
  ///
  /// - Throws: `.mismatch` if the product of `shape` is not the number of values or the name is taken or reserved.
  public mutating func add<Element: SafetensorsElement>(
    _ name: String, shape: [Int], _ values: [Element]
  ) throws(TensorFileError) {
    try add(name, ElementType(of: Element.self, for: self.name), shape: shape, bytes: littleEndianBytes(of: values))
  }

  /// Adds a tensor of any type, whose elements are little-endian `bytes`.
  ///
  /// - Throws: `.mismatch` if `shape` does not take that many bytes or the name is taken or reserved.
  public mutating func add(
    _ name: String, _ elementType: ElementType, shape: [Int], bytes: [UInt8]
  ) throws(TensorFileError) {
    guard name != Self.metadataKey else { throw mismatch("the name '\(name)' is reserved") }
    guard positions[Array(name.utf8)] == nil else { throw mismatch("there is a tensor '\(name)' already") }
    guard byteCount(shape, size: elementType.size) == bytes.count else {
      throw mismatch("\(bytes.count) bytes for tensor '\(name)', an \(elementType.rawValue) of shape \(shape)")
    }
    positions[Array(name.utf8)] = tensors.count
    tensors.append(Tensor(name: name, elementType: elementType, shape: shape, bytes: bytes))
  }

  /// The tensor with this name.
  ///
  /// - Throws: `.mismatch` if there is none.
  /// - Complexity: O(length of the name).
  public func tensor(_ name: String) throws(TensorFileError) -> Tensor {
    if let position = positions[Array(name.utf8)] { return tensors[position] }
    let others = tensors.prefix(8).map(\.name).joined(separator: ", ") + (tensors.count > 8 ? ", ..." : "")
    throw mismatch("no tensor '\(name)'" + (tensors.isEmpty ? ", nor any other" : " among \(others)"))
  }

  /// The elements of a tensor in row-major order.
  ///
  /// - Parameters:
  ///   - name: the name of the tensor.
  ///   - shape: the required shape; any if nil.
  ///   - type: the type of the elements, if the context does not determine it.
  /// - Throws: `.mismatch` if there is no such tensor, or it has another shape or element type: nothing is converted.
  public func elements<Element: SafetensorsElement>(
    of name: String, shape: [Int]? = nil, as type: Element.Type = Element.self
  ) throws(TensorFileError) -> [Element] {
    let count = try tensor(name).count
    return try [Element](capacity: count) { span throws(TensorFileError) in
      try appendElements(of: name, shape: shape, to: &span)
    }
  }

  /// Appends what ``elements(of:shape:as:)`` returns to a span, without an intermediate array.
  ///
  /// - Throws: as there, and `.mismatch` if the span has no space for as many more elements; then nothing is appended.
  public func appendElements<Element: SafetensorsElement>(
    of name: String, shape: [Int]? = nil, to span: inout OutputSpan<Element>
  ) throws(TensorFileError) {
    let tensor = try tensor(name)
    let expected = try ElementType(of: Element.self, for: self.name)
    guard tensor.elementType == expected else {
      throw mismatch("tensor '\(name)' has elements \(tensor.elementType.rawValue), expected \(expected.rawValue)")
    }
    if let shape, tensor.shape != shape {
      throw mismatch("tensor '\(name)' has shape \(tensor.shape), expected \(shape)")
    }
    let count = tensor.count
    guard span.freeCapacity >= count else {
      throw mismatch("tensor '\(name)' has \(count) elements for \(span.freeCapacity) places")
    }
    append(tensor.bytes, count: count, size: tensor.elementType.size, shape: [count], to: &span)
  }

  private func mismatch(_ problem: String) -> TensorFileError {
    TensorFileError(.mismatch, file: name, problem)
  }
}

// Names are compared by their bytes: Swift's equality of strings is canonical equivalence.

extension Safetensors.Tensor: Equatable {
  /// The same name, type, shape and bytes.
  public static func == (a: Safetensors.Tensor, b: Safetensors.Tensor) -> Bool {
    a.name.utf8.elementsEqual(b.name.utf8) && a.elementType == b.elementType && a.shape == b.shape && a.bytes == b.bytes
  }
}

extension Safetensors: Equatable {
  /// The same metadata and the same tensors in the same order; their source is ignored.
  public static func == (a: Safetensors, b: Safetensors) -> Bool {
    a.metadataBytes == b.metadataBytes && a.tensors == b.tensors
  }

  private var metadataBytes: [[UInt8]: [UInt8]] {
    Dictionary(uniqueKeysWithValues: metadata.map { (Array($0.utf8), Array($1.utf8)) })
  }
}
