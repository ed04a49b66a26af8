/// An array of bytes with dimensions, in IDX: the format of the MNIST files.
///
/// The file is a magic number (0, 0, the type code 0x08 for UInt8, the rank), the dimensions as big-endian 32-bit
/// numbers, then the elements in row-major order and nothing else.
///
/// ```swift
/// let images = try IDXArray(contentsOf: "train-images-idx3-ubyte")  // images.shape == [60_000, 28, 28]
/// ```
///
/// - Note: Y. LeCun, C. Cortes and C. Burges, "The MNIST database of handwritten digits", section "File formats".
public struct IDXArray: Sendable, Equatable {
  /// The lengths from the outermost to the innermost dimension; 1 to 255 of them.
  public let shape: [Int]
  /// The elements in row-major order; as many as the product of `shape`.
  public let bytes: [UInt8]

  /// An array in memory.
  ///
  /// - Throws: `.mismatch` if there are 0 or more than 255 dimensions, one is outside of 0 to 2^32 - 1, or their product
  ///   is not the number of bytes.
  public init(shape: [Int], bytes: [UInt8]) throws(TensorFileError) {
    let name = "IDX array"
    guard 1...255 ~= shape.count else {
      throw TensorFileError(.mismatch, file: name, "\(shape.count) dimensions, expected 1 to 255")
    }
    for dimension in shape where !(0...Int(UInt32.max) ~= dimension) {
      throw TensorFileError(.mismatch, file: name, "dimension \(dimension), expected 0 to \(UInt32.max)")
    }
    guard byteCount(shape) == bytes.count else {
      throw TensorFileError(.mismatch, file: name, "\(bytes.count) bytes for shape \(shape)")
    }
    self.init(checked: shape, bytes)
  }

  /// With a shape that are known to fit `bytes`.
  init(checked shape: [Int], _ bytes: [UInt8]) {
    self.shape = shape
    self.bytes = bytes
  }
}
