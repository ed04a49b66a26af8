// The only file that calls CBLAS.

#if OpenBLAS && os(Linux)
  import COpenBLAS

  extension Product where Scalar == Float {
    /// Computes a product by OpenBLAS; nil in a build without it.
    static var openBLAS: (@Sendable (Product) -> Void)? {
      { product in OpenBLASLibrary.call { unsafe product.runOpenBLAS(gemm: cblas_sgemm, gemv: cblas_sgemv) } }
    }
  }

  extension Product where Scalar == Double {
    /// Computes a product by OpenBLAS; nil in a build without it.
    static var openBLAS: (@Sendable (Product) -> Void)? {
      { product in OpenBLASLibrary.call { unsafe product.runOpenBLAS(gemm: cblas_dgemm, gemv: cblas_dgemv) } }
    }
  }

  extension Product {
    fileprivate typealias GEMM = (
      CBLAS_ORDER, CBLAS_TRANSPOSE, CBLAS_TRANSPOSE, _ m: blasint, _ n: blasint, _ k: blasint, _ alpha: Scalar,
      _ a: UnsafePointer<Scalar>?, _ lda: blasint, _ b: UnsafePointer<Scalar>?, _ ldb: blasint, _ beta: Scalar,
      _ c: UnsafeMutablePointer<Scalar>?, _ ldc: blasint
    ) -> Void
    fileprivate typealias GEMV = (
      CBLAS_ORDER, CBLAS_TRANSPOSE, _ m: blasint, _ n: blasint, _ alpha: Scalar, _ a: UnsafePointer<Scalar>?,
      _ lda: blasint, _ x: UnsafePointer<Scalar>?, _ incx: blasint, _ beta: Scalar, _ y: UnsafeMutablePointer<Scalar>?,
      _ incy: blasint
    ) -> Void

    /// The product by `gemm`, or by `gemv` if an operand is a vector.
    fileprivate func runOpenBLAS(gemm: GEMM, gemv: GEMV) {
      if n == 1 {
        // y := alpha op(A) x + beta y. In bounds: the shapes were checked.
        unsafe gemv(
          CblasRowMajor, a.flag, int(a.view.rows), int(a.view.columns), alpha, a.view.base,
          int(a.view.leadingDimension), b.view.base, int(b.rowStride), beta, c.base, int(c.stride))
      } else if m == 1 {
        // The transposed product: y := alpha op(B)' x + beta y. In bounds: the shapes were checked.
        unsafe gemv(
          CblasRowMajor, b.t.flag, int(b.view.rows), int(b.view.columns), alpha, b.view.base,
          int(b.view.leadingDimension), a.view.base, int(a.columnStride), beta, c.base, 1)
      } else {
        // In bounds: the shapes were checked, and a stride is at least the length of a row.
        unsafe gemm(
          CblasRowMajor, a.flag, b.flag, int(m), int(n), int(k), alpha, a.view.base, int(a.view.leadingDimension),
          b.view.base, int(b.view.leadingDimension), beta, c.base, int(c.reading.leadingDimension))
      }
    }

    /// A size in CBLAS's integer type.
    private func int(_ size: Int) -> blasint {
      guard let size = blasint(exactly: size) else {
        trap("product of \(a.shapeText) and \(b.shapeText) by openblas: \(size) is above \(blasint.max); use swift")
      }
      return size
    }
  }

  extension MatrixView {
    /// The stride, or the length of the row if there is only one.
    fileprivate var leadingDimension: Int { rows == 1 ? columns : stride }
  }

  extension Operand {
    fileprivate var flag: CBLAS_TRANSPOSE { isTransposed ? CblasTrans : CblasNoTrans }
    fileprivate var t: Operand { Operand(view, isTransposed: !isTransposed) }
  }
#else
  extension Product {
    static var openBLAS: (@Sendable (Product) -> Void)? { nil }
  }
#endif
