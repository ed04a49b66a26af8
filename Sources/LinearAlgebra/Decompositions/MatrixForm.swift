/// The structure of a square matrix, which decides how to solve with it.
enum MatrixForm {
  case upperTriangular, lowerTriangular, symmetric, general
}

extension MatrixView {
  /// The form of a square matrix; for most matrices the first elements decide.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func form() -> MatrixForm {
    var (upper, lower, symmetric) = (true, true, true)
    for i in 0..<rows {
      // In bounds: i and j are below the rows and columns, which are equal.
      if unsafe symmetric && base[i * stride + i] <= 0 { symmetric = false }
      for j in 0..<i {
        let (below, above) = unsafe (base[i * stride + j], base[j * stride + i])
        upper = upper && below == 0
        lower = lower && above == 0
        symmetric = symmetric && below == above
        if !upper && !lower && !symmetric { return .general }
      }
    }
    return upper ? .upperTriangular : lower ? .lowerTriangular : symmetric ? .symmetric : .general
  }
}
