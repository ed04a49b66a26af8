// The block sizes of a product, and which operands are packed. A and B are the operands of the loops: where a thin C is
// computed as C' = B' A' (Product.swift), they are the caller's B' and A'.

/// The blocks of one product and the scratch that they need.
struct Blocking {
  /// Rows, columns and steps of a block.
  let m: Int
  let n: Int
  let k: Int
  /// Whether blocks of A, or of B, are packed.
  let packsA: Bool
  let packsB: Bool
  /// Whether k is split, so that sums are kept between two blocks.
  let isSplit: Bool
  /// Steps over k of the whole product: packed A holds all of them for a block of rows.
  private let steps: Int
  /// Elements in a cache line.
  private let line: Int

  /// - Parameters:
  ///   - bytes: of one element.
  ///   - rows: of a tile.
  @inline(__always)
  init(m: Int, n: Int, k: Int, bytes: Int, rows: Int, aIsTransposed: Bool, bIsTransposed: Bool) {
    // Below four tiles, too few would read a packed panel of B: B is not packed for its size then, and A not at all.
    let isTall = m >= 4 &* rows
    let aBytes = m &* k &* bytes
    let aIsLarge = n >= leastPackedColumns && aBytes > transposedPackingThreshold
    let aIsWide = n >= leastColumnsToPackWideA && m &* bytes > wideColumn && aBytes > leastWideBytes
    packsA = aIsTransposed && isTall && (aIsLarge || aIsWide)
    let bIsLarge = k &* n &* bytes > packingThreshold && isTall
    packsB =
      packsA || bIsTransposed || m >= leastRowsToPackB
      || (bIsLarge && (m >= leastRowsToPackLargeB || k > longestStripInPlace))
      || (n &* bytes >= wideRow && m >= leastRowsToPackWideB)
    isSplit = k > longestChain
    steps = k
    line = cacheLine / bytes
    self.n = min(!isSplit && k &* bytes <= shortColumn ? 2 &* blockSizes.n : blockSizes.n, n)
    // Blocks of about equal size.
    let parts = isSplit ? (k &+ blockSizes.k &- 1) / blockSizes.k : 1
    self.k = (k &+ parts &- 1) / parts
    // Blocks of rows bound the packed A and the sums; without either they gain nothing.
    let mostPackedRows = max(mostPackedBytes / (k &* bytes) / rows, 1) &* rows
    self.m = packsA ? min(m, blockSizes.m, mostPackedRows) : isSplit ? min(m, blockSizes.m) : m
  }

  @inline(__always)
  init<Scalar>(_ problem: Problem<Scalar>, rows: Int) {
    self.init(
      m: problem.m, n: problem.n, k: problem.k, bytes: MemoryLayout<Scalar>.size, rows: rows,
      aIsTransposed: problem.aColumnStride != 1, bIsTransposed: problem.bColumnStride != 1)
  }

  // The sizes of the parts of the scratch, in elements, each a whole number of cache lines.

  /// For the offsets of a tile's rows, which are integers.
  var offsetCount: Int { wholeLines(tallestTile &* MemoryLayout<Int>.size &* line / cacheLine) }
  /// For one edge tile, or a square of vectors.
  var edgeCount: Int { wholeLines(edgeStride &* edgeStride) }
  /// For a packed block of B, and a square of vectors behind it.
  var bCount: Int { wholeLines(paddedColumns &* k &+ edgeStride &* edgeStride) }
  /// For a packed block of A.
  var aCount: Int { packsA ? wholeLines((m &+ tallestTile) &* steps) : 0 }
  /// For the sums of a block.
  var sumsCount: Int { isSplit ? wholeLines((m &+ tallestTile) &* paddedColumns) : 0 }
  /// For a block of a transposed C, which has few rows: whole squares of vectors.
  var transposedCCount: Int { (min(m, mostThinRows) &+ edgeStride) &* paddedColumns }
  /// The columns of a block, padded to the end of its last panel.
  var paddedColumns: Int { n &+ edgeStride }

  var scratchCount: Int { offsetCount &+ edgeCount &+ bCount &+ aCount &+ sumsCount &+ transposedCCount }

  @inline(__always)
  private func wholeLines(_ count: Int) -> Int { (count &+ line &- 1) / line &* line }
}
