// Which parts of a product are worked on together, and which of them are copied first.

/// The blocks of one product and the scratch that they need.
struct Blocking {
  /// Rows, columns and steps of a block.
  private(set) var m: Int
  private(set) var n: Int
  private(set) var k: Int
  /// Whether blocks of A, or of B, are copied to where they lie contiguous.
  let packsA: Bool
  let packsB: Bool
  /// Whether sums are put down between two blocks of k.
  let isSplit: Bool

  /// - Parameters:
  ///   - bytes: of one element.
  ///   - rows: of a tile.
  @inline(__always)
  init(m: Int, n: Int, k: Int, bytes: Int, rows: Int, aIsTransposed: Bool, bIsTransposed: Bool) {
    let isTall = m >= 4 &* rows
    packsA = aIsTransposed && isTall && n >= leastPackedColumns && m &* k &* bytes > transposedPackingThreshold
    let isLarge = k &* n &* bytes > packingThreshold && isTall
    packsB =
      packsA || bIsTransposed || m >= leastRowsToCopyB
      || (isLarge && (m >= leastRowsToCopyLargeB || k > longestStripInPlace))
    isSplit = k > longestChain
    let block = isSplit && packsA ? splitBlock : streamedBlock
    self.n = min(!isSplit && k &* bytes <= shortColumn ? 2 &* block.n : block.n, n)
    if isSplit {
      // Blocks of about one size.
      let parts = (k &+ block.k &- 1) / block.k
      self.k = (k &+ parts &- 1) / parts
    } else {
      self.k = k
    }
    // Without blocks of k nothing is gained by blocks of rows, unless those are copied.
    self.m = isSplit || packsA ? min(block.m, m) : m
  }

  @inline(__always)
  init<Scalar>(_ problem: Problem<Scalar>, rows: Int) {
    self.init(
      m: problem.m, n: problem.n, k: problem.k, bytes: MemoryLayout<Scalar>.size, rows: rows,
      aIsTransposed: problem.aColumnStride != 1, bIsTransposed: problem.bColumnStride != 1)
  }

  /// Elements for the offsets of a tile's rows: whole cache lines.
  static var offsetCount: Int { 16 }
  /// Elements for one tile, or for a square of vectors.
  static var edgeCount: Int { edgeStride &* edgeStride }
  /// Elements for the copy of a block of B, with room for a square of vectors behind it.
  var bCount: Int { paddedColumns &* k &+ edgeStride &* edgeStride }
  /// Elements for the copy of a block of A.
  var aCount: Int { packsA ? (m &+ tallestTile) &* k : 0 }
  /// Elements for the sums of a block.
  var sumsCount: Int { isSplit ? (m &+ tallestTile) &* paddedColumns : 0 }
  /// Elements for a block of a transposed C, which has few rows: whole squares of vectors.
  var turnedCount: Int { (min(m, mostThinRows) &+ edgeStride) &* paddedColumns }
  /// The columns of a block, to the end of its last panel.
  var paddedColumns: Int { n &+ edgeStride }

  var scratchCount: Int { Self.offsetCount &+ Self.edgeCount &+ bCount &+ aCount &+ sumsCount &+ turnedCount }
}
