// The loops around the tiles: blocks of columns, of rows and of k.

/// C := alpha A B, or C + alpha A B; `scratch` has room for `Blocking.scratchCount` elements.
///
/// - Parameters:
///   - shape: the tile for most of C.
///   - tail: the vector for the last columns, where they fit into it.
@inline(__always)
func multiplyBlocks<V: KernelVector & BitwiseCopyable, Tail: SIMD & BitwiseCopyable, let rows: Int, let vectors: Int>(
  _ shape: Sums<V, rows, vectors>.Type, _ tail: Tail.Type, _ problem: Problem<V.Scalar>,
  scratch: UnsafeMutablePointer<V.Scalar>
) where V.Scalar: FloatingPoint & SIMDScalar, Tail.Scalar == V.Scalar {
  requireRegisters(rows: rows, vectors: vectors)
  let blocking = Blocking(problem, rows: rows)
  var i = 0
  while i < problem.m {
    var j = 0
    while j < problem.n {
      var p = 0
      while p < problem.k {
        let block = unsafe Block(problem, i, j, p, blocking, scratch: scratch)
        // Packed A serves all columns.
        if blocking.packsA && j == 0 { block.packA(rows: rows) }
        block.packB(shape, tail)
        block.run(shape, tail)
        p &+= blocking.k
      }
      j &+= blocking.n
    }
    i &+= blocking.m
  }
}
