// The micro-kernel: `rows` x `vectors` vectors of C, accumulated in registers.

/// The sums of one tile: `rows` rows of `vectors` vectors.
typealias Sums<V: SIMD, let rows: Int, let vectors: Int> = InlineArray<rows, InlineArray<vectors, V>>

/// Adds to each sum the products of `k` steps, one ascending chain for each element.
///
/// - `a`: element (i, p) at `a[rowOffsets[i] + p * aColumnStride]`; `rowOffsets[0]` is zero and not read.
/// - `b`: row p at `b[p * bStride]`, its columns contiguous.
///
/// The offsets are loaded from memory; otherwise the compiler computes each row's address from that of the row before,
/// a chain of eight additions from step to step, as long as eight multiply-adds take.
@inline(__always)
func accumulate<V: SIMD & BitwiseCopyable, let rows: Int, let vectors: Int>(
  _ sums: inout Sums<V, rows, vectors>, k: Int, a: UnsafePointer<V.Scalar>, rowOffsets: UnsafePointer<Int>,
  aColumnStride: Int, b: UnsafePointer<V.Scalar>, bStride: Int
) where V.Scalar: FloatingPoint {
  var aRows = unsafe InlineArray<rows, UnsafePointer<V.Scalar>>(repeating: a)
  for i in 1..<max(rows, 1) { unsafe aRows[i] = a + rowOffsets[i] }
  var aOffset = 0
  var bRow = unsafe b
  for _ in 0..<k {
    var row = InlineArray<vectors, V>(repeating: V())
    for j in 0..<vectors { row[j] = unsafe load(bRow + j &* V.scalarCount) }
    for i in 0..<rows {
      let scalar = unsafe V(repeating: aRows[i][aOffset])
      for j in 0..<vectors { sums[i][j] = multiplyAdd(sums[i][j], scalar, row[j]) }
    }
    aOffset &+= aColumnStride
    unsafe bRow += bStride
  }
}

/// c := alpha sum, or c + alpha sum where `adds` is set, for one vector of C.
@inline(__always)
func update<V: SIMD & BitwiseCopyable>(
  _ c: UnsafeMutablePointer<V.Scalar>, with sum: V, alpha: V.Scalar, adds: Bool
) where V.Scalar: FloatingPoint {
  unsafe store(adds ? multiplyAdd(load(c), sum, V(repeating: alpha)) : alpha * sum, to: c)
}

/// c := sum, or c + alpha sum where `adds` is set, for `count` elements, four at a time. A sum that overwrites C
/// already includes alpha.
@inline(__always)
func updateEdge<T: FloatingPoint & SIMDScalar>(
  _ count: Int, _ c: UnsafeMutablePointer<T>, from sum: UnsafePointer<T>, alpha: T, adds: Bool
) {
  // In bounds: `count` elements of both.
  if !adds { return unsafe copy(count, from: sum, to: c) }
  var q = 0
  while q &+ 4 <= count {
    let (s, old) = unsafe (sum + q, c + q)
    let new = unsafe multiplyAdd(
      SIMD4<T>(old[0], old[1], old[2], old[3]), SIMD4<T>(s[0], s[1], s[2], s[3]), SIMD4<T>(repeating: alpha))
    for lane in 0..<4 { unsafe old[lane] = new[lane] }
    q &+= 4
  }
  while q < count {
    unsafe c[q] = multiplyAdd(c[q], sum[q], alpha)
    q &+= 1
  }
}
