// An element of the input that is not finite is an error that names its place; one of the result is an overflow.

extension MatrixView {
  /// The first element that is not finite among the columns `part(i)` of each row i.
  func firstNonFinite(in part: (_ row: Int) -> Range<Int>) -> (row: Int, column: Int)? {
    for i in 0..<rows where !row(i).columns(part(i)).largestMagnitude().isFinite {
      return part(i).first { !self[i, $0].isFinite }.map { (i, $0) }
    }
    return nil
  }
}

extension Matrix {
  /// The largest |element|; throws where one is not finite.
  func largestFiniteMagnitude() throws(DecompositionError) -> Scalar {
    let largest = withView { $0.largestMagnitude() }
    if !largest.isFinite, let (row, column) = firstNonFinite() { throw .notFinite(row: row, column: column) }
    return largest
  }

  func requireFinite() throws(DecompositionError) { _ = try largestFiniteMagnitude() }

  func requireFiniteLowerTriangle() throws(DecompositionError) {
    if let (row, column) = firstNonFiniteInLowerTriangle() { throw .notFinite(row: row, column: column) }
  }

  /// Whether no element is infinite or NaN.
  package var isFinite: Bool { withView { $0.largestMagnitude() }.isFinite }

  fileprivate func firstNonFinite() -> (row: Int, column: Int)? {
    withView { view in view.firstNonFinite { _ in 0..<view.columns } }
  }

  func firstNonFiniteInLowerTriangle() -> (row: Int, column: Int)? {
    withView { view in
      view.largestMagnitudeInLowerTriangle().isFinite ? nil : view.firstNonFinite { 0..<$0 + 1 }
    }
  }

  /// Throws `overflow` where an element of this result is not finite.
  consuming func checkingOverflow() throws(DecompositionError) -> Matrix {
    if !isFinite { throw .overflow }
    return self
  }
}

extension MatrixOperand {
  /// Throws where this right-hand side is not finite.
  func requireFinite() throws(DecompositionError) {
    if !_stored.isFinite, let (row, column) = matrix.firstNonFinite() {
      throw .rightHandSideNotFinite(row: row, column: column)
    }
  }
}

extension Array where Element: BLASScalar {
  var isFinite: Bool { Matrix(row: self).isFinite }
}
