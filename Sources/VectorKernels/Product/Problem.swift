// The arguments of C := alpha A B or C + alpha A B, as the loops pass them to each other.

/// One product. The caller keeps all pointers in bounds.
///
/// - `a`: element (i, p) at `a[i * aRowStride + p * aColumnStride]`; likewise B and C.
/// - One of the two strides of each operand, and of C, is 1.
@safe struct Problem<Scalar: FloatingPoint> {
  var m: Int
  var n: Int
  var k: Int
  var alpha: Scalar
  var a: UnsafePointer<Scalar>
  var aRowStride: Int
  var aColumnStride: Int
  var b: UnsafePointer<Scalar>
  var bRowStride: Int
  var bColumnStride: Int
  /// Whether the product is accumulated into C; otherwise C is not read.
  var addsToC: Bool
  var c: UnsafeMutablePointer<Scalar>
  var cRowStride: Int
  var cColumnStride: Int
  /// Whether the rows of B follow each other without gaps: reading beyond a row's end stays in B, except for the last
  /// row.
  var bIsDense: Bool

  @inline(__always)
  init(
    m: Int, n: Int, k: Int, alpha: Scalar, a: UnsafePointer<Scalar>, aRowStride: Int, aColumnStride: Int,
    b: UnsafePointer<Scalar>, bRowStride: Int, bColumnStride: Int,
    addsToC: Bool, c: UnsafeMutablePointer<Scalar>, cRowStride: Int, cColumnStride: Int
  ) {
    (self.m, self.n, self.k) = (m, n, k)
    (self.alpha, self.addsToC) = (alpha, addsToC)
    unsafe (self.a, self.b, self.c) = (a, b, c)
    (self.aRowStride, self.aColumnStride) = (aRowStride, aColumnStride)
    (self.bRowStride, self.bColumnStride) = (bRowStride, bColumnStride)
    (self.cRowStride, self.cColumnStride) = (cRowStride, cColumnStride)
    bIsDense = bColumnStride == 1 && bRowStride == n
  }

  /// C' := B' A': the same sums in the same order.
  @inline(__always)
  var transposed: Problem {
    unsafe Problem(
      m: n, n: m, k: k, alpha: alpha, a: b, aRowStride: bColumnStride, aColumnStride: bRowStride,
      b: a, bRowStride: aColumnStride, bColumnStride: aRowStride, addsToC: addsToC,
      c: c, cRowStride: cColumnStride, cColumnStride: cRowStride)
  }

  /// The part that computes the columns from `start` on.
  @inline(__always)
  func columns(from start: Int) -> Problem {
    var rest = self
    rest.n = n &- start
    unsafe rest.b = b + start &* bColumnStride
    unsafe rest.c = c + start &* cColumnStride
    return rest
  }
}
