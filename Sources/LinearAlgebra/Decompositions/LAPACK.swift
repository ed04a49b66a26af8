// The only file that refers to LAPACKE's routines: their `_work` forms, which neither allocate nor transpose.

#if OpenBLAS && os(Linux)
  import COpenBLAS

  /// The routines of LAPACK for one scalar, called in `LAPACK+Calls.swift` and `LAPACK+Iterations.swift`.
  @safe final class LAPACK<Scalar: BLASScalar>: DecompositionRoutines, Sendable {
    typealias Index = lapack_index
    typealias Layout = Int32
    typealias Flag = CChar
    typealias Source = UnsafePointer<Scalar>?
    typealias Target = UnsafeMutablePointer<Scalar>?
    typealias Indices = UnsafeMutablePointer<lapack_index>?
    typealias Pivots = UnsafePointer<lapack_index>?

    /// The routines, as C declares them.
    @safe struct Table: Sendable {
      let getrf: @Sendable (Layout, Index, Index, Target, Index, Indices) -> Index
      let getrs: @Sendable (Layout, Flag, Index, Index, Source, Index, Pivots, Target, Index) -> Index
      let getri: @Sendable (Layout, Index, Target, Index, Pivots, Target, Index) -> Index
      let potrf: @Sendable (Layout, Flag, Index, Target, Index) -> Index
      let potrs: @Sendable (Layout, Flag, Index, Index, Source, Index, Target, Index) -> Index
      let potri: @Sendable (Layout, Flag, Index, Target, Index) -> Index
      let trtrs: @Sendable (Layout, Flag, Flag, Flag, Index, Index, Source, Index, Target, Index) -> Index
      let geqrf: @Sendable (Layout, Index, Index, Target, Index, Target, Target, Index) -> Index
      let geqp3: @Sendable (Layout, Index, Index, Target, Index, Indices, Target, Target, Index) -> Index
      let ormqr:
        @Sendable (
          Layout, Flag, Flag, Index, Index, Index, Source, Index, Source, Target, Index, Target, Index
        ) -> Index
      let orgqr: @Sendable (Layout, Index, Index, Index, Target, Index, Source, Target, Index) -> Index
      let gesdd:
        @Sendable (
          Layout, Flag, Index, Index, Target, Index, Target, Target, Index, Target, Index, Target, Index, Indices
        ) -> Index
      let syevd: @Sendable (Layout, Flag, Flag, Index, Target, Index, Target, Target, Index, Indices, Index) -> Index
      let geev:
        @Sendable (
          Layout, Flag, Flag, Index, Target, Index, Target, Target, Target, Index, Target, Index, Target, Index
        ) -> Index
      let gelsd:
        @Sendable (
          Layout, Index, Index, Index, Target, Index, Target, Index, Target, Scalar, Indices, Target, Index, Indices
        ) -> Index
    }

    let table: Table
    let columnMajor = Layout(LAPACK_COL_MAJOR)

    fileprivate init(_ table: Table) { self.table = table }
  }

  extension LAPACK where Scalar == Float {
    static var routines: LAPACK {
      unsafe LAPACK(
        Table(
          getrf: LAPACKE_sgetrf_work, getrs: LAPACKE_sgetrs_work, getri: LAPACKE_sgetri_work,
          potrf: LAPACKE_spotrf_work, potrs: LAPACKE_spotrs_work, potri: LAPACKE_spotri_work,
          trtrs: LAPACKE_strtrs_work, geqrf: LAPACKE_sgeqrf_work, geqp3: LAPACKE_sgeqp3_work,
          ormqr: LAPACKE_sormqr_work, orgqr: LAPACKE_sorgqr_work, gesdd: LAPACKE_sgesdd_work,
          syevd: LAPACKE_ssyevd_work, geev: LAPACKE_sgeev_work, gelsd: LAPACKE_sgelsd_work))
    }
  }

  extension LAPACK where Scalar == Double {
    static var routines: LAPACK {
      unsafe LAPACK(
        Table(
          getrf: LAPACKE_dgetrf_work, getrs: LAPACKE_dgetrs_work, getri: LAPACKE_dgetri_work,
          potrf: LAPACKE_dpotrf_work, potrs: LAPACKE_dpotrs_work, potri: LAPACKE_dpotri_work,
          trtrs: LAPACKE_dtrtrs_work, geqrf: LAPACKE_dgeqrf_work, geqp3: LAPACKE_dgeqp3_work,
          ormqr: LAPACKE_dormqr_work, orgqr: LAPACKE_dorgqr_work, gesdd: LAPACKE_dgesdd_work,
          syevd: LAPACKE_dsyevd_work, geev: LAPACKE_dgeev_work, gelsd: LAPACKE_dgelsd_work))
    }
  }
#else
  /// The stand-in where LAPACK is not built in.
  struct LAPACK<Scalar: BLASScalar>: Sendable {
    static var routines: LAPACK { LAPACK() }
  }
#endif
