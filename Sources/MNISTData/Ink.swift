import TensorFiles

/// The amount of ink in each pixel of an image: 0 is paper, 1 the full stroke, for any polarity and contrast.
struct Ink {
  let rows: Int
  let columns: Int
  /// Row by row.
  let amounts: [Float]
  /// Whether the strokes were darker than the paper.
  let isDarkOnLight: Bool
}

extension Ink {
  /// The ink of an image, or nil if every pixel is paper.
  ///
  /// The median of the border is the paper; strokes are the pixels that differ from it most. Differences below the
  /// border's own noise are paper, too. The full stroke is the 90th percentile of the ink, so that a single bright
  /// pixel does not decide it.
  init?(_ image: PGMImage) {
    (rows, columns) = (image.height, image.width)
    let border = Ink.border(of: image)
    let paper = Ink.median(border)
    let (darkest, lightest) = image.samples.reduce((paper, paper)) { (min($0.0, $1), max($0.1, $1)) }
    isDarkOnLight = paper - darkest > lightest - paper
    let range = Int(isDarkOnLight ? paper - darkest : lightest - paper)
    // Four standard deviations; one is 1.4826 median deviations.
    let deviation = Ink.median(border.map { $0 > paper ? $0 - paper : paper - $0 })
    let noise = min(6 * Int(deviation), range / 2)
    guard range > noise else { return nil }

    let sign = isDarkOnLight ? -1 : 1
    func amount(_ sample: UInt16) -> Int { max(0, sign * (Int(sample) - Int(paper)) - noise) }
    var histogram = Array(repeating: 0, count: range - noise + 1)
    for sample in image.samples { histogram[amount(sample)] += 1 }
    let full = Ink.fullStroke(histogram)
    amounts = image.samples.map { min(1, Float(amount($0)) / Float(full)) }
  }

  /// The 90th percentile of the pixels with more than half of the largest amount.
  private static func fullStroke(_ histogram: [Int]) -> Int {
    let most = histogram.count - 1
    let strokes = (most / 2 + 1)...most
    var left = (strokes.reduce(0) { $0 + histogram[$1] } - 1) / 10
    for amount in strokes.reversed() {
      if left < histogram[amount] { return amount }
      left -= histogram[amount]
    }
    return most
  }

  /// The outermost pixels, each once.
  private static func border(of image: PGMImage) -> [UInt16] {
    let (width, height, samples) = (image.width, image.height, image.samples)
    var border = Array(samples[..<width])
    if height > 1 { border += samples[(samples.count - width)...] }
    for row in 1..<max(1, height - 1) {
      border.append(samples[row * width])
      if width > 1 { border.append(samples[row * width + width - 1]) }
    }
    return border
  }

  private static func median(_ values: [UInt16]) -> UInt16 { values.sorted()[values.count / 2] }
}
