/// The routines that decompositions are made of, by LAPACK or in Swift.
///
/// A view is the matrix whose columns are its rows, LAPACK's layout. Pivots count from one, and what a routine returns is
/// LAPACK's `info`: 0, or above zero what the summary says. Callers check shapes; empty matrices never come here.
///
/// A routine that Swift has too is a requirement here; one that it has not is still called as `Scalar.lapack`.
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
  /// element of the diagonal that is zero, or 0: B is as it was then.
  func solveTriangle(_ a: MatrixView<Scalar>, upper: Bool, transposed: Bool, _ b: MutableMatrixView<Scalar>) -> Int
}

extension SwiftRoutines: DecompositionRoutines {}

#if OpenBLAS && os(Linux)
  extension LAPACK: DecompositionRoutines {}
#endif

extension BLASScalar {
  /// The routines for this scalar: those of LAPACK where products are OpenBLAS's, else those in Swift.
  static func routines(_ configuration: ComputeConfiguration) -> any DecompositionRoutines<Self> {
    #if OpenBLAS && os(Linux)
      if configuration.backend == .openBLAS { return lapack }
    #endif
    return SwiftRoutines<Self>(configuration)
  }
}
