import TensorFiles

/// A handwritten digit as MNIST has it: 28 x 28 pixels, light on dark, in a box of 20 x 20, centred by its mass.
///
/// ```swift
/// let digit = try DigitImage(normalizing: PGMImage(contentsOf: "digit.pgm"))
/// digit.pixels  // 784 bytes, 0 is paper and 255 the full stroke
/// ```
///
/// - Note: Y. LeCun, L. Bottou, Y. Bengio and P. Haffner, "Gradient-based learning applied to document recognition" (1998),
///   section III-A.
public struct DigitImage: Sendable, Equatable {
  /// The height and width.
  public static let side = 28
  /// The longer side of the digit.
  public static let boxSide = 20

  /// Row by row; 0 is paper, 255 the full stroke.
  public let pixels: [UInt8]
  /// Whether the image that this was made from had dark strokes on light paper.
  public let wasDarkOnLight: Bool

  /// Makes an image of any size, polarity and contrast as those of MNIST are.
  ///
  /// The digit's box is scaled to 20 pixels at its longer side, aspect kept, every pixel a mean over its area, and shifted
  /// by whole pixels until its centre of mass is in the middle one. An image of MNIST stays as it is but for its contrast,
  /// and one that was enlarged as a whole, even with another aspect, is shrunk as a whole.
  ///
  /// - Throws: `.mismatch` for an image without a stroke.
  /// - Complexity: O(number of samples).
  public init(normalizing image: PGMImage) throws(TensorFileError) {
    guard let ink = Ink(image), let bounds = ink.bounds else {
      throw TensorFileError(
        .mismatch, file: image.name, "is blank: \(image.width)x\(image.height) pixels without a stroke")
    }
    wasDarkOnLight = ink.isDarkOnLight
    let whole = ink.resampled(
      InkBounds(rows: 0..<ink.rows, columns: 0..<ink.columns), rows: DigitImage.side, columns: DigitImage.side)
    pixels = DigitImage.isNormal(whole, from: ink) ? whole.bytes : DigitImage.centred(ink, bounds).bytes
  }

  /// Whether an image that was shrunk as a whole is one of MNIST: as high as the box, and its mass in the middle.
  ///
  /// 92% of MNIST are 20 pixels high. Where a wide frame was squeezed, the digit must have kept the width of a digit:
  /// an upright one in the middle of a wide frame is taken by its box instead.
  private static func isNormal(_ whole: Ink, from original: Ink) -> Bool {
    guard let bounds = whole.bounds else { return false }
    let middle: Range<Float> = 13.75..<15.25
    let centre = whole.centre
    return 19...21 ~= bounds.rows.count && (original.columns <= original.rows || bounds.columns.count >= 12)
      && middle.contains(centre.row) && middle.contains(centre.column)
  }

  /// The digit in `bounds`, scaled and centred.
  private static func centred(_ ink: Ink, _ bounds: InkBounds) -> Ink {
    let longer = max(bounds.rows.count, bounds.columns.count)
    func scaled(_ length: Int) -> Int { max(1, (length * boxSide + longer / 2) / longer) }
    let digit = ink.resampled(bounds, rows: scaled(bounds.rows.count), columns: scaled(bounds.columns.count))
    // MNIST has its centre of mass in pixel 14, 14: from 14 up to 15 pixels from the corner.
    let centre = digit.centre
    func start(_ length: Int, _ centre: Float) -> Int { min(max(side / 2 - Int(centre), 0), side - length) }
    return digit.placed(
      row: start(digit.rows, centre.row), column: start(digit.columns, centre.column), rows: side, columns: side)
  }
}
