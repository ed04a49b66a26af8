/// An operand of a product: a matrix, or the transpose of one.
///
/// Only `Matrix` and `TransposedMatrix` conform.
public protocol MatrixOperand<Scalar>: Sendable {
  /// `Float` or `Double`.
  associatedtype Scalar: BLASScalar
  /// The number of rows.
  var rows: Int { get }
  /// The number of columns.
  var columns: Int { get }
  /// The matrix as it is stored; for the library's own use.
  var _stored: Matrix<Scalar> { get }
  /// Whether the operand is its transpose; for the library's own use.
  var _isTransposed: Bool { get }
}

extension Matrix: MatrixOperand {
  public var _stored: Matrix { self }
  public var _isTransposed: Bool { false }

  /// The transpose, for use in a product: `x.t * dZ` copies nothing.
  ///
  /// `transposed()` makes it a matrix.
  public var t: TransposedMatrix<Scalar> { TransposedMatrix(_stored: self) }
}

/// The transpose of a matrix that a product reads in place.
public struct TransposedMatrix<Scalar: BLASScalar>: MatrixOperand {
  public let _stored: Matrix<Scalar>
  public var _isTransposed: Bool { true }

  /// The number of rows: the columns of the matrix.
  public var rows: Int { _stored.columns }
  /// The number of columns: the rows of the matrix.
  public var columns: Int { _stored.rows }
  /// The matrix that this is the transpose of.
  public var t: Matrix<Scalar> { _stored }
}

extension MatrixOperand {
  /// The shape as traps print it: `3x4`.
  package var shapeText: String { "\(rows)x\(columns)" }

  /// Calls `body` with the operand that a kernel reads, which must not outlive the call.
  func withOperand<R>(_ body: (Operand<Scalar>) -> R) -> R {
    let isTransposed = _isTransposed
    return _stored.withView { body(Operand($0, isTransposed: isTransposed)) }
  }
}
