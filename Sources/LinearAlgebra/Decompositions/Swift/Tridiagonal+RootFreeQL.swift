extension Tridiagonal {
  /// Computes the eigenvalues of all blocks, unsorted on the diagonal; returns the number of those that did not
  /// converge.
  ///
  /// - Note: the QL iteration without square roots of Pal, Walker and Kahan, with Wilkinson's shift, as LAPACK's `sterf`;
  ///   Parlett, The Symmetric Eigenvalue Problem, 8.15.
  mutating func findEigenvalues() -> Int {
    for block in blocks() {
      let exponent = normalize(block)
      _ = reverseIfLargestFirst(block)
      for i in block { offDiagonal[i] *= offDiagonal[i] }
      let unconverged = iterateOnSquares(block)
      scaleDiagonal(block, by: exponent)
      if unconverged > 0 { return unconverged }
    }
    return 0
  }

  /// Here and below, the off-diagonal elements are squared.
  private mutating func iterateOnSquares(_ block: Range<Int>) -> Int {
    let last = block.upperBound - 1
    for first in block {
      var iterations = 0
      while true {
        var end = first
        while end < last && !isNegligible(square: offDiagonal[end], at: end, patience: iterations < 20) { end += 1 }
        if end == first { break }
        iterations += 1
        if iterations > 100 { return last - first }
        sweep(first, end)
      }
    }
    return 0
  }

  /// One step on the rows `first`...`end`.
  private mutating func sweep(_ first: Int, _ end: Int) {
    let e = offDiagonal[first].squareRoot()
    let half = (diagonal[first + 1] - diagonal[first]) / (2 * e)
    let root = hypotenuse(half, 1)
    let shift = diagonal[first] - e / (half + (half < 0 ? -root : root))
    var (cosine, sine): (Scalar, Scalar) = (1, 0)
    var gamma = diagonal[end] - shift
    var p = gamma * gamma
    for i in Swift.stride(from: end - 1, through: first, by: -1) {
      // It is not negligible, so it is positive.
      let square = offDiagonal[i]
      let r = p + square
      if i + 1 < end { offDiagonal[i + 1] = sine * r }
      let (oldCosine, oldGamma) = (cosine, gamma)
      cosine = p / r
      sine = square / r
      gamma = cosine * (diagonal[i] - shift) - sine * oldGamma
      diagonal[i + 1] = oldGamma + (diagonal[i] - gamma)
      // This quotient, gamma^2 / cosine, does not depend on the one above.
      p = cosine < Scalar.leastNormalMagnitude ? oldCosine * square : gamma * gamma * (r / p)
    }
    offDiagonal[first] = sine * p
    diagonal[first] = shift + gamma
  }
}
