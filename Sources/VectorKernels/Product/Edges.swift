// Writes edge tiles, and a C that was computed transposed, from scratch into C.

extension Block {
  /// Whether a tile is stored in C by whole vectors, all inside C. Tiles of one or two rows that accumulate into C are
  /// not: LLVM would split their vectors into elements.
  @inline(__always)
  func storesWholeVectors(_ j: Int, height: Int, width: Int) -> Bool {
    part.n &- j >= width && (!part.addsToC || height > 2)
  }

  /// Whether a row's vectors may write beyond the row, because the next row overwrites the excess.
  @inline(__always)
  func rowsOverlap(_ j: Int, width: Int) -> Bool {
    j == 0 && !part.addsToC && part.n == part.cRowStride && width <= 2 &* part.n
  }

  /// Writes to C the rows of an edge tile that are in scratch.
  @inline(__always)
  func writeEdge(_ i: Int, _ j: Int, height: Int, width: Int) {
    let columns = min(width, part.n &- j)
    var r = rowsOverlap(j, width: width) ? height &- 1 : 0
    while r < height {
      // In bounds: the columns that C has.
      let (row, target) = unsafe (UnsafePointer(edge + r &* edgeStride), part.c + (i &+ r) &* part.cRowStride + j)
      unsafe updateEdge(columns, target, from: row, alpha: part.alpha, adds: part.addsToC)
      r &+= 1
    }
  }

  /// Writes `transposedC` to C, by blocks of columns one vector wide.
  ///
  /// The last columns are written first: those before them overwrite what their vectors write beyond a row.
  @inline(__always)
  func writeTransposed<V: KernelVector & BitwiseCopyable>(_: V.Type) where V.Scalar == Scalar {
    let size = V.scalarCount
    let isDense = part.m == part.cColumnStride
    var i = (part.m &- 1) / size &* size
    while i >= 0 {
      let count = min(size, part.m &- i)
      let overlaps = isDense && (i > 0 || size <= 2 &* part.m)
      var j = 0
      while j < part.n {
        if !part.addsToC && (count == size ? j &+ size <= part.n : overlaps && j &+ size < part.n) {
          // In bounds: whole vectors of C's rows, or the excess beyond a row lies in the next row.
          unsafe transposeWholeSquare(
            V.self, transposedC + i &* sumsStride + j, sumsStride, part.c + i + j &* part.cColumnStride,
            part.cColumnStride)
          j &+= size
          continue
        }
        // In bounds: both scratch areas hold whole squares; C has `count` rows.
        unsafe transposeWholeSquare(V.self, transposedC + i &* sumsStride + j, sumsStride, edge, size)
        var target = unsafe part.c + i + j &* part.cColumnStride
        for q in 0..<min(size, part.n &- j) {
          unsafe updateEdge(
            count, target, from: UnsafePointer(edge + q &* size), alpha: part.alpha, adds: part.addsToC)
          unsafe target += part.cColumnStride
        }
        j &+= size
      }
      i &-= size
    }
  }
}
