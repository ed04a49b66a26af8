/// A symmetric tridiagonal matrix of order n.
struct Tridiagonal<Scalar: BLASScalar> {
  /// The diagonal, which becomes the eigenvalues; n elements.
  var diagonal: [Scalar]
  /// Element i couples rows i and i + 1; n elements, the last one unused.
  var offDiagonal: [Scalar]

  init(order: Int) {
    diagonal = Array(repeating: 0, count: order)
    offDiagonal = Array(repeating: 0, count: order)
  }

  /// The unit roundoff.
  static var roundoff: Scalar { Scalar.ulpOfOne / 2 }

  /// The decoupled blocks, in order: the off-diagonal elements between them are negligible beside their neighbours.
  ///
  /// - Note: as in LAPACK's `stedc`. The blocks may differ in size by any factor.
  func blocks() -> [Range<Int>] {
    var (blocks, start) = ([Range<Int>](), 0)
    for i in diagonal.indices {
      if i + 1 < diagonal.count {
        let limit = diagonal[i].magnitude.squareRoot() * diagonal[i + 1].magnitude.squareRoot() * Self.roundoff
        if offDiagonal[i].magnitude > limit { continue }
      }
      blocks.append(start..<i + 1)
      start = i + 1
    }
    return blocks
  }

  /// Scales a block by a power of two to bring its largest element into 1..<2; returns the exponent to scale back by.
  mutating func normalize(_ block: Range<Int>) -> Int {
    var largest: Scalar = 0
    for i in block {
      largest = max(largest, diagonal[i].magnitude)
      if i + 1 < block.upperBound { largest = max(largest, offDiagonal[i].magnitude) }
    }
    if largest == 0 || block.count == 1 { return 0 }
    let exponent = Int(largest.exponent)
    if exponent == 0 { return 0 }
    scaleDiagonal(block, by: -exponent)
    for i in block.dropLast() { offDiagonal[i] = offDiagonal[i].scaled(byPowerOfTwo: -exponent) }
    return exponent
  }

  mutating func scaleDiagonal(_ block: Range<Int>, by exponent: Int) {
    if exponent == 0 { return }
    for i in block { diagonal[i] = diagonal[i].scaled(byPowerOfTwo: exponent) }
  }

  /// Whether an off-diagonal element with this square, between i and i + 1, does not affect the eigenvalues of a block
  /// of norm 1.
  ///
  /// The test is relative to the neighbours, so that small eigenvalues of a graded block keep their digits. In a block
  /// that takes too long (`patience` is over), elements at the rounding level of the norm count as zero, so that every
  /// iteration ends.
  func isNegligible(square: Scalar, at i: Int, patience: Bool) -> Bool {
    let limit = Self.roundoff * Self.roundoff
    if !patience && square <= limit { return true }
    return square <= limit * diagonal[i].magnitude * diagonal[i + 1].magnitude + Scalar.leastNormalMagnitude
  }

  /// Reverses a block if its large elements come first: the iterations find the small eigenvalues of a graded block
  /// best if those come first. Returns whether it was reversed.
  mutating func reverseIfLargestFirst(_ block: Range<Int>) -> Bool {
    let last = block.upperBound - 1
    if diagonal[last].magnitude >= diagonal[block.lowerBound].magnitude { return false }
    diagonal[block].reverse()
    offDiagonal[block.lowerBound..<last].reverse()
    return true
  }
}
