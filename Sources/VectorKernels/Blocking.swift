// Which parts of a product are worked on together, and which of them are copied first.

/// The blocks of one product and the scratch that they need.
struct Blocking {
  /// Rows, columns and steps of a block.
  let m: Int
  let n: Int
  let k: Int
  /// Whether blocks of A, or of B, are copied to where they lie contiguous.
  let packsA: Bool
  let packsB: Bool
  /// Whether sums are put down between two blocks of k.
  let isSplit: Bool
  /// Steps of the whole product: the copy of A holds all of a block of rows.
  private let steps: Int
  /// Elements of a cache line.
  private let line: Int

  /// - Parameters:
  ///   - bytes: of one element.
  ///   - rows: of a tile.
  @inline(__always)
  init(m: Int, n: Int, k: Int, bytes: Int, rows: Int, aIsTransposed: Bool, bIsTransposed: Bool) {
    let isTall = m >= 4 &* rows
    let aBytes = m &* k &* bytes
    let aIsLarge = n >= leastPackedColumns && aBytes > transposedPackingThreshold
    let aIsWide = n >= leastColumnsToCopyWideA && m &* bytes > wideColumn && aBytes > leastWideBytes
    packsA = aIsTransposed && isTall && (aIsLarge || aIsWide)
    let bIsLarge = k &* n &* bytes > packingThreshold && isTall
    packsB =
      packsA || bIsTransposed || m >= leastRowsToCopyB
      || (bIsLarge && (m >= leastRowsToCopyLargeB || k > longestStripInPlace))
      || (n &* bytes >= wideRow && m >= leastRowsToCopyWideB)
    isSplit = k > longestChain
    steps = k
    line = cacheLine / bytes
    self.n = min(!isSplit && k &* bytes <= shortColumn ? 2 &* blockSizes.n : blockSizes.n, n)
    // Blocks of about one size.
    let parts = isSplit ? (k &+ blockSizes.k &- 1) / blockSizes.k : 1
    self.k = (k &+ parts &- 1) / parts
    // Where neither is kept, nothing is gained by blocks of rows.
    let mostCopied = max(mostCopiedBytes / (k &* bytes) / rows, 1) &* rows
    self.m = packsA ? min(m, blockSizes.m, mostCopied) : isSplit ? min(m, blockSizes.m) : m
  }

  @inline(__always)
  init<Scalar>(_ problem: Problem<Scalar>, rows: Int) {
    self.init(
      m: problem.m, n: problem.n, k: problem.k, bytes: MemoryLayout<Scalar>.size, rows: rows,
      aIsTransposed: problem.aColumnStride != 1, bIsTransposed: problem.bColumnStride != 1)
  }

  // The parts of the scratch, each of whole cache lines.

  /// Elements for the offsets of a tile's rows, which are integers.
  var offsetCount: Int { wholeLines(tallestTile &* MemoryLayout<Int>.size &* line / cacheLine) }
  /// Elements for one tile, or for a square of vectors.
  var edgeCount: Int { wholeLines(edgeStride &* edgeStride) }
  /// Elements for the copy of a block of B, with room for a square of vectors behind it.
  var bCount: Int { wholeLines(paddedColumns &* k &+ edgeStride &* edgeStride) }
  /// Elements for the copy of a block of A.
  var aCount: Int { packsA ? wholeLines((m &+ tallestTile) &* steps) : 0 }
  /// Elements for the sums of a block.
  var sumsCount: Int { isSplit ? wholeLines((m &+ tallestTile) &* paddedColumns) : 0 }
  /// Elements for a block of a transposed C, which has few rows: whole squares of vectors.
  var turnedCount: Int { (min(m, mostThinRows) &+ edgeStride) &* paddedColumns }
  /// The columns of a block, to the end of its last panel.
  var paddedColumns: Int { n &+ edgeStride }

  var scratchCount: Int { offsetCount &+ edgeCount &+ bCount &+ aCount &+ sumsCount &+ turnedCount }

  @inline(__always)
  private func wholeLines(_ count: Int) -> Int { (count &+ line &- 1) / line &* line }
}
