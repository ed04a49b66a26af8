import LinearAlgebra

/// Sizes around the widths of vectors.
let sizesAroundVectors = [0, 1, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33]

/// Small integers, exact in sums and products, that differ between neighbors.
func sample<Scalar: BLASScalar>(_: Scalar.Type, rows: Int, columns: Int, salt: Int = 0) -> Matrix<Scalar> {
  Matrix(rows: rows, columns: columns) { i, j in Scalar((i * 7 + j * 3 + salt) % 23 + 1) }
}

/// The same matrix as a slice of a larger one, whose other elements are NaN.
func slice<Scalar: BLASScalar>(_ matrix: Matrix<Scalar>) -> Matrix<Scalar> {
  var larger = Matrix(repeating: Scalar.nan, rows: matrix.rows + 2, columns: matrix.columns + 3)
  larger[1..<matrix.rows + 1, 2..<matrix.columns + 2] = matrix
  return larger[1..<matrix.rows + 1, 2..<matrix.columns + 2]
}

/// The matrix of `f` of each pair of elements, one at a time.
func elementwise<Scalar: BLASScalar>(
  _ a: Matrix<Scalar>, _ b: Matrix<Scalar>, _ f: (Scalar, Scalar) -> Scalar
) -> Matrix<Scalar> {
  Matrix(rows: a.rows, columns: a.columns) { i, j in f(a[i, j], b[i, j]) }
}
