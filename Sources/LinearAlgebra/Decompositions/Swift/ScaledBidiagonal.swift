/// An upper bidiagonal matrix over 2^exponent, in Double, so that its largest element is in 1..<2.
struct ScaledBidiagonal {
  let diagonal: [Double]
  /// What is right of the diagonal, 0 at the end.
  let above: [Double]
  let exponent: Int

  init<Scalar: BLASScalar>(diagonal: [Scalar], above: [Scalar]) {
    var largest: Scalar = 0
    for element in diagonal { largest = Swift.max(largest, element.magnitude) }
    for element in above { largest = Swift.max(largest, element.magnitude) }
    let exponent = largest > 0 && largest.isFinite ? Int(largest.exponent) : 0
    /// What is far below any rounding is zero: quotients of others stay in the range.
    func scaled(_ element: Scalar) -> Double {
      let element = Double(element).scaled(by: -exponent)
      return element.magnitude < 0x1p-300 ? 0 : element
    }
    self.diagonal = diagonal.map(scaled)
    self.above = above.map(scaled)
    self.exponent = exponent
  }
}

extension Double {
  /// This number times 2^exponent, rounded once.
  func scaled(by exponent: Int) -> Double { Double(sign: .plus, exponent: exponent, significand: self) }
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
