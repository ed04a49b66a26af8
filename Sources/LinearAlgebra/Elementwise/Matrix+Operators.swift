infix operator .* : MultiplicationPrecedence
infix operator ./ : MultiplicationPrecedence
infix operator .*= : AssignmentPrecedence
infix operator ./= : AssignmentPrecedence

// Elementwise operations on two matrices of one shape; a 1 x n row or an m x 1 column on either side of an m x n matrix
// is repeated over its rows or columns. The result is the only allocation. `*` is the matrix product.

extension Matrix {
  /// The elementwise sum, m x n.
  ///
  /// - Precondition: the shapes are equal, or one side is a 1 x n row or an m x 1 column for the other.
  /// - Complexity: m n operations.
  public static func + (a: Matrix, b: Matrix) -> Matrix { combine(.sum, a, b) }

  /// The elementwise difference; shapes and complexity as for `a + b`.
  public static func - (a: Matrix, b: Matrix) -> Matrix { combine(.difference, a, b) }

  /// The elementwise (Hadamard) product; shapes and complexity as for `a + b`.
  public static func .* (a: Matrix, b: Matrix) -> Matrix { combine(.product, a, b) }

  /// The elementwise quotient; shapes and complexity as for `a + b`.
  public static func ./ (a: Matrix, b: Matrix) -> Matrix { combine(.quotient, a, b) }

  /// Adds `b` to each element of `a` in place.
  ///
  /// - Precondition: `b` has the shape of `a`, or is a row or a column for it.
  public static func += (a: inout Matrix, b: Matrix) { a.combine(.sum, b) }

  /// Subtracts `b` from each element of `a` in place; shapes as for `a += b`.
  public static func -= (a: inout Matrix, b: Matrix) { a.combine(.difference, b) }

  /// Multiplies each element of `a` by that of `b` in place; shapes as for `a += b`.
  public static func .*= (a: inout Matrix, b: Matrix) { a.combine(.product, b) }

  /// Divides each element of `a` by that of `b` in place; shapes as for `a += b`.
  public static func ./= (a: inout Matrix, b: Matrix) { a.combine(.quotient, b) }

  static func combine(_ operation: ElementwiseOperation, _ a: Matrix, _ b: Matrix) -> Matrix {
    let larger = b.isFilled(by: a) ? b : a
    require(larger.isFilled(by: b), "\(operation.rawValue) of \(a.shapeText) and \(b.shapeText): shapes differ")
    return written(rows: larger.rows, columns: larger.columns) { c in
      a.withView { a in b.withView { b in c.set(operation, a, b) } }
    }
  }

  private mutating func combine(_ operation: ElementwiseOperation, _ b: Matrix) {
    require(isFilled(by: b), "\(operation.rawValue) of \(shapeText) and \(b.shapeText) in place: shapes differ")
    b.withView { b in withMutableView { $0.set(operation, $0.reading, b) } }
  }

  /// Whether `side` has this shape, or is a row or a column that is repeated to it.
  private func isFilled(by side: Matrix) -> Bool {
    (side.rows == rows && (side.columns == columns || side.columns == 1)) || (side.rows == 1 && side.columns == columns)
  }
}

/// The outer product of two vectors, each a row or a column: element (i, j) is x_i y_j, `x.count` x `y.count`.
///
/// - Precondition: each has one row or one column.
/// - Complexity: O(x.count y.count), one allocation for the result; a column that is a slice is copied first.
public func outerProduct<Scalar: BLASScalar>(_ x: Matrix<Scalar>, _ y: Matrix<Scalar>) -> Matrix<Scalar> {
  require(
    (x.rows == 1 || x.columns == 1) && (y.rows == 1 || y.columns == 1),
    "the outer product of \(x.shapeText) and \(y.shapeText): each must be a row or a column")
  let (column, row) = (x.reshaped(rows: x.count, columns: 1), y.reshaped(rows: 1, columns: y.count))
  return .written(rows: x.count, columns: y.count) { product in
    column.withView { column in row.withView { product.set(.product, column, $0) } }
  }
}
