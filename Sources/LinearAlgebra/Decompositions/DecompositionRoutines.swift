/// The routines that decompositions are built on, by LAPACK or in Swift.
///
/// A view stands for the matrix whose columns are its rows, LAPACK's layout. Pivots count from one. The result is
/// LAPACK's `info`: 0, or a positive number as the summary says. Callers check shapes; empty matrices never get here.
protocol DecompositionRoutines<Scalar>: Sendable {
  associatedtype Scalar: BLASScalar

  /// P A = L U in place, pivots from one on; the order of the first pivot that is zero, or 0.
  func factorLU(_ a: MutableMatrixView<Scalar>, pivots: inout [Int32]) -> Int
  /// B := A^-1 B or A^-T B, A factored by `factorLU`; 0.
  func solveLU(_ a: MatrixView<Scalar>, pivots: [Int32], _ b: MutableMatrixView<Scalar>, transposed: Bool) -> Int
  /// A := A^-1, A factored by `factorLU`; the order of the first pivot that is zero, or 0.
  func invertLU(_ a: MutableMatrixView<Scalar>, pivots: [Int32]) -> Int
  /// A = U^T U in place, of the upper triangle (the lower one of the view); the order of the first minor that is not
  /// positive, or 0.
  func factorCholesky(_ a: MutableMatrixView<Scalar>) -> Int
  /// B := A^-1 B, A factored by `factorCholesky`; 0.
  func solveCholesky(_ a: MatrixView<Scalar>, _ b: MutableMatrixView<Scalar>) -> Int
  /// The upper triangle of A^-1 (the lower one of the view), A factored by `factorCholesky`; the order of the first element
  /// of the diagonal that is zero, or 0.
  func invertCholesky(_ a: MutableMatrixView<Scalar>) -> Int
  /// B := T^-1 B or T^-T B for a triangle T of the first n rows and columns of A, n the rows of B; returns the order of
  /// the first element of the diagonal that is zero, leaving B unchanged, or 0. A unit diagonal is not read.
  func solveTriangle(
    _ a: MatrixView<Scalar>, upper: Bool, transposed: Bool, unitDiagonal: Bool, _ b: MutableMatrixView<Scalar>
  ) -> Int

  /// A = Q R in place, a factor for each of min(m, n) reflectors.
  func factorQR(_ a: MutableMatrixView<Scalar>, reflectors tau: inout [Scalar])
  /// A P = Q R in place; `columns` become the indices in A of the columns of A P, from one on.
  func factorPivotedQR(_ a: MutableMatrixView<Scalar>, reflectors tau: inout [Scalar], columns: inout [Int32])
  /// C := Q C or Q^T C, with Q of `factorQR`.
  func multiplyByQ(
    _ a: MatrixView<Scalar>, reflectors tau: [Scalar], _ c: MutableMatrixView<Scalar>, transposed: Bool)
  /// A := the first columns of Q, as many as A has; A holds the reflectors of `factorQR`.
  func formQ(_ a: MutableMatrixView<Scalar>, reflectors tau: [Scalar])

  /// A = U S V^T; destroys A. Without `u` and `vt`, the values alone. Returns the number of values that did not
  /// converge.
  func decomposeSingular(
    _ a: MutableMatrixView<Scalar>, values: inout [Scalar], u: MutableMatrixView<Scalar>?,
    vt: MutableMatrixView<Scalar>?, full: Bool
  ) -> Int
  /// A = V diag(values) V^T of the upper triangle (the lower one of the view); A becomes V where `vectors` is set.
  /// Returns the number of values that did not converge.
  func decomposeSymmetric(_ a: MutableMatrixView<Scalar>, values: inout [Scalar], vectors: Bool) -> Int
  /// The eigenvalues of A, whose largest element is within `limitOfSingularValues`, and, on request, its left and right
  /// eigenvectors, packed as LAPACK's `geev` does; destroys A. Returns the number of values that did not converge.
  func decompose(
    _ a: MutableMatrixView<Scalar>, real: inout [Scalar], imaginary: inout [Scalar],
    left: MutableMatrixView<Scalar>?, right: MutableMatrixView<Scalar>?
  ) -> Int
  /// The shortest X that minimizes |A X - B|, in the first n rows of B, which has max(m, n); destroys A.
  func solveLeastSquares(
    _ a: MutableMatrixView<Scalar>, _ b: MutableMatrixView<Scalar>, values: inout [Scalar], tolerance: Scalar
  ) -> (unconverged: Int, rank: Int)
}

extension SwiftRoutines: DecompositionRoutines {}

/// The kind of problem, on which the choice of a provider depends.
enum DecompositionKind {
  case elimination, cholesky, triangle, qr, pivotedQR, leastSquares, singularValues, symmetricEigen, eigen

  /// Whether the routines in Swift are faster than LAPACK on an OpenBLAS that has kernels for the CPU.
  ///
  /// Measured on an Intel CPU with AVX-512, one thread and two, Float and Double: for square matrices of orders 8 to
  /// 1,024 no routine took more than 1.15 of LAPACK's time, most took 0.4 to 0.8. Long and narrow matrices are the
  /// exceptions.
  func isFasterInSwift(rows: Int, columns: Int) -> Bool {
    let (longer, shorter) = (Swift.max(rows, columns), Swift.min(rows, columns))
    switch self {
    case .elimination: return longer <= 2 * shorter
    case .leastSquares: return longer <= 2 * shorter || shorter >= 96
    case .singularValues: return longer <= 4 * shorter || shorter >= 10
    case .cholesky, .triangle, .qr, .pivotedQR, .symmetricEigen, .eigen: return true
    }
  }
}

extension ComputeConfiguration {
  /// Whether LAPACK computes a decomposition of this shape: the backend is OpenBLAS by name, or by the automatic choice,
  /// Swift is not known to be faster, and LAPACK has numbers for the sizes and for its workspace.
  func usesLAPACK(for kind: DecompositionKind, rows: Int, columns: Int) -> Bool {
    if !backend.isAutomatic { return backend == .openBLAS }
    return backend == .openBLAS && !kind.isFasterInSwift(rows: rows, columns: columns)
      && Swift.max(rows, columns) <= Int(Int32.max) / 2
  }
}

extension BLASScalar {
  /// The routines for this scalar that the configuration selects.
  static func routines(
    _ configuration: ComputeConfiguration, for kind: DecompositionKind, rows: Int, columns: Int
  ) -> any DecompositionRoutines<Self> {
    #if OpenBLAS && os(Linux)
      if configuration.usesLAPACK(for: kind, rows: rows, columns: columns) { return _routines.lapack }
    #endif
    return SwiftRoutines<Self>(configuration)
  }
}
