// Packs A and B into the order in which the tiles read them.

import CInstructionSet

extension Block {
  /// Packs the part of B that is not read in place: panels of whole vectors, padded with zeros.
  @inline(__always)
  func packB<V: KernelVector & BitwiseCopyable, Tail: SIMD & BitwiseCopyable, let rows: Int, let vectors: Int>(
    _ shape: Sums<V, rows, vectors>.Type, _ tail: Tail.Type
  ) where V.Scalar == Scalar, Tail.Scalar == Scalar {
    var j = 0
    while j < part.n {
      let width = width(shape, tail, at: j)
      let (first, columns) = (stepsInPlace(j, width: width), min(width, part.n &- j))
      // In bounds: the panels before this one took j * k elements.
      let panel = unsafe packedB + j &* part.k
      if first < part.k {
        if part.bColumnStride == 1 {
          unsafe packRows(V.self, first..<part.k, j, columns: columns, width: width, into: panel)
        } else {
          unsafe packColumns(V.self, j, columns: columns, width: width, into: panel)
        }
      }
      j &+= width
    }
  }

  /// Packs `columns` elements of each of the rows `steps` of B, and the elements after them where these are in B too.
  @inline(__always)
  private func packRows<V: SIMD & BitwiseCopyable>(
    _: V.Type, _ steps: Range<Int>, _ j: Int, columns: Int, width: Int, into panel: UnsafeMutablePointer<Scalar>
  ) where V.Scalar == Scalar {
    let readable = readableSteps(j, width: width)
    // In bounds: `width` elements of each row of the panel; from B as many as can be read.
    var row = unsafe part.b + steps.lowerBound &* part.bRowStride + j
    var target = unsafe panel + steps.lowerBound &* width
    for p in steps {
      let line = cacheLine / MemoryLayout<Scalar>.size
      for v in 0..<(width + line - 1) / line {
        unsafe cinstructionset_prefetch_many(row + 32 &* part.bRowStride + v &* line)
      }
      if p >= readable {
        unsafe copy(columns, from: row, to: target)
        for q in columns..<width { unsafe target[q] = 0 }
      } else if width < V.scalarCount {
        unsafe copy(width, from: row, to: target)
      } else {
        var q = 0
        while q < width {
          let vector: V = unsafe load(row + q)
          unsafe store(vector, to: target + q)
          q &+= V.scalarCount
        }
      }
      unsafe row += part.bRowStride
      unsafe target += width
    }
  }

  /// Packs columns of B that are contiguous: squares of vectors, transposed in registers.
  @inline(__always)
  private func packColumns<V: KernelVector & BitwiseCopyable>(
    _: V.Type, _ j: Int, columns: Int, width: Int, into panel: UnsafeMutablePointer<Scalar>
  ) where V.Scalar == Scalar {
    var q = 0
    while q < width {
      let (count, room) = (max(0, min(V.scalarCount, columns &- q)), min(V.scalarCount, width &- q))
      // In bounds: `count` columns of B, each of k elements; behind the panel there is room for a square.
      let source = unsafe part.b + (j + q) &* part.bColumnStride
      var p = 0
      while p < part.k {
        let steps = min(V.scalarCount, part.k &- p)
        let readsSquare =
          count == V.scalarCount && (steps == V.scalarCount || canReadOn(from: p, j &+ q, V.scalarCount))
        unsafe transposeSquare(
          V.self, rows: count, columns: steps, source + p, part.bColumnStride, readsSquare: readsSquare,
          panel + p &* width + q, width, writesSquare: room == V.scalarCount)
        p &+= steps
      }
      q &+= room
    }
  }

  /// Whether `size` steps from `p` on, in as many columns of a transposed B from `j` on, end before B does.
  @inline(__always)
  private func canReadOn(from p: Int, _ j: Int, _ size: Int) -> Bool {
    let stride = part.bColumnStride
    let stepsBefore = stride &- stepsLeft
    return transposedBIsDense
      && (j &+ size &- 1) &* stride &+ p &+ size <= columnsLeft &* stride &- stepsBefore
  }

  /// Packs a transposed A, tile by tile: the elements that a step reads become contiguous.
  ///
  /// All tiles take some steps before the next steps: the rest of a cache line that one tile has read belongs to the
  /// next tile.
  @inline(__always)
  func packA(rows: Int) {
    var p = 0
    while p < part.k {
      let end = min(p &+ stepsToPack, part.k)
      var i = 0
      while i < part.m {
        let height = height(rows, at: i)
        if height == rows { packA(p..<end, i, height: rows) } else { packA(p..<end, i, height: height) }
        i &+= height
      }
      p = end
    }
  }

  /// Packs `steps` of the tile at row `i`; with a constant height each step is a few moves.
  @inline(__always)
  private func packA(_ steps: Range<Int>, _ i: Int, height: Int) {
    // In bounds: the tiles before this one took i * k elements.
    var source = unsafe part.a + steps.lowerBound &* part.aColumnStride + i
    var target = unsafe packedA + i &* part.k + steps.lowerBound &* height
    for _ in steps {
      unsafe copy(height, from: source, to: target)
      unsafe source += part.aColumnStride
      unsafe target += height
    }
  }
}
