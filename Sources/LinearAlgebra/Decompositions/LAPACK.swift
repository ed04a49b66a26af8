// The only file that refers to LAPACKE's routines: their `_work` forms, which neither allocate nor transpose.

#if OpenBLAS && os(Linux)
  import COpenBLAS

  /// The routines of LAPACK for one scalar, as C declares them. They are called in `LAPACK+Calls.swift` and
  /// `LAPACK+Iterations.swift`.
  @safe final class LAPACK<Scalar: BLASScalar>: Sendable {
    typealias Index = lapack_index
    typealias Layout = Int32
    typealias Flag = CChar
    typealias Source = UnsafePointer<Scalar>?
    typealias Target = UnsafeMutablePointer<Scalar>?
    typealias Indices = UnsafeMutablePointer<lapack_index>?

    typealias GETRF = @Sendable (Layout, Index, Index, Target, Index, Indices) -> Index
    typealias GETRS =
      @Sendable (
        Layout, Flag, Index, Index, Source, Index, UnsafePointer<lapack_index>?, Target, Index
      ) -> Index
    typealias GETRI =
      @Sendable (
        Layout, Index, Target, Index, UnsafePointer<lapack_index>?, Target, Index
      ) -> Index
    typealias POTRF = @Sendable (Layout, Flag, Index, Target, Index) -> Index
    typealias POTRS = @Sendable (Layout, Flag, Index, Index, Source, Index, Target, Index) -> Index
    typealias TRTRS = @Sendable (Layout, Flag, Flag, Flag, Index, Index, Source, Index, Target, Index) -> Index
    typealias GEQRF = @Sendable (Layout, Index, Index, Target, Index, Target, Target, Index) -> Index
    typealias GEQP3 = @Sendable (Layout, Index, Index, Target, Index, Indices, Target, Target, Index) -> Index
    typealias ORMQR =
      @Sendable (
        Layout, Flag, Flag, Index, Index, Index, Source, Index, Source, Target, Index, Target, Index
      ) -> Index
    typealias ORGQR = @Sendable (Layout, Index, Index, Index, Target, Index, Source, Target, Index) -> Index
    typealias GESDD =
      @Sendable (
        Layout, Flag, Index, Index, Target, Index, Target, Target, Index, Target, Index, Target, Index, Indices
      ) -> Index
    typealias SYEVD =
      @Sendable (
        Layout, Flag, Flag, Index, Target, Index, Target, Target, Index, Indices, Index
      ) -> Index
    typealias GEEV =
      @Sendable (
        Layout, Flag, Flag, Index, Target, Index, Target, Target, Target, Index, Target, Index, Target, Index
      ) -> Index
    typealias GELSD =
      @Sendable (
        Layout, Index, Index, Index, Target, Index, Target, Index, Target, Scalar, Indices, Target, Index, Indices
      ) -> Index

    let getrf: GETRF
    let getrs: GETRS
    let getri: GETRI
    let potrf: POTRF
    let potrs: POTRS
    let potri: POTRF
    let trtrs: TRTRS
    let geqrf: GEQRF
    let geqp3: GEQP3
    let ormqr: ORMQR
    let orgqr: ORGQR
    let gesdd: GESDD
    let syevd: SYEVD
    let geev: GEEV
    let gelsd: GELSD
    let columnMajor = Layout(LAPACK_COL_MAJOR)

    fileprivate init(
      getrf: @escaping GETRF, getrs: @escaping GETRS, getri: @escaping GETRI, potrf: @escaping POTRF,
      potrs: @escaping POTRS, potri: @escaping POTRF, trtrs: @escaping TRTRS, geqrf: @escaping GEQRF,
      geqp3: @escaping GEQP3, ormqr: @escaping ORMQR, orgqr: @escaping ORGQR, gesdd: @escaping GESDD,
      syevd: @escaping SYEVD, geev: @escaping GEEV, gelsd: @escaping GELSD
    ) {
      unsafe self.getrf = { layout, m, n, a, lda, pivots in
        OpenBLASLibrary.callOnLargeStack { unsafe getrf(layout, m, n, a, lda, pivots) }
      }
      unsafe (self.getrs, self.getri) = unsafe (getrs, getri)
      unsafe (self.potrf, self.potrs, self.potri, self.trtrs) = unsafe (potrf, potrs, potri, trtrs)
      unsafe (self.geqrf, self.geqp3, self.ormqr, self.orgqr) = unsafe (geqrf, geqp3, ormqr, orgqr)
      unsafe (self.gesdd, self.syevd, self.geev, self.gelsd) = unsafe (gesdd, syevd, geev, gelsd)
    }
  }

  extension LAPACK where Scalar == Float {
    static var routines: LAPACK {
      unsafe LAPACK(
        getrf: LAPACKE_sgetrf_work, getrs: LAPACKE_sgetrs_work, getri: LAPACKE_sgetri_work,
        potrf: LAPACKE_spotrf_work, potrs: LAPACKE_spotrs_work, potri: LAPACKE_spotri_work,
        trtrs: LAPACKE_strtrs_work, geqrf: LAPACKE_sgeqrf_work, geqp3: LAPACKE_sgeqp3_work,
        ormqr: LAPACKE_sormqr_work, orgqr: LAPACKE_sorgqr_work, gesdd: LAPACKE_sgesdd_work,
        syevd: LAPACKE_ssyevd_work, geev: LAPACKE_sgeev_work, gelsd: LAPACKE_sgelsd_work)
    }
  }

  extension LAPACK where Scalar == Double {
    static var routines: LAPACK {
      unsafe LAPACK(
        getrf: LAPACKE_dgetrf_work, getrs: LAPACKE_dgetrs_work, getri: LAPACKE_dgetri_work,
        potrf: LAPACKE_dpotrf_work, potrs: LAPACKE_dpotrs_work, potri: LAPACKE_dpotri_work,
        trtrs: LAPACKE_dtrtrs_work, geqrf: LAPACKE_dgeqrf_work, geqp3: LAPACKE_dgeqp3_work,
        ormqr: LAPACKE_dormqr_work, orgqr: LAPACKE_dorgqr_work, gesdd: LAPACKE_dgesdd_work,
        syevd: LAPACKE_dsyevd_work, geev: LAPACKE_dgeev_work, gelsd: LAPACKE_dgelsd_work)
    }
  }
#else
  /// The stand-in where LAPACK is not built in.
  struct LAPACK<Scalar: BLASScalar>: Sendable {
    static var routines: LAPACK { LAPACK() }
  }
#endif
