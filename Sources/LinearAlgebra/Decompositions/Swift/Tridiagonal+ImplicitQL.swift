extension Tridiagonal {
  /// Computes the eigenvalues of the rows of `range`, unsorted on the diagonal, and the eigenvectors in the same rows
  /// and columns of `vectors`. Returns the number of values that did not converge.
  ///
  /// The coupling of the last row to the next is not read.
  ///
  /// - Note: the implicit QL iteration with Wilkinson's shift, as LAPACK's `steqr`; Golub & Van Loan, 4th ed., 8.3.
  mutating func iterate(_ range: Range<Int>, vectors: MutableMatrixView<Scalar>) -> Int {
    let last = range.upperBound - 1
    let isReversed = reverseIfLargestFirst(range)
    let rows = vectors.columns(range)
    for i in range {
      rows.row(i).fill(0)
      rows[i, isReversed ? last - i : i - range.lowerBound] = 1
    }
    for first in range {
      var iterations = 0
      while true {
        var end = first
        while end < last && !isNegligible(end, patience: iterations < 20) { end += 1 }
        if end == first { break }
        if end == first + 1 {
          diagonalize(first, rows)
          break
        }
        iterations += 1
        if iterations > 100 { return last - first }
        sweep(first, end, rows)
      }
    }
    return 0
  }

  /// The values and vectors of rows i and i + 1 alone.
  ///
  /// - Note: LAPACK `laev2`: the larger value without cancellation, the other one from the determinant.
  private mutating func diagonalize(_ i: Int, _ rows: MutableMatrixView<Scalar>) {
    let (a, b, c) = (diagonal[i], offDiagonal[i], diagonal[i + 1])
    let (sum, difference) = (a + c, a - c)
    let root = hypotenuse(difference, 2 * b)
    let (large, small) = a.magnitude > c.magnitude ? (a, c) : (c, a)
    let first = sum < 0 ? (sum - root) / 2 : (sum + root) / 2
    let second = sum == 0 ? -first : large / first * small - b / first * b
    // The vector of `first` is (x, -2 b) or (2 b, x), whichever has the larger x.
    let isFlipped = (sum < 0) != (difference < 0)
    let x = difference < 0 ? difference - root : difference + root
    var (cosine, sine): (Scalar, Scalar)
    if x.magnitude > (2 * b).magnitude {
      let cotangent = -2 * b / x
      sine = 1 / (1 + cotangent * cotangent).squareRoot()
      cosine = cotangent * sine
    } else {
      let tangent = -x / (2 * b)
      cosine = 1 / (1 + tangent * tangent).squareRoot()
      sine = tangent * cosine
    }
    if !isFlipped { (cosine, sine) = (-sine, cosine) }
    (diagonal[i], diagonal[i + 1], offDiagonal[i]) = (first, second, 0)
    rows.rotateRows(i, i + 1, cosine: cosine, sine: sine)
  }

  private func isNegligible(_ i: Int, patience: Bool) -> Bool {
    isNegligible(square: offDiagonal[i] * offDiagonal[i], at: i, patience: patience)
  }

  /// One step on the rows `first`...`end`, which ends early if the matrix decouples.
  private mutating func sweep(_ first: Int, _ end: Int, _ rows: MutableMatrixView<Scalar>) {
    let e = offDiagonal[first]
    let half = (diagonal[first + 1] - diagonal[first]) / (2 * e)
    let root = hypotenuse(half, 1)
    var bulge = diagonal[end] - diagonal[first] + e / (half + (half < 0 ? -root : root))
    var (cosine, sine, shift): (Scalar, Scalar, Scalar) = (1, 1, 0)
    for i in Swift.stride(from: end - 1, through: first, by: -1) {
      let (f, b) = (sine * offDiagonal[i], cosine * offDiagonal[i])
      let r = hypotenuse(f, bulge)
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
  /// (row i, row j) := (c row i + s row j, c row j - s row i).
  func rotateRows(_ i: Int, _ j: Int, cosine: Scalar, sine: Scalar) {
    require(i != j && max(i, j) < rows && min(i, j) >= 0, "rotating rows \(i) and \(j) of \(shapeText)")
    // In bounds: both are rows, and differ.
    unsafe Scalar._routines.best.rotate(columns, cosine, sine, base + i * stride, base + j * stride)
  }
}
