import TensorFiles

/// A handwritten digit in MNIST's form: 28 x 28 pixels, light on dark, in a box of 20 x 20, centred by its mass.
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

  /// Normalizes an image of any size, polarity and contrast in the way of MNIST's.
  ///
  /// The digit's bounding box is scaled to 20 pixels at its longer side, keeping the aspect ratio, with every pixel a
  /// mean over its area, and shifted by whole pixels until its centre of mass is in the middle pixel. An image of MNIST
  /// whose digit is as high as the box, as most are, is unchanged except for its contrast; one that was enlarged as a
  /// whole, even with another aspect ratio, is shrunk as a whole.
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

  /// Whether an image that was shrunk as a whole is in MNIST's form: as high as the box, and centred by mass.
  ///
  /// 92% of MNIST's digits are 20 pixels high. If a wide frame was squeezed, the digit must still have the width of a
  /// digit: an upright one in the middle of a wide frame is cut out by its box instead.
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
    // In MNIST the centre of mass is in pixel 14, 14: 14 up to 15 pixels from the corner.
    let centre = digit.centre
    func start(_ length: Int, _ centre: Float) -> Int { min(max(side / 2 - Int(centre), 0), side - length) }
    return digit.placed(
      row: start(digit.rows, centre.row), column: start(digit.columns, centre.column), rows: side, columns: side)
  }
}
