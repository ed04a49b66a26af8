/// The routines of the decompositions in Swift, on this library's own products: the provider beside LAPACK.
///
/// Each has the signature of the one in `LAPACK+Calls.swift` and `LAPACK+Iterations.swift` that it stands for: a view is
/// the matrix whose columns are its rows, LAPACK's layout; callers check shapes, and empty matrices never come here.
package struct SwiftRoutines<Scalar: BLASScalar>: Sendable {
  /// What computes the products: the Swift kernels, on as many threads as the caller has.
  package let configuration: ComputeConfiguration

  package init(threads: Int = ComputeConfiguration.current.threads) {
    configuration = ComputeConfiguration(backend: .swift, threads: threads)
  }

  /// The same for a caller's configuration, with the instruction set that it names.
  package init(_ configuration: ComputeConfiguration) {
    self.configuration =
      configuration.backend.instructionSet == nil
      ? ComputeConfiguration(backend: .swift, threads: configuration.threads) : configuration
  }
}
