import LinearAlgebra

/// How a library spells the names of its functions: builds of OpenBLAS have a prefix and a suffix.
struct CBLASSpelling {
  let prefix: String
  let suffix: String

  static let all = [("", ""), ("", "64_"), ("", "_64"), ("scipy_", ""), ("scipy_", "64_")].map(CBLASSpelling.init)

  func of(_ name: String) -> String { prefix + name + suffix }
}

/// The functions that a library has to have.
///
/// Whether its integers have 32 or 64 bits, they are passed as 64: on x86-64 and arm64, Linux gives an argument 64 bits
/// of a register or of the stack either way, and a function of 32-bit integers reads the lower half.
@safe struct CBLASCalls {
  /// `cblas_sgemm` and `cblas_dgemm`.
  typealias GEMM<Scalar> = (
    _ order: CInt, _ transA: CInt, _ transB: CInt, _ m: Int, _ n: Int, _ k: Int, _ alpha: Scalar,
    _ a: UnsafePointer<Scalar>, _ lda: Int, _ b: UnsafePointer<Scalar>, _ ldb: Int, _ beta: Scalar,
    _ c: UnsafeMutablePointer<Scalar>, _ ldc: Int
  ) -> Void

  let sgemm: GEMM<Float>
  let dgemm: GEMM<Double>
  /// The bits of the library's integers, 32 or 64, which its names do not always tell.
  let integerBits: Int

  /// Nil where they are not all there.
  init?(_ library: SharedLibrary, _ spelling: CBLASSpelling) {
    typealias SGEMM =
      @convention(c) (
        CInt, CInt, CInt, Int, Int, Int, Float, UnsafePointer<Float>, Int, UnsafePointer<Float>, Int, Float,
        UnsafeMutablePointer<Float>, Int
      ) -> Void
    typealias DGEMM =
      @convention(c) (
        CInt, CInt, CInt, Int, Int, Int, Double, UnsafePointer<Double>, Int, UnsafePointer<Double>, Int, Double,
        UnsafeMutablePointer<Double>, Int
      ) -> Void
    typealias ISAMAX = @convention(c) (Int, UnsafePointer<Float>, Int) -> CInt
    // In bounds: the functions have these types in every CBLAS, but for the integers (above).
    guard let sgemm = unsafe library.function(spelling.of("cblas_sgemm"), as: SGEMM.self),
      let dgemm = unsafe library.function(spelling.of("cblas_dgemm"), as: DGEMM.self),
      let isamax = unsafe library.function(spelling.of("cblas_isamax"), as: ISAMAX.self)
    else { return nil }
    unsafe (self.sgemm, self.dgemm) = (sgemm, dgemm)
    // As libblastrampoline asks: n is 3 in its lower half and negative as a whole. Of three numbers the last is the
    // largest, number 2; of fewer than none BLAS answers 0. In bounds: three elements.
    integerBits = unsafe isamax(-1 << 32 | 3, [1, 2, 3], 1) == 2 ? 32 : 64
  }

  /// A first product of no use, for what a library leaves to it.
  func multiplyOnce() {
    let n = 64
    let a = [Float](repeating: 1, count: n * n)
    var c = a
    // In bounds: three matrices of n x n.
    unsafe sgemm(101, 111, 111, n, n, n, 1, a, n, a, n, 0, &c, n)
  }
}

/// A scalar that CBLAS has products of.
protocol CBLASScalar: BLASScalar {
  static func gemm(_ calls: CBLASCalls) -> CBLASCalls.GEMM<Self>
}

extension Float: CBLASScalar {
  static func gemm(_ calls: CBLASCalls) -> CBLASCalls.GEMM<Float> { unsafe calls.sgemm }
}

extension Double: CBLASScalar {
  static func gemm(_ calls: CBLASCalls) -> CBLASCalls.GEMM<Double> { unsafe calls.dgemm }
}
