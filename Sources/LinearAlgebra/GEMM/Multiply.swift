/// C := alpha A B + beta C, into memory that `c` already has.
///
/// Nothing is allocated, unless `c` shares its elements with a copy. `a.t` and `b.t` are read in place. If an operand
/// is a vector, the backend's matrix-vector product is used. With `beta == 0`, `c` is not read: it may hold NaN.
///
/// - Parameters:
///   - a: m x k.
///   - b: k x n.
///   - c: m x n.
///   - alpha: scales the product; the Swift kernels apply it to the complete sum of each element, so that an infinite
///     alpha makes no NaN that the sum does not have.
///   - beta: scales the previous contents of `c`.
///   - configuration: the backend and the threads.
/// - Precondition: `a.columns == b.rows`, and `c` is `a.rows` x `b.columns`.
/// - Complexity: 2 m n k floating-point operations.
/// - Note: BLAS `gemm` and `gemv`. In the Swift kernels the order of summation of an element depends only on n, k and
///   the transposition: neither the number of threads nor the other rows change its bits.
@inlinable
public func multiply<A: MatrixOperand, B: MatrixOperand>(
  _ a: A, _ b: B, into c: inout Matrix<A.Scalar>, alpha: A.Scalar = 1, beta: A.Scalar = 0,
  configuration: ComputeConfiguration = .current
) where A.Scalar == B.Scalar {
  multiply(
    a._stored, isTransposed: a._isTransposed, b._stored, isTransposed: b._isTransposed, into: &c, alpha: alpha,
    beta: beta, configuration: configuration)
}

/// Specialized for each scalar, because a call from generic code costs a comparison of types.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
@usableFromInline
func multiply<Scalar: BLASScalar>(
  _ a: Matrix<Scalar>, isTransposed aIsTransposed: Bool, _ b: Matrix<Scalar>, isTransposed bIsTransposed: Bool,
  into c: inout Matrix<Scalar>, alpha: Scalar, beta: Scalar, configuration: ComputeConfiguration
) {
  a.withView { a in
    b.withView { b in
      c.withMutableView { c in
        multiply(
          Operand(a, isTransposed: aIsTransposed), Operand(b, isTransposed: bIsTransposed), into: c, alpha: alpha,
          beta: beta, configuration: configuration)
      }
    }
  }
}

extension MatrixOperand {
  /// The product with `other`, with a configuration of its own.
  ///
  /// - Parameters:
  ///   - other: a matrix, or the transpose of one, with as many rows as this has columns.
  ///   - configuration: the backend and the threads.
  /// - Returns: `rows` x `other.columns`.
  /// - Precondition: `columns == other.rows`.
  /// - Complexity: 2 m n k floating-point operations; for a matrix and its own transpose, `x.t * x` or `x * x.t`, whose
  ///   result is exactly symmetric, three quarters of that at 256 rows of the result, and little more than half at 1,024.
  public func multiplied<B: MatrixOperand>(
    by other: B, configuration: ComputeConfiguration = .current
  ) -> Matrix<Scalar> where B.Scalar == Scalar {
    Matrix.written(rows: rows, columns: other.columns) { product in
      withOperand { a in
        other.withOperand { b in
          if a.isTranspose(of: b) { return SymmetricProduct(configuration).form(a, in: product) }
          multiply(a, b, into: product, configuration: configuration)
        }
      }
    }
  }

  /// The matrix product; `.*` is the elementwise one.
  ///
  /// - Precondition: `a.columns == b.rows`.
  /// - Complexity: 2 m n k floating-point operations; less if one is the transpose of the other, `x.t * x`, as with
  ///   `multiplied(by:configuration:)`.
  public static func * <B: MatrixOperand>(a: Self, b: B) -> Matrix<Scalar> where B.Scalar == Scalar {
    a.multiplied(by: b)
  }
}

extension Matrix {
  /// Replaces `a` by the product `a b`; allocates the result.
  ///
  /// - Precondition: `a.columns == b.rows`.
  public static func *= <B: MatrixOperand>(a: inout Matrix, b: B) where B.Scalar == Scalar {
    a = a.multiplied(by: b)
  }
}
