extension Tridiagonal {
  /// The eigenvalues of the rows of `range`, on the diagonal, in no order, and the eigenvectors in the same rows and
  /// columns of `vectors`. The number of values that did not converge, or 0.
  ///
  /// What couples the last row to the next is left alone.
  ///
  /// - Note: the implicit QL iteration with Wilkinson's shift, as LAPACK's `steqr`; Golub & Van Loan, 4th ed., 8.3.
  mutating func iterate(_ range: Range<Int>, vectors: MutableMatrixView<Scalar>) -> Int {
    let last = range.upperBound - 1
    let isTurned = turnLargeElementsLast(range)
    let rows = vectors.columns(range)
    for i in range {
      rows.row(i).fill(0)
      rows[i, isTurned ? last - i : i - range.lowerBound] = 1
    }
    for first in range {
      var iterations = 0
      while true {
        var end = first
        while end < last && !isNegligible(end, patience: iterations < 20) { end += 1 }
        if end == first { break }
        iterations += 1
        if iterations > 100 { return last - first }
        sweep(first, end, rows)
      }
    }
    return 0
  }

  private func isNegligible(_ i: Int, patience: Bool) -> Bool {
    isNegligible(square: offDiagonal[i] * offDiagonal[i], at: i, patience: patience)
  }

  /// One step on the rows `first`...`end`, which ends early where the matrix falls apart.
  private mutating func sweep(_ first: Int, _ end: Int, _ rows: MutableMatrixView<Scalar>) {
    let e = offDiagonal[first]
    let half = (diagonal[first + 1] - diagonal[first]) / (2 * e)
    let root = Self.hypotenuse(half, 1)
    var bulge = diagonal[end] - diagonal[first] + e / (half + (half < 0 ? -root : root))
    var (cosine, sine, shift): (Scalar, Scalar, Scalar) = (1, 1, 0)
    for i in Swift.stride(from: end - 1, through: first, by: -1) {
      let (f, b) = (sine * offDiagonal[i], cosine * offDiagonal[i])
      let r = Self.hypotenuse(f, bulge)
      if i + 1 < end { offDiagonal[i + 1] = r }
      if r == 0 {
        diagonal[i + 1] -= shift
        return
      }
      (cosine, sine) = (bulge / r, f / r)
      let d = diagonal[i + 1] - shift
      let sum = (diagonal[i] - d) * sine + 2 * cosine * b
      shift = sine * sum
      diagonal[i + 1] = d + shift
      bulge = cosine * sum - b
      rows.rotateRows(i + 1, i, cosine: cosine, sine: sine)
    }
    diagonal[first] -= shift
    offDiagonal[first] = bulge
  }
}

extension MutableMatrixView {
  /// Row i becomes c times itself and s times row j, row j c times itself less s times row i.
  func rotateRows(_ i: Int, _ j: Int, cosine: Scalar, sine: Scalar) {
    require(i != j && max(i, j) < rows && min(i, j) >= 0, "rotating rows \(i) and \(j) of \(shapeText)")
    // In bounds: both are rows, and differ.
    unsafe Scalar._routines.best.symmetricEigen.rotate(columns, cosine, sine, base + i * stride, base + j * stride)
  }
}
