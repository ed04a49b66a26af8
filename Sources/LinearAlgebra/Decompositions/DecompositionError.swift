/// Why a matrix has no such decomposition, or a system no solution. Indices count from zero.
public enum DecompositionError: Error, Hashable, Sendable {
  /// The matrix has a NaN or an infinity; this is its first element that is not finite.
  case notFinite(row: Int, column: Int)
  /// The right-hand side has a NaN or an infinity; this is its first element that is not finite.
  case rightHandSideNotFinite(row: Int, column: Int)
  /// A pivot, a diagonal element of a triangle, an eigenvalue or a singular value is exactly zero; this is the first
  /// one.
  ///
  /// Where a matrix is singular up to rounding, a computed pivot may be zero or not: that depends on the order of
  /// roundings, and so on OpenBLAS's core. `Matrix.conditionNumber(configuration:)` detects such a matrix.
  case singular(index: Int)
  /// The leading minor that ends at this row is not positive.
  case notPositiveDefinite(index: Int)
  /// An iteration gave up; this many values, or off-diagonal elements on the way to them, have not converged.
  case notConverged(count: Int)
  /// An element of the result is beyond the largest number of the scalar.
  case overflow
}

extension DecompositionError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notFinite(let row, let column): "element (\(row), \(column)) of the matrix is not finite"
    case .rightHandSideNotFinite(let row, let column):
      "element (\(row), \(column)) of the right-hand side is not finite"
    case .singular(let index): "the matrix is singular: pivot or value \(index) is zero"
    case .notPositiveDefinite(let index): "the matrix is not positive definite: minor \(index) is not positive"
    case .notConverged(let count): "the iteration did not converge for \(count) values"
    case .overflow: "the result is beyond the range of the scalar"
    }
  }
}
