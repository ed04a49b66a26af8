// The loops around the micro-kernel: panels of two vectors of columns, within each the rows of A.

/// C := alpha A B + beta C, for sizes above zero.
///
/// - `a`: element (i, p) at `a[i * aRowStride + p * aColumnStride]`.
/// - `b`: element (p, j) at `b[p * bRowStride + j * bColumnStride]`.
/// - `c`: element (i, j) at `c[i * cStride + j]`; overlaps neither A nor B; not read where `beta == 0`.
/// - `scratch`: `scratchCount` elements, for the panel of B and the tile at the right edge.
@inline(never)
package func multiply(
  m: Int, n: Int, k: Int, alpha: Float,
  a: UnsafePointer<Float>, aRowStride: Int, aColumnStride: Int,
  b: UnsafePointer<Float>, bRowStride: Int, bColumnStride: Int,
  beta: Float, c: UnsafeMutablePointer<Float>, cStride: Int, scratch: UnsafeMutablePointer<Float>
) {
  unsafe panels(
    FloatTile.self, m: m, n: n, k: k, alpha: alpha, a: a, aRowStride: aRowStride, aColumnStride: aColumnStride,
    b: b, bRowStride: bRowStride, bColumnStride: bColumnStride, beta: beta, c: c, cStride: cStride, scratch: scratch)
}

@inline(never)
package func multiply(
  m: Int, n: Int, k: Int, alpha: Double,
  a: UnsafePointer<Double>, aRowStride: Int, aColumnStride: Int,
  b: UnsafePointer<Double>, bRowStride: Int, bColumnStride: Int,
  beta: Double, c: UnsafeMutablePointer<Double>, cStride: Int, scratch: UnsafeMutablePointer<Double>
) {
  unsafe panels(
    DoubleTile.self, m: m, n: n, k: k, alpha: alpha, a: a, aRowStride: aRowStride, aColumnStride: aColumnStride,
    b: b, bRowStride: bRowStride, bColumnStride: bColumnStride, beta: beta, c: c, cStride: cStride, scratch: scratch)
}

/// The elements of `scratch` that a product needs, of either scalar.
package func scratchCount(n: Int, k: Int, aRowStride: Int, aColumnStride: Int) -> Int {
  // A matrix times a column packs nothing but the column.
  takesDotProducts(n, aRowStride, aColumnStride) ? k : (k + tallestTile) * 2 * FloatVector.scalarCount
}

/// Whether the product is a dot product for each row: one column, and rows of A that lie contiguous.
///
/// Not where rows are one element apart: A is then a transpose, whose rows lie contiguous only when there is a single
/// one, and that row must have the bits that it has among others. (Or k is 1, and both ways have the same bits.)
@inline(__always)
private func takesDotProducts(_ n: Int, _ aRowStride: Int, _ aColumnStride: Int) -> Bool {
  n == 1 && aColumnStride == 1 && aRowStride != 1
}

@inline(__always)
func panels<V: SIMD & BitwiseCopyable, let rows: Int>(
  _: Sums<V, rows, 2>.Type, m: Int, n: Int, k: Int, alpha: V.Scalar,
  a: UnsafePointer<V.Scalar>, aRowStride: Int, aColumnStride: Int,
  b: UnsafePointer<V.Scalar>, bRowStride: Int, bColumnStride: Int,
  beta: V.Scalar, c: UnsafeMutablePointer<V.Scalar>, cStride: Int, scratch: UnsafeMutablePointer<V.Scalar>
) where V.Scalar: FloatingPoint {
  let width = V.scalarCount
  if takesDotProducts(n, aRowStride, aColumnStride) {
    var x = unsafe b
    if bRowStride != 1 {
      for p in 0..<k { unsafe scratch[p] = b[p &* bRowStride] }
      unsafe x = UnsafePointer(scratch)
    }
    return unsafe matrixTimesColumn(
      V.self, m: m, k: k, alpha: alpha, a: a, aStride: aRowStride, x: x, beta: beta, c: c, cStride: cStride)
  }
  // A' x as the row x' A, whose chains over k are the same.
  let isSwapped = n == 1 && cStride == 1 && m > 1
  let (m, n) = isSwapped ? (1, m) : (m, n)
  let (a, b) = unsafe isSwapped ? (b, a) : (a, b)
  let (aRowStride, aColumnStride, bRowStride, bColumnStride) =
    isSwapped ? (0, bRowStride, aColumnStride, aRowStride) : (aRowStride, aColumnStride, bRowStride, bColumnStride)
  let isLarge = k &* n &* MemoryLayout<V.Scalar>.size > packingThreshold && m >= 4 &* rows
  var j = 0
  if m == 1 && bColumnStride == 1 {
    unsafe j = rowTimesMatrix(
      V.self, n: n, k: k, alpha: alpha, a: a, aStride: aColumnStride, b: b, bStride: bRowStride, beta: beta, c: c)
  }
  while j < n {
    let isNarrow = n &- j <= width
    let panelWidth = isNarrow ? width : 2 &* width
    let columns = min(panelWidth, n &- j)
    let isPacked = isLarge || columns < panelWidth || bColumnStride != 1
    let source = unsafe b + j &* bColumnStride
    if isPacked {
      // Where rows of B follow each other, a whole vector of a narrow row may be read, but for the last rows.
      let tail = bColumnStride == 1 && bRowStride == n ? (panelWidth &- columns &+ n &- 1) / n : k
      unsafe pack(
        V.self, source, k: k, wholeRows: max(0, k &- tail), columns: columns, rowStride: bRowStride,
        columnStride: bColumnStride, into: scratch, width: panelWidth)
    }
    let panel = unsafe isPacked ? UnsafePointer(scratch) : source
    let bStride = isPacked ? panelWidth : bRowStride
    let edge = unsafe columns < panelWidth ? scratch + k &* panelWidth : nil
    var i = 0
    while i < m {
      let height = m &- i >= rows ? rows : m &- i >= 4 ? 4 : m &- i >= 2 ? 2 : 1
      let aTile = unsafe a + i &* aRowStride
      let cTile = unsafe c + i &* cStride + j
      let target = unsafe edge ?? cTile
      let targetStride = unsafe edge == nil ? cStride : panelWidth
      if let edge = unsafe edge, beta != 0 {
        for r in 0..<height { unsafe copy(columns, from: cTile + r &* cStride, to: edge + r &* panelWidth) }
      }
      @inline(__always)
      func run<let height: Int, let vectors: Int>(_ shape: Sums<V, height, vectors>.Type) {
        unsafe tile(
          shape, k: k, alpha: alpha, a: aTile, aRowStride: aRowStride, aColumnStride: aColumnStride, b: panel,
          bStride: bStride, beta: beta, c: target, cStride: targetStride)
      }
      switch (height, isNarrow) {
      case (rows, false): run(Sums<V, rows, 2>.self)
      case (rows, true): run(Sums<V, rows, 1>.self)
      case (4, false): run(Sums<V, 4, 2>.self)
      case (4, true): run(Sums<V, 4, 1>.self)
      case (2, false): run(Sums<V, 2, 2>.self)
      case (2, true): run(Sums<V, 2, 1>.self)
      case (_, false): run(Sums<V, 1, 2>.self)
      case (_, true): run(Sums<V, 1, 1>.self)
      }
      if let edge = unsafe edge {
        for r in 0..<height { unsafe copy(columns, from: edge + r &* panelWidth, to: cTile + r &* cStride) }
      }
      i &+= height
    }
    j &+= panelWidth
  }
}

/// Copies `k` rows of `columns` elements of B to contiguous rows of `width`.
///
/// Of the first `wholeRows` rows a whole `width` may be read; the others are padded with zeros.
@inline(__always)
func pack<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ source: UnsafePointer<V.Scalar>, k: Int, wholeRows: Int, columns: Int, rowStride: Int,
  columnStride: Int, into panel: UnsafeMutablePointer<V.Scalar>, width: Int
) where V.Scalar: FloatingPoint {
  for p in 0..<k {
    let row = unsafe panel + p &* width
    if columnStride == 1, columns == width || p < wholeRows {
      var q = 0
      while q < width {
        let vector: V = unsafe load(source + p &* rowStride + q)
        unsafe store(vector, to: row + q)
        q &+= V.scalarCount
      }
    } else {
      for q in 0..<columns { unsafe row[q] = source[p &* rowStride &+ q &* columnStride] }
      for q in columns..<width { unsafe row[q] = 0 }
    }
  }
}

/// Copies `count` elements, 16 bytes at a time.
@inline(__always)
private func copy<T>(
  _ count: Int, from source: UnsafePointer<T>, to target: UnsafeMutablePointer<T>
) {
  let step = 16 / MemoryLayout<T>.stride
  var q = 0
  while count &- q >= step {
    let chunk = unsafe UnsafeRawPointer(source + q).loadUnaligned(as: SIMD2<UInt64>.self)
    unsafe UnsafeMutableRawPointer(target + q).storeBytes(of: chunk, as: SIMD2<UInt64>.self)
    q &+= step
  }
  while q < count {
    unsafe target[q] = source[q]
    q &+= 1
  }
}
