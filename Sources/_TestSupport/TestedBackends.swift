import LinearAlgebra

/// The backends that this build on this CPU is tested with, the naive one aside.
public let fastBackends: [GEMMBackend] =
  (GEMMBackend.openBLAS.isAvailable ? [.openBLAS] : []) + InstructionSet.available.map { .swift($0) }

/// The backends that decompositions are tested with: LAPACK, where it is built in, and the routines in Swift.
public let decompositionProviders: [GEMMBackend] = (GEMMBackend.openBLAS.isAvailable ? [.openBLAS] : []) + [.swift]

extension GEMMBackend {
  /// How many additions beta C may pass in a product whose elements are sums of k terms: s of the bound
  /// gamma_(k+2) |alpha| (|A||B|) + gamma_(s+1) |beta C| that an element of alpha A B + beta C is held to.
  ///
  /// A term passes the rounding of its product, one by alpha and, in whatever order k terms and beta C are added, at most k
  /// additions. The first part therefore holds for every BLAS, also where alpha scales A, B or blocks of the sum.
  ///
  /// beta C passes the rounding by beta and the additions to it. The Swift kernels and the plain loops add the whole sum at
  /// once. A BLAS may add it in parts, down to single terms, as the Fortran routines that define it do.
  func additions(terms k: Int) -> Int { self == .openBLAS ? max(k, 1) : 1 }
}
