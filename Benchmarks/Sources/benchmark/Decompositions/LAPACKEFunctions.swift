import LinearAlgebra

#if OpenBLAS && os(Linux)
  import CLAPACKE

  /// LAPACKE's functions of one scalar.
  @safe struct LAPACKEFunctions<Scalar> {
    typealias Memory = UnsafeMutablePointer<Scalar>?
    typealias Index = lapack_index
    typealias Indices = UnsafeMutablePointer<Index>?

    let potrf: (Int32, CChar, Index, Memory, Index) -> Index
    let getrf: (Int32, Index, Index, Memory, Index, Indices) -> Index
    let getri: (Int32, Index, Memory, Index, UnsafePointer<Index>?) -> Index
    let gesv: (Int32, Index, Index, Memory, Index, Indices, Memory, Index) -> Index
    let geqrf: (Int32, Index, Index, Memory, Index, Memory) -> Index
    let geqp3: (Int32, Index, Index, Memory, Index, Indices, Memory) -> Index
    let gelsd: (Int32, Index, Index, Index, Memory, Index, Memory, Index, Memory, Scalar, Indices) -> Index
    let syevd: (Int32, CChar, CChar, Index, Memory, Index, Memory) -> Index
    let gesdd: (Int32, CChar, Index, Index, Memory, Index, Memory, Memory, Index, Memory, Index) -> Index
    let geev: (Int32, CChar, CChar, Index, Memory, Index, Memory, Memory, Memory, Index, Memory, Index) -> Index
  }

  /// A scalar that is decomposed by either provider.
  protocol DecompositionScalar: BLASScalar {
    static var lapacke: LAPACKEFunctions<Self> { get }
  }

  extension Float: DecompositionScalar {
    static var lapacke: LAPACKEFunctions<Float> {
      unsafe LAPACKEFunctions(
        potrf: LAPACKE_spotrf, getrf: LAPACKE_sgetrf, getri: LAPACKE_sgetri, gesv: LAPACKE_sgesv, geqrf: LAPACKE_sgeqrf,
        geqp3: LAPACKE_sgeqp3, gelsd: LAPACKE_sgelsd, syevd: LAPACKE_ssyevd, gesdd: LAPACKE_sgesdd, geev: LAPACKE_sgeev)
    }
  }

  extension Double: DecompositionScalar {
    static var lapacke: LAPACKEFunctions<Double> {
      unsafe LAPACKEFunctions(
        potrf: LAPACKE_dpotrf, getrf: LAPACKE_dgetrf, getri: LAPACKE_dgetri, gesv: LAPACKE_dgesv, geqrf: LAPACKE_dgeqrf,
        geqp3: LAPACKE_dgeqp3, gelsd: LAPACKE_dgelsd, syevd: LAPACKE_dsyevd, gesdd: LAPACKE_dgesdd, geev: LAPACKE_dgeev)
    }
  }
#else
  typealias DecompositionScalar = BLASScalar
#endif
