// The sizes of the tiles of a block.

extension Block {
  /// The rows of the next tile. 10 rows become 6 and 4, and 8 become 4 and 4: with 2, each sum would wait for the one
  /// before.
  @inline(__always)
  func height(_ rows: Int, at i: Int) -> Int {
    let left = part.m &- i
    if rows == 8 && left > 8 && left < 12 { return 6 }
    if rows == 6 && left == 8 { return 4 }
    return left >= rows ? rows : left >= 4 ? 4 : left >= 2 ? 2 : 1
  }

  /// The columns of the next panel, including those beyond the matrix: three vectors, two, one, or the narrower vector
  /// of the tail.
  ///
  /// Four vectors become two and two: a single one would load a scalar of A for each multiply-add. A tail of less than
  /// a vector gets a panel of its own.
  @inline(__always)
  func width<V: SIMD, Tail: SIMD, let rows: Int, let vectors: Int>(
    _: Sums<V, rows, vectors>.Type, _: Tail.Type, at j: Int
  ) -> Int {
    let (left, vector, tail) = (part.n &- j, V.scalarCount, Tail.scalarCount)
    let apart = tail == vector ? 0 : tail
    if left <= tail { return tail }
    if left <= vector &+ apart { return vector }
    let isPair = left <= 2 &* vector &+ apart || (left > 3 &* vector && left <= 4 &* vector)
    return vectors == 2 || isPair ? 2 &* vector : 3 &* vector
  }

  /// The number of steps, from the first, for which `width` elements of B at column `j` can be read: beyond the columns
  /// of an incomplete panel, what is read is still in B.
  @inline(__always)
  func readableSteps(_ j: Int, width: Int) -> Int {
    let columns = part.n &- j
    if columns >= width { return part.k }
    if !part.bIsDense { return 0 }
    let last = (width &- columns &+ part.bRowStride &- 1) / part.bRowStride
    return max(0, min(part.k, stepsLeft &- last))
  }

  /// The number of steps, from the first, that read B in place; the others read the packed copy.
  @inline(__always)
  func stepsInPlace(_ j: Int, width: Int) -> Int {
    packsB ? 0 : readableSteps(j, width: width)
  }
}
