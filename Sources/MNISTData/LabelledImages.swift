import LinearAlgebra
import TensorFiles

/// Grey images of one size, each with the digit that it shows.
public struct LabelledImages: Sendable, Equatable {
  /// The number of classes: labels are 0...9.
  public static let classCount = 10

  /// The number of images; at least 1.
  public var count: Int { labels.count }
  /// The height of an image in pixels.
  public let rows: Int
  /// The width of an image in pixels.
  public let columns: Int
  /// Image after image, each row-major; 0 is the background, 255 the full stroke.
  public let pixels: [UInt8]
  /// One label an image, 0...9.
  public let labels: [UInt8]

  /// The length of an image as a flat vector.
  public var pixelsPerImage: Int { rows * columns }

  /// Images from memory.
  ///
  /// - Parameters:
  ///   - rows: the height of an image.
  ///   - columns: the width of an image.
  ///   - pixels: `labels.count * rows * columns` bytes, image after image, each row-major.
  ///   - labels: one an image, 0...9.
  ///   - name: their name in errors.
  /// - Throws: `.mismatch` if there is no image, an image has no pixel, the number of pixels is not
  ///   `labels.count * rows * columns`, or a label is not 0...9.
  public init(
    rows: Int, columns: Int, pixels: [UInt8], labels: [UInt8], name: String = "images"
  ) throws(TensorFileError) {
    guard rows > 0, columns > 0, !labels.isEmpty else {
      throw TensorFileError(
        .mismatch, file: name, "\(labels.count) images of \(rows)x\(columns), expected at least one of 1x1")
    }
    let (size, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard !overflow, pixels.count.isMultiple(of: size), pixels.count / size == labels.count else {
      throw TensorFileError(
        .mismatch, file: name, "\(pixels.count) pixels for \(labels.count) images of \(rows)x\(columns)")
    }
    try LabelledImages.checkLabels(labels, headerLength: nil, name: name)
    (self.rows, self.columns, self.pixels, self.labels) = (rows, columns, pixels, labels)
  }

  /// The pixels of one image, row-major: a slice that shares their storage.
  ///
  /// - Precondition: `0 <= index < count`.
  public subscript(index: Int) -> ArraySlice<UInt8> {
    require(index >= 0 && index < count, "image \(index) of \(count)")
    return pixels[(index * pixelsPerImage)..<((index + 1) * pixelsPerImage)]
  }

  /// How many images have each label: 10 numbers whose sum is `count`.
  public func labelCounts() -> [Int] {
    var counts = Array(repeating: 0, count: LabelledImages.classCount)
    for label in labels { counts[Int(label)] += 1 }
    return counts
  }

  /// - Parameter headerLength: where the labels start in their file, if they come from one.
  static func checkLabels(_ labels: [UInt8], headerLength: Int?, name: String) throws(TensorFileError) {
    if let index = labels.firstIndex(where: { $0 >= classCount }) {
      throw TensorFileError(
        .mismatch, file: name, offset: headerLength.map { $0 + index },
        "label \(labels[index]) of image \(index), expected 0 to \(classCount - 1)")
    }
  }
}
