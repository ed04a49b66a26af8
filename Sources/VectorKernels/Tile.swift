// The micro-kernel: `rows` x `vectors` vectors of C, accumulated in registers over the whole of k.

/// The sums of one tile: `rows` rows of `vectors` vectors.
typealias Sums<V: SIMD, let rows: Int, let vectors: Int> = InlineArray<rows, InlineArray<vectors, V>>

/// C := alpha A B + beta C for a tile of `rows` rows and `vectors * V.scalarCount` columns.
///
/// One ascending chain over k for each element, alpha applied once at the end: the value of an element depends neither
/// on the shape of the tile nor on the rows beside it. `beta == 0` never reads C.
///
/// - `a`: element (i, p) at `a[i * aRowStride + p * aColumnStride]`.
/// - `b`: row p at `b[p * bStride]`, its columns contiguous.
@inline(__always)
func tile<V: SIMD & BitwiseCopyable, let rows: Int, let vectors: Int>(
  _: Sums<V, rows, vectors>.Type, k: Int, alpha: V.Scalar,
  a: UnsafePointer<V.Scalar>, aRowStride: Int, aColumnStride: Int,
  b: UnsafePointer<V.Scalar>, bStride: Int,
  beta: V.Scalar, c: UnsafeMutablePointer<V.Scalar>, cStride: Int
) where V.Scalar: FloatingPoint {
  let width = V.scalarCount
  var sums = Sums<V, rows, vectors>(repeating: InlineArray(repeating: V()))
  var aColumn = unsafe a
  var bRow = unsafe b
  for _ in 0..<k {
    var row = InlineArray<vectors, V>(repeating: V())
    for j in 0..<vectors { row[j] = unsafe load(bRow + j &* width) }
    for i in 0..<rows {
      let scalar = unsafe V(repeating: aColumn[i &* aRowStride])
      for j in 0..<vectors { sums[i][j] = multiplyAdd(sums[i][j], scalar, row[j]) }
    }
    unsafe aColumn += aColumnStride
    unsafe bRow += bStride
  }
  for i in 0..<rows {
    for j in 0..<vectors {
      unsafe update(c + i &* cStride + j &* width, with: sums[i][j], alpha: alpha, beta: beta)
    }
  }
}

/// c := alpha sum + beta c for one vector of C.
@inline(__always)
func update<V: SIMD & BitwiseCopyable>(
  _ c: UnsafeMutablePointer<V.Scalar>, with sum: V, alpha: V.Scalar, beta: V.Scalar
) where V.Scalar: FloatingPoint {
  let product = alpha * sum
  unsafe store(beta == 0 ? product : multiplyAdd(product, load(c), V(repeating: beta)), to: c)
}
