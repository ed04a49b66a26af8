/// A grey image in PGM, a format that most image programs write and that needs no library to read.
///
/// The file is `P5` (samples of one or two big-endian bytes) or `P2` (samples as decimal text), then width, height and
/// the largest sample, then the samples in row-major order. A `#` begins a comment that extends to the end of its line.
///
/// ```swift
/// let image = try PGMImage(contentsOf: "digit.pgm")  // image.samples.count == image.width * image.height
/// ```
///
/// - Note: Netpbm, "PGM format specification".
public struct PGMImage: Sendable, Equatable {
  /// The number of columns; at least 1.
  public let width: Int
  /// The number of rows; at least 1.
  public let height: Int
  /// The sample for white, 1...65535; 0 is black.
  public let maximum: Int
  /// The samples in row-major order, each 0...`maximum`.
  public let samples: [UInt16]
  /// The name of this image in errors: its path.
  public let name: String

  /// The most samples of an image: 2^26, 67 million.
  public static let sampleLimit = 1 << 26

  /// An image in memory.
  ///
  /// - Throws: `.mismatch` if `width` or `height` is below 1, `maximum` is not 1...65535, the number of samples is not
  ///   `width * height`, or a sample exceeds `maximum`.
  public init(
    width: Int, height: Int, maximum: Int = 255, samples: [UInt16], name: String = "image"
  ) throws(TensorFileError) {
    guard width >= 1, height >= 1, byteCount([width, height], size: 2) == 2 * samples.count else {
      throw TensorFileError(.mismatch, file: name, "\(samples.count) samples for an image of \(width)x\(height)")
    }
    guard 1...65535 ~= maximum else {
      throw TensorFileError(.mismatch, file: name, "largest sample \(maximum), expected 1 to 65535")
    }
    if let index = samples.firstIndex(where: { Int($0) > maximum }) {
      throw TensorFileError(.mismatch, file: name, "sample \(samples[index]) at \(index), expected 0 to \(maximum)")
    }
    self.init(checked: width, height, maximum, samples, name)
  }

  /// With values that are known to fit together.
  init(checked width: Int, _ height: Int, _ maximum: Int, _ samples: [UInt16], _ name: String) {
    (self.width, self.height, self.maximum) = (width, height, maximum)
    (self.samples, self.name) = (samples, name)
  }

  /// The same size and samples; their source is ignored.
  public static func == (a: PGMImage, b: PGMImage) -> Bool {
    a.width == b.width && a.height == b.height && a.maximum == b.maximum && a.samples == b.samples
  }
}
