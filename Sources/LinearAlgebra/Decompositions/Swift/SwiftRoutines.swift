/// The decomposition routines in Swift, based on this library's products: the provider beside LAPACK.
///
/// Each has the signature of its counterpart in `LAPACK+Calls.swift` and `LAPACK+Iterations.swift`: a view stands for
/// the matrix whose columns are its rows, LAPACK's layout; callers check shapes, and empty matrices never get here.
package struct SwiftRoutines<Scalar: BLASScalar>: Sendable {
  /// The configuration of the products: the Swift kernels, on as many threads as the caller's.
  package let configuration: ComputeConfiguration

  package init(threads: Int = ComputeConfiguration.current.threads) {
    configuration = ComputeConfiguration(backend: .swift, threads: threads)
  }

  /// The routines for a caller's configuration, with its instruction set.
  package init(_ configuration: ComputeConfiguration) {
    self.configuration =
      configuration.backend.instructionSet == nil
      ? ComputeConfiguration(backend: .swift, threads: configuration.threads) : configuration
  }
}
