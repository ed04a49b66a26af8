// The entry of the matrix product, which chooses the loops for a shape.

/// C := alpha A B + beta C, for sizes above zero.
///
/// - `a`: element (i, p) at `a[i * aRowStride + p * aColumnStride]`, one of the strides 1.
/// - `b`: element (p, j) at `b[p * bRowStride + j * bColumnStride]`, one of the strides 1.
/// - `c`: element (i, j) at `c[i * cStride + j]`; overlaps neither A nor B; not read where `beta == 0`.
/// - `scratch`: `scratchCount` elements.
@inline(never)
func multiplyMatrices<T: KernelScalar>(
  m: Int, n: Int, k: Int, alpha: T, a: UnsafePointer<T>, aRowStride: Int, aColumnStride: Int, b: UnsafePointer<T>,
  bRowStride: Int, bColumnStride: Int, beta: T, c: UnsafeMutablePointer<T>, cStride: Int,
  scratch: UnsafeMutablePointer<T>
) {
  unsafe scale(m, n, c, cStride, by: beta)
  unsafe multiply(
    Tile<T.Vector>.self, T.Tail.self,
    Problem(
      m: m, n: n, k: k, alpha: alpha, a: a, aRowStride: aRowStride, aColumnStride: aColumnStride,
      b: b, bRowStride: bRowStride, bColumnStride: bColumnStride, addsToC: beta != 0, c: c, cRowStride: cStride,
      cColumnStride: 1), scratch: scratch)
}

/// C := beta C where beta is neither 0 nor 1: the loops can only overwrite C or accumulate into it.
@inline(__always)
private func scale<T: FloatingPoint>(
  _ m: Int, _ n: Int, _ c: UnsafeMutablePointer<T>, _ stride: Int, by beta: T
) {
  if beta == 0 || beta == 1 { return }
  for i in 0..<m {
    let row = unsafe c + i &* stride
    for j in 0..<n { unsafe row[j] *= beta }
  }
}

/// The elements of `scratch` that a product needs.
func scratchCount(
  m: Int, n: Int, k: Int, aIsTransposed: Bool, bIsTransposed: Bool, bytes: Int
) -> Int {
  precondition(bytes == MemoryLayout<Float>.size || bytes == MemoryLayout<Double>.size, "elements of another size")
  func count(_ m: Int, _ n: Int, _ aIsTransposed: Bool, _ bIsTransposed: Bool) -> Int {
    Blocking(
      m: m, n: n, k: k, bytes: bytes, rows: tallestTile, aIsTransposed: aIsTransposed, bIsTransposed: bIsTransposed
    ).scratchCount
  }
  let blocks = max(count(m, n, aIsTransposed, bIsTransposed), count(n, m, !bIsTransposed, !aIsTransposed))
  return n == 1 ? max(k, blocks) : blocks
}

/// Whether the product is computed as a dot product for each row: C has one column, and the rows of A are contiguous.
///
/// Not where the row stride is 1: A is then a transpose, whose rows are contiguous only if there is a single one, and
/// that row must have the bits that it has among others. (Or k is 1, and both ways have the same bits.)
@inline(__always)
private func takesDotProducts<T>(_ problem: Problem<T>) -> Bool {
  problem.n == 1 && problem.aColumnStride == 1 && problem.aRowStride != 1
}

/// Whether C' = B' A' wastes fewer lanes: rows of C fill no vector, and columns of A are contiguous.
///
/// The chains over k are the same. Writing C takes a cycle for each element, a step over k one for each vector.
@inline(__always)
private func isThin<T>(_ problem: Problem<T>, _ vector: Int, _ tail: Int) -> Bool {
  let left = problem.n % vector
  if problem.aRowStride != 1 || problem.n >= mostThinRows || left == 0 { return false }
  let wasted = (left <= tail ? tail : vector) &- left
  return wasted &* problem.k > problem.n &* vector
}

@inline(__always)
private func multiply<V: KernelVector & BitwiseCopyable, Tail: SIMD & BitwiseCopyable, let rows: Int, let vectors: Int>(
  _ shape: Sums<V, rows, vectors>.Type, _ tail: Tail.Type, _ problem: Problem<V.Scalar>,
  scratch: UnsafeMutablePointer<V.Scalar>
) where V.Scalar: FloatingPoint & SIMDScalar, Tail.Scalar == V.Scalar {
  if takesDotProducts(problem) { return unsafe matrixTimesColumn(V.self, problem, scratch: scratch) }
  let problem = isThin(problem, V.scalarCount, Tail.scalarCount) ? problem.transposed : problem
  let made = problem.m == 1 ? unsafe rowTimesMatrix(V.self, problem, scratch: scratch) : 0
  if made < problem.n { unsafe multiplyBlocks(shape, tail, problem.columns(from: made), scratch: scratch) }
}
