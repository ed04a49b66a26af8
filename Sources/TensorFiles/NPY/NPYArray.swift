/// An array of any number of dimensions, in NumPy's `.npy` format.
///
/// ```swift
/// let weights = try NPYArray([1, 2, 3, 4, 5, 6] as [Float], shape: [2, 3])
/// try weights.write(to: "weights.npy")  // as numpy.save does, byte for byte
///
/// let loaded = try NPYArray(contentsOf: "weights.npy")
/// let elements: [Float] = try loaded.elements(shape: [2, 3])  // row-major, whatever the order in the file
/// ```
///
/// - Note: The format of `numpy.lib.format`: a magic string, a version, a header that is a Python dictionary, then the
///   bytes of the elements. Version 1.0 is written; versions 1.0, 2.0 and 3.0 are read.
public struct NPYArray: Sendable {
  /// The order of the elements in memory.
  public enum Layout: Sendable, Equatable {
    /// The last index varies fastest: C's order, which this library's matrices have.
    case rowMajor
    /// The first index varies fastest: Fortran's order.
    case columnMajor
  }

  /// The most dimensions of an array: as many as in NumPy.
  public static let dimensionLimit = 64

  /// The type of its elements.
  public let elementType: ElementType
  /// The lengths from the outermost to the innermost dimension; none for a single number.
  public let shape: [Int]
  /// The order of the elements in `bytes` and in the file.
  ///
  /// If both orders are the same, as with one dimension or no elements, it is `.rowMajor`, as in NumPy.
  public let layout: Layout
  /// The elements, little-endian and in `layout`.
  public let bytes: [UInt8]
  /// The name of this array in errors: its path.
  public let name: String

  /// The number of elements: the product of `shape`.
  public var count: Int { bytes.count / elementType.size }

  /// An array of `elements` in row-major order, which are copied once.
  ///
  /// - Throws: `.mismatch` if the product of `shape` is not the number of elements, or there are more than 64 dimensions.
  public init<Element: NPYElement>(_ elements: [Element], shape: [Int]) throws(TensorFileError) {
    let type = try ElementType(of: Element.self, for: NPYArray.unnamed)
    try self.init(type, shape: shape, bytes: littleEndianBytes(of: elements))
  }

  /// An array of any type and layout, whose elements are little-endian `bytes`.
  ///
  /// - Throws: `.mismatch` if `shape` does not take that many bytes, or there are more than 64 dimensions.
  public init(
    _ elementType: ElementType, shape: [Int], layout: Layout = .rowMajor, bytes: [UInt8]
  ) throws(TensorFileError) {
    let name = NPYArray.unnamed
    guard shape.count <= NPYArray.dimensionLimit else {
      throw TensorFileError(
        .mismatch, file: name, "\(shape.count) dimensions, expected at most \(NPYArray.dimensionLimit)")
    }
    guard byteCount(shape, size: elementType.size) == bytes.count else {
      throw TensorFileError(
        .mismatch, file: name, "\(bytes.count) bytes for '\(elementType.rawValue)' of shape \(shape)")
    }
    self.init(checked: elementType, shape, layout, bytes, name)
  }

  /// The name in errors of an array that is not from a file.
  private static let unnamed = ".npy array"

  /// With a shape that is known to fit `bytes`.
  init(checked elementType: ElementType, _ shape: [Int], _ layout: Layout, _ bytes: [UInt8], _ name: String) {
    self.elementType = elementType
    self.shape = shape
    self.layout = bytes.isEmpty || shape.count(where: { $0 > 1 }) < 2 ? .rowMajor : layout
    self.bytes = bytes
    self.name = name
  }
}

extension NPYArray: Equatable {
  /// The same bytes of the same type, shape and layout; their source is ignored.
  public static func == (a: NPYArray, b: NPYArray) -> Bool {
    a.elementType == b.elementType && a.shape == b.shape && a.layout == b.layout && a.bytes == b.bytes
  }
}
