// One block of a product, tile by tile.

import CInstructionSet

/// Rows of A and columns of B that stay in the caches while the tiles of their product are computed.
@safe struct Block<Scalar: FloatingPoint & SIMDScalar> {
  /// The product, restricted to the block.
  var part: Problem<Scalar>
  /// Steps over k from the first of this block to the last of the product.
  let stepsLeft: Int
  /// Columns from the first of this block to the last of the product.
  let columnsLeft: Int
  /// Whether a column of a transposed B begins where the one before it ends.
  let transposedBIsDense: Bool
  /// Whether A is packed, and whether all of B is.
  let packsA: Bool
  let packsB: Bool
  /// Whether this is the first block over k, and whether it is the last.
  private let isFirst: Bool
  private let isLast: Bool
  /// Whether a tile of C is prefetched before it is summed up.
  private let prefetchesC: Bool
  /// The sums between two blocks of k, each tile's contiguous.
  private let sums: UnsafeMutablePointer<Scalar>
  let sumsStride: Int
  /// C' where C is written transposed.
  let transposedC: UnsafeMutablePointer<Scalar>
  /// Offsets of the rows of a tile of A from its first row, in elements.
  private let rowOffsets: UnsafePointer<Int>
  /// Scratch for an edge tile, with a row stride of `edgeStride`.
  let edge: UnsafeMutablePointer<Scalar>
  /// Packed B and A.
  let packedB: UnsafeMutablePointer<Scalar>
  let packedA: UnsafeMutablePointer<Scalar>

  /// The block at row `i`, column `j` and step `p` of a product.
  @inline(__always)
  init(
    _ problem: Problem<Scalar>, _ i: Int, _ j: Int, _ p: Int, _ blocking: Blocking,
    scratch: UnsafeMutablePointer<Scalar>
  ) {
    part = problem
    part.m = min(blocking.m, problem.m &- i)
    part.n = min(blocking.n, problem.n &- j)
    part.k = min(blocking.k, problem.k &- p)
    // In bounds: the block lies inside the matrices; the parts of the scratch are those that `scratchCount` adds up.
    unsafe part.a = problem.a + i &* problem.aRowStride + p &* problem.aColumnStride
    unsafe part.b = problem.b + p &* problem.bRowStride + j &* problem.bColumnStride
    unsafe part.c = problem.c + i &* problem.cRowStride + j &* problem.cColumnStride
    stepsLeft = problem.k &- p
    columnsLeft = problem.n &- j
    transposedBIsDense = problem.bColumnStride == problem.k
    packsA = blocking.packsA
    packsB = blocking.packsB
    isFirst = p == 0
    isLast = stepsLeft == part.k
    prefetchesC = isLast && problem.addsToC && problem.cColumnStride == 1 && problem.cRowStride >= leastPrefetchedStride
    sumsStride = blocking.paddedColumns
    // In bounds: the first part of the scratch has an offset for each row of a tile.
    let offsets = unsafe UnsafeMutableRawPointer(scratch).assumingMemoryBound(to: Int.self)
    let aRowStride = blocking.packsA ? 1 : problem.aRowStride
    for r in 0..<tallestTile { unsafe offsets[r] = r &* aRowStride }
    unsafe rowOffsets = UnsafePointer(offsets)
    unsafe edge = scratch + blocking.offsetCount
    unsafe packedB = edge + blocking.edgeCount
    let packedABlocks = unsafe packedB + blocking.bCount
    unsafe packedA = packedABlocks + p &* part.m
    unsafe sums = packedABlocks + blocking.aCount
    unsafe transposedC = sums + blocking.sumsCount
  }

  /// The factor of sums that are put into scratch: alpha, unless they are accumulated into C later.
  @inline(__always)
  private var sumScale: Scalar { part.addsToC ? 1 : part.alpha }

  /// Computes every tile of the block.
  @inline(__always)
  func run<V: KernelVector & BitwiseCopyable, Tail: SIMD & BitwiseCopyable, let rows: Int, let vectors: Int>(
    _ shape: Sums<V, rows, vectors>.Type, _ tail: Tail.Type
  ) where V.Scalar == Scalar, Tail.Scalar == Scalar {
    var i = 0
    while i < part.m {
      let height = height(rows, at: i)
      var j = 0
      while j < part.n {
        let width = width(shape, tail, at: j)
        if vectors == 3 && width == 3 &* V.scalarCount {
          switch height {
          case rows: makeTile(Sums<V, rows, 3>.self, i, j)
          case 6: makeTile(Sums<V, 6, 3>.self, i, j)
          case 4: makeTile(Sums<V, 4, 3>.self, i, j)
          case 2: makeTile(Sums<V, 2, 3>.self, i, j)
          default: makeTile(Sums<V, 1, 3>.self, i, j)
          }
        } else if width == 2 &* V.scalarCount {
          switch height {
          case rows: makeTile(Sums<V, rows, 2>.self, i, j)
          case 6: makeTile(Sums<V, 6, 2>.self, i, j)
          case 4: makeTile(Sums<V, 4, 2>.self, i, j)
          case 2: makeTile(Sums<V, 2, 2>.self, i, j)
          default: makeTile(Sums<V, 1, 2>.self, i, j)
          }
        } else if width == V.scalarCount {
          switch height {
          case rows: makeTile(Sums<V, rows, 1>.self, i, j)
          case 6: makeTile(Sums<V, 6, 1>.self, i, j)
          case 4: makeTile(Sums<V, 4, 1>.self, i, j)
          case 2: makeTile(Sums<V, 2, 1>.self, i, j)
          default: makeTile(Sums<V, 1, 1>.self, i, j)
          }
        } else {
          switch height {
          case rows: makeTile(Sums<Tail, rows, 1>.self, i, j)
          case 6: makeTile(Sums<Tail, 6, 1>.self, i, j)
          case 4: makeTile(Sums<Tail, 4, 1>.self, i, j)
          case 2: makeTile(Sums<Tail, 2, 1>.self, i, j)
          default: makeTile(Sums<Tail, 1, 1>.self, i, j)
          }
        }
        if isLast && part.cColumnStride == 1 && !storesWholeVectors(j, height: height, width: width) {
          writeEdge(i, j, height: height, width: width)
        }
        j &+= width
      }
      i &+= height
    }
    if isLast && part.cColumnStride != 1 { writeTransposed(V.self) }
  }

  /// Sums up one tile and stores it: into C, into the scratch of an edge tile, or with the sums between two blocks of
  /// k.
  @inline(__always)
  private func makeTile<V: SIMD & BitwiseCopyable, let rows: Int, let vectors: Int>(
    _: Sums<V, rows, vectors>.Type, _ i: Int, _ j: Int
  ) where V.Scalar == Scalar {
    let width = vectors &* V.scalarCount
    // In bounds: the sums of a tile take rows * width elements from the place of its first.
    let kept = unsafe sums + i &* sumsStride + j &* rows
    var tile = Sums<V, rows, vectors>(repeating: InlineArray(repeating: V()))
    if !isFirst {
      for r in 0..<rows {
        for v in 0..<vectors { tile[r][v] = unsafe load(kept + r &* width + v &* V.scalarCount) }
      }
    }
    if prefetchesC {
      let line = cacheLine / MemoryLayout<Scalar>.size
      for r in 0..<rows {
        for v in 0..<(width + line - 1) / line {
          unsafe cinstructionset_prefetch(part.c + (i + r) &* part.cRowStride + j + v &* line)
        }
      }
    }
    var steps = stepsInPlace(j, width: width)
    var a = unsafe packsA ? UnsafePointer(packedA + i &* part.k) : part.a + i &* part.aRowStride
    let aColumnStride = packsA ? rows : part.aColumnStride
    var b = unsafe part.b + j &* part.bColumnStride
    var bStride = part.bRowStride
    var left = part.k
    // In bounds: `steps` rows of B can be read in place; the packed copy holds the others.
    while true {
      unsafe accumulate(
        &tile, k: steps, a: a, rowOffsets: rowOffsets, aColumnStride: aColumnStride, b: b, bStride: bStride)
      left &-= steps
      if left == 0 { break }
      unsafe a += steps &* aColumnStride
      unsafe b = UnsafePointer(packedB + j &* part.k + steps &* width)
      bStride = width
      steps = left
    }
    if !isLast {
      for r in 0..<rows {
        for v in 0..<vectors { unsafe store(tile[r][v], to: kept + r &* width + v &* V.scalarCount) }
      }
    } else if part.cColumnStride != 1 {
      let row = unsafe transposedC + i &* sumsStride + j
      for r in 0..<rows {
        for v in 0..<vectors {
          unsafe store(sumScale * tile[r][v], to: row + r &* sumsStride + v &* V.scalarCount)
        }
      }
    } else if storesWholeVectors(j, height: rows, width: width) {
      let c = unsafe part.c + i &* part.cRowStride + j
      if rows > 2 && part.addsToC {
        let alpha = V(repeating: part.alpha)
        for r in 0..<rows {
          for v in 0..<vectors {
            let old = unsafe c + r &* part.cRowStride + v &* V.scalarCount
            unsafe store(multiplyAdd(load(old), tile[r][v], alpha), to: old)
          }
        }
      } else if part.alpha == 1 {
        for r in 0..<rows {
          for v in 0..<vectors { unsafe store(tile[r][v], to: c + r &* part.cRowStride + v &* V.scalarCount) }
        }
      } else {
        for r in 0..<rows {
          for v in 0..<vectors {
            unsafe store(part.alpha * tile[r][v], to: c + r &* part.cRowStride + v &* V.scalarCount)
          }
        }
      }
    } else {
      let overlaps = rowsOverlap(j, width: width)
      for r in 0..<rows {
        let row = unsafe overlaps && r < rows &- 1 ? part.c + (i + r) &* part.cRowStride : edge + r &* edgeStride
        for v in 0..<vectors { unsafe store(sumScale * tile[r][v], to: row + v &* V.scalarCount) }
      }
    }
  }
}
