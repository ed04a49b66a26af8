extension Tridiagonal {
  /// The eigenvalues of all blocks, on the diagonal, in no order. The number of those that did not converge, or 0.
  ///
  /// - Note: the QL iteration without square roots of Pal, Walker and Kahan, with Wilkinson's shift, as LAPACK's `sterf`;
  ///   Parlett, The Symmetric Eigenvalue Problem, 8.15.
  mutating func findEigenvalues() -> Int {
    for block in blocks() {
      let exponent = normalize(block)
      _ = turnLargeElementsLast(block)
      for i in block { offDiagonal[i] *= offDiagonal[i] }
      let unconverged = iterateOnSquares(block)
      scaleDiagonal(block, by: exponent)
      if unconverged > 0 { return unconverged }
    }
    return 0
  }

  /// The elements off the diagonal are squares here and below.
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
    let root = Self.hypotenuse(half, 1)
    let shift = diagonal[first] - e / (half + (half < 0 ? -root : root))
    var (cosine, sine): (Scalar, Scalar) = (1, 0)
    var gamma = diagonal[end] - shift
    var p = gamma * gamma
    for i in Swift.stride(from: end - 1, through: first, by: -1) {
      // Not negligible, so above zero.
      let square = offDiagonal[i]
      let r = p + square
      if i + 1 < end { offDiagonal[i + 1] = sine * r }
      let (oldCosine, oldGamma) = (cosine, gamma)
      cosine = p / r
      sine = square / r
      gamma = cosine * (diagonal[i] - shift) - sine * oldGamma
      diagonal[i + 1] = oldGamma + (diagonal[i] - gamma)
      // The quotient does not wait for that above: gamma^2 / cosine.
      p = cosine < Scalar.leastNormalMagnitude ? oldCosine * square : gamma * gamma * (r / p)
    }
    offDiagonal[first] = sine * p
    diagonal[first] = shift + gamma
  }
}
