/// I - tau v v^T with v = (1, x): it takes (alpha, x) to (beta, 0).
///
/// - Note: LAPACK `larfg`; Golub & Van Loan, 4th ed., 5.1.3.
struct LongReflector<Scalar: BLASScalar> {
  private(set) var tau: Scalar = 0
  private(set) var beta: Scalar

  /// The reflection of `alpha` and the `count` numbers at `x`, which become those of v.
  ///
  /// - Precondition: `x` points to `count` elements.
  @unsafe init(_ alpha: Scalar, _ count: Int, _ x: UnsafeMutablePointer<Scalar>) {
    beta = alpha
    if count <= 0 { return }
    let kernels = Scalar._routines.best
    // In bounds: all kernels have `count` elements in one row.
    let squares = unsafe kernels.sumOfSquares(1, count, x, count)
    if squares > Self.safeSquares.lowerBound && squares < Self.safeSquares.upperBound {
      unsafe reflect(alpha, count, x, norm: Scalar(squares.squareRoot()))
      return
    }
    let largest = unsafe kernels.largestMagnitude(1, count, x, count)
    if largest == 0 { return }
    // Scaled to 1, so that no square overflows or vanishes.
    let exponent = Swift.max(largest, alpha.magnitude).exponent
    for i in 0..<count { unsafe x[i] = Scalar(sign: .plus, exponent: -exponent, significand: x[i]) }
    let sum = unsafe kernels.sumOfSquares(1, count, x, count)
    unsafe reflect(
      Scalar(sign: .plus, exponent: -exponent, significand: alpha), count, x, norm: Scalar(sum.squareRoot()))
    beta = Scalar(sign: .plus, exponent: exponent, significand: beta)
  }

  private static var safeSquares: Range<Double> { 0x1p-700..<0x1p960 }

  @unsafe private mutating func reflect(
    _ alpha: Scalar, _ count: Int, _ x: UnsafeMutablePointer<Scalar>, norm: Scalar
  ) {
    let length = hypotenuse(alpha, norm)
    beta = alpha > 0 ? -length : length
    tau = (beta - alpha) / beta
    let divisor = alpha - beta
    let kernels = Scalar._routines.best
    // In bounds: one divisor for `count` elements.
    unsafe withUnsafePointer(to: divisor) { unsafe kernels.divide(count, x, 1, $0, 0, x) }
  }
}
