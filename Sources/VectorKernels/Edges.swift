// How the tiles that do not fill their vectors, and those of a transposed C, get from scratch into C.

extension Block {
  /// Whether a tile goes to C by whole vectors: it fills them. The lowest are not added to it so: LLVM would take them
  /// apart.
  @inline(__always)
  func goesToC(_ j: Int, height: Int, width: Int) -> Bool {
    part.n &- j >= width && (!part.addsToC || height > 2)
  }

  /// Whether what a row's vectors write beyond the row is the next row's to overwrite.
  @inline(__always)
  func rowsOverlap(_ j: Int, width: Int) -> Bool {
    j == 0 && !part.addsToC && part.n == part.cRowStride && width <= 2 &* part.n
  }

  /// Gives C the rows of a tile that did not go to C themselves.
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

  /// Gives C the columns of `turned`, a vector's of the block at a time.
  ///
  /// The last columns come first: what their vectors write beyond a row, those of the first columns overwrite.
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
          // In bounds: whole vectors of C's rows, or what they write beyond a row is the next row's.
          unsafe weave(
            V.self, turned + i &* sumsStride + j, sumsStride, part.c + i + j &* part.cColumnStride, part.cColumnStride)
          j &+= size
          continue
        }
        // In bounds: there is room for whole squares, also at the edge; C has `count` rows.
        unsafe weave(V.self, turned + i &* sumsStride + j, sumsStride, edge, size)
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
