/// The routines that decompositions are made of, by LAPACK or in Swift.
///
/// A view is the matrix whose columns are its rows, LAPACK's layout. Pivots count from one, and what a routine returns is
/// LAPACK's `info`: 0, or above zero what the summary says. Callers check shapes; empty matrices never come here.
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
  /// B := T^-1 B or T^-T B for a triangle T of the first n rows and columns of A, n the rows of B; the order of the first
  /// element of the diagonal that is zero, or 0: B is as it was then. A diagonal of ones is not looked at.
  func solveTriangle(
    _ a: MatrixView<Scalar>, upper: Bool, transposed: Bool, unitDiagonal: Bool, _ b: MutableMatrixView<Scalar>
  ) -> Int

  /// A = Q R in place, a factor for each of min(m, n) reflectors.
  func factorQR(_ a: MutableMatrixView<Scalar>, reflectors tau: inout [Scalar])
  /// A P = Q R in place; the columns of A P by their index in A, from one on.
  func factorPivotedQR(_ a: MutableMatrixView<Scalar>, reflectors tau: inout [Scalar], columns: inout [Int32])
  /// C := Q C or Q^T C, with Q of `factorQR`.
  func multiplyByQ(
    _ a: MatrixView<Scalar>, reflectors tau: [Scalar], _ c: MutableMatrixView<Scalar>, transposed: Bool)
  /// A := the first columns of Q, as many as A has, which holds the reflectors of `factorQR`.
  func formQ(_ a: MutableMatrixView<Scalar>, reflectors tau: [Scalar])

  /// A = U S V^T; destroys A. Without `u` and `vt` the values alone. The number of values that did not converge.
  func decomposeSingular(
    _ a: MutableMatrixView<Scalar>, values: inout [Scalar], u: MutableMatrixView<Scalar>?,
    vt: MutableMatrixView<Scalar>?, full: Bool
  ) -> Int
  /// A = V diag(values) V^T of the upper triangle (the lower one of the view); A becomes V where `vectors` is set. The
  /// number of values that did not converge.
  func decomposeSymmetric(_ a: MutableMatrixView<Scalar>, values: inout [Scalar], vectors: Bool) -> Int
  /// The eigenvalues of A and, where asked, its left and right eigenvectors, packed as LAPACK's `geev` does; destroys A.
  /// The number of values that did not converge.
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

#if OpenBLAS && os(Linux)
  extension LAPACK: DecompositionRoutines {}
#endif

/// What is to be decomposed, or solved with, for the choice of a provider.
enum DecompositionKind {
  case elimination, cholesky, triangle, qr, pivotedQR, leastSquares
  case singularValues(vectors: Bool)
  case symmetricEigen(vectors: Bool)
  case eigen(vectors: Bool)

  /// The least order from which the routines in Swift are known to be faster than LAPACK on an OpenBLAS whose kernels fit
  /// the CPU: measured for Float and Double, one thread and two, n = 8, 16, ... 1024.
  var leastSwiftOrder: Int {
    switch self {
    case .elimination, .cholesky, .triangle: 0
    case .qr: 48
    case .pivotedQR: 1024
    case .leastSquares: 96
    case .singularValues(vectors: true): 96
    case .singularValues(vectors: false): 192
    case .symmetricEigen(vectors: true): 64
    case .symmetricEigen(vectors: false): 256
    case .eigen(vectors: true): 32
    case .eigen(vectors: false): 64
    }
  }
}

extension ComputeConfiguration {
  /// Whether a decomposition of this order is LAPACK's: where the backend is OpenBLAS by name, or where it is that by itself
  /// and Swift is not known to be faster.
  func usesLAPACK(for kind: DecompositionKind, order: Int) -> Bool {
    backend == .openBLAS && !(backend.isAutomatic && order >= kind.leastSwiftOrder)
  }
}

extension BLASScalar {
  /// The routines for this scalar, as the configuration chooses them.
  static func routines(
    _ configuration: ComputeConfiguration, for kind: DecompositionKind, order: Int
  ) -> any DecompositionRoutines<Self> {
    #if OpenBLAS && os(Linux)
      if configuration.usesLAPACK(for: kind, order: order) { return lapack }
    #endif
    return SwiftRoutines<Self>(configuration)
  }
}
