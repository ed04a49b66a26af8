extension Product {
  /// Computes on the calling thread.
  ///
  /// - Precondition: the backend is available.
  func run(on backend: GEMMBackend) {
    switch backend.kind {
    case .openBLAS:
      guard let openBLAS = Scalar._routines.openBLAS else {
        trap("the backend openblas: this build has no OpenBLAS (its trait is off); use swift or reference")
      }
      openBLAS(self)
    case .swift(let instructionSet): runSwift(instructionSet)
    case .reference: runReference()
    }
  }
}
