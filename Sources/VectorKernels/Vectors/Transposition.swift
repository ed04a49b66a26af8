// b := the transpose of a, in squares of vectors that are transposed in registers.

/// b := the transpose of the `rows` x `columns` matrix a; they must not overlap.
@inline(never)
func transpose<T: KernelScalar>(
  _ rows: Int, _ columns: Int, _ a: UnsafePointer<T>, _ aStride: Int, _ b: UnsafeMutablePointer<T>, _ bStride: Int
) {
  typealias V = T.Vector
  var i = 0
  while i < rows {
    let height = min(V.scalarCount, rows &- i)
    var j = 0
    while j < columns {
      let width = min(V.scalarCount, columns &- j)
      let isWhole = height == V.scalarCount && width == V.scalarCount
      // In bounds: `height` rows and `width` columns of a.
      unsafe transposeSquare(
        V.self, rows: height, columns: width, a + i &* aStride + j, aStride, readsSquare: isWhole,
        b + j &* bStride + i, bStride, writesSquare: isWhole)
      j &+= width
    }
    i &+= height
  }
}

/// b := the transpose of a, which has at most a vector's elements each way.
///
/// - Parameters:
///   - readsSquare: whether a whole square may be read at `a`.
///   - writesSquare: whether a whole square may be written at `b`; elements beyond the transpose are arbitrary.
@inline(__always)
func transposeSquare<V: KernelVector & BitwiseCopyable>(
  _: V.Type, rows: Int, columns: Int, _ a: UnsafePointer<V.Scalar>, _ aStride: Int, readsSquare: Bool,
  _ b: UnsafeMutablePointer<V.Scalar>, _ bStride: Int, writesSquare: Bool
) where V.Scalar: FloatingPoint {
  let size = V.scalarCount
  if readsSquare && writesSquare { return unsafe transposeWholeSquare(V.self, a, aStride, b, bStride) }
  var square = InlineArray<4, InlineArray<4, V>>(repeating: InlineArray(repeating: V()))
  unsafe withUnsafeMutableBytes(of: &square) { bytes in
    guard let start = bytes.baseAddress else { return }
    let square = unsafe start.assumingMemoryBound(to: V.Scalar.self)
    // In bounds: the square has `size` rows of `size` elements; of a and b only what they have is touched.
    if readsSquare {
      unsafe transposeWholeSquare(V.self, a, aStride, square, size)
    } else {
      for r in 0..<rows { unsafe copy(columns, from: a + r &* aStride, to: square + r &* size) }
      if writesSquare { return unsafe transposeWholeSquare(V.self, square, size, b, bStride) }
      unsafe transposeWholeSquare(V.self, square, size, square, size)
    }
    for r in 0..<columns { unsafe copy(rows, from: square + r &* size, to: b + r &* bStride) }
  }
}

/// Transposes a square of vectors in registers: each pass interleaves the first half of the rows with the second.
@inline(__always)
func transposeWholeSquare<V: KernelVector & BitwiseCopyable>(
  _: V.Type, _ a: UnsafePointer<V.Scalar>, _ aStride: Int, _ b: UnsafeMutablePointer<V.Scalar>, _ bStride: Int
) where V.Scalar: FloatingPoint {
  let size = V.scalarCount
  @inline(__always)
  func row(_ r: Int) -> V { r < size ? unsafe load(a + r &* aStride) : V() }
  // Written out: `InlineArray(repeating:)` of this length is a function that object files share.
  var rows: InlineArray<16, V> = [
    row(0), row(1), row(2), row(3), row(4), row(5), row(6), row(7),
    row(8), row(9), row(10), row(11), row(12), row(13), row(14), row(15),
  ]
  var passes = size
  while passes > 1 {
    let old = rows
    for r in 0..<size / 2 { (rows[2 &* r], rows[2 &* r &+ 1]) = V.interleaved(old[r], old[r &+ size / 2]) }
    passes /= 2
  }
  for r in 0..<size { unsafe store(rows[r], to: b + r &* bStride) }
}

#if AVX512
  extension SIMD16: KernelVector {
    @inline(__always)
    static func interleaved(_ a: Self, _ b: Self) -> (Self, Self) {
      let first = Self(a[0], b[0], a[1], b[1], a[2], b[2], a[3], b[3], a[4], b[4], a[5], b[5], a[6], b[6], a[7], b[7])
      let second = Self(
        a[8], b[8], a[9], b[9], a[10], b[10], a[11], b[11], a[12], b[12], a[13], b[13], a[14], b[14], a[15], b[15])
      return (first, second)
    }
  }
#endif

#if AVX512 || AVX2
  extension SIMD8: KernelVector {
    @inline(__always)
    static func interleaved(_ a: Self, _ b: Self) -> (Self, Self) {
      let first = Self(a[0], b[0], a[1], b[1], a[2], b[2], a[3], b[3])
      let second = Self(a[4], b[4], a[5], b[5], a[6], b[6], a[7], b[7])
      return (first, second)
    }
  }
#endif

#if !AVX512
  extension SIMD4: KernelVector {
    @inline(__always)
    static func interleaved(_ a: Self, _ b: Self) -> (Self, Self) {
      let first = Self(a[0], b[0], a[1], b[1])
      let second = Self(a[2], b[2], a[3], b[3])
      return (first, second)
    }
  }
#endif

#if !AVX512 && !AVX2
  extension SIMD2: KernelVector {
    @inline(__always)
    static func interleaved(_ a: Self, _ b: Self) -> (Self, Self) {
      let first = Self(a[0], b[0])
      let second = Self(a[1], b[1])
      return (first, second)
    }
  }
#endif
