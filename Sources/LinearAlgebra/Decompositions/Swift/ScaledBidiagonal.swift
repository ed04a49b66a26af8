/// An upper bidiagonal matrix in Double, each block divided by a power of two that brings its largest element into
/// 1..<2.
///
/// The blocks may differ in size by any factor.
struct ScaledBidiagonal {
  private(set) var diagonal: [Double]
  /// The superdiagonal, 0 at the end of each block.
  private(set) var above: [Double]
  /// The decoupled blocks of rows, in order, and the exponent of the power of two that each was divided by.
  private(set) var blocks: [(rows: Range<Int>, exponent: Int)] = []

  init<Scalar: BLASScalar>(diagonal: [Scalar], above: [Scalar]) {
    self.diagonal = diagonal.map { Double($0) }
    self.above = above.map { Double($0) }
    var start = 0
    for i in diagonal.indices {
      if i + 1 < diagonal.count {
        let neighbours = (self.diagonal[i].magnitude.squareRoot(), self.diagonal[i + 1].magnitude.squareRoot())
        if self.above[i].magnitude > neighbours.0 * neighbours.1 * Self.negligible { continue }
      }
      self.above[i] = 0
      scale(start..<i + 1)
      start = i + 1
    }
  }

  /// Elements this far below any rounding are set to zero, so that quotients of others stay in the range.
  private static var negligible: Double { 0x1p-300 }

  private mutating func scale(_ rows: Range<Int>) {
    var largest = 0.0
    for i in rows { largest = Swift.max(largest, diagonal[i].magnitude, above[i].magnitude) }
    let exponent = largest > 0 && largest.isFinite ? Int(largest.exponent) : 0
    func scaled(_ element: Double) -> Double {
      let element = element.scaled(byPowerOfTwo: -exponent)
      return element.magnitude < Self.negligible ? 0 : element
    }
    for i in rows { (diagonal[i], above[i]) = (scaled(diagonal[i]), scaled(above[i])) }
    blocks.append((rows, exponent))
  }
}

extension MutableMatrixView {
  /// Copies the elements of `vectors`, of the same shape, rounded.
  func update(from vectors: VectorRows) {
    require(rows == vectors.count && columns == vectors.count, "copying \(vectors.count) vectors into \(shapeText)")
    for i in 0..<rows {
      // In bounds: the shapes agree.
      for j in 0..<columns { unsafe base[i * stride + j] = Scalar(vectors[i, j]) }
    }
  }
}
