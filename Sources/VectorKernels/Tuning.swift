// The constants that measurements decided, in one place.

// A tile is `rows` x 2 vectors: as many sums as the registers hold beside two vectors of B and one scalar of A.
// AVX-512 has 32 registers (8 x 2 sums ran at the FMA peak), AVX2 has 16 (6 x 2; 4 x 3 spills), SSE has 16 and no
// three-operand multiply (4 x 2). With AVX-512 the last columns take half a vector where they fit: a CPU that computes 512
// bits in two halves needs half the time for it.
#if AVX512
  typealias FloatTile = Sums<FloatVector, 8, 2>
  typealias DoubleTile = Sums<DoubleVector, 8, 2>
  typealias FloatTail = SIMD8<Float>
  typealias DoubleTail = SIMD4<Double>
#elseif AVX2
  typealias FloatTile = Sums<FloatVector, 6, 2>
  typealias DoubleTile = Sums<DoubleVector, 6, 2>
  typealias FloatTail = FloatVector
  typealias DoubleTail = DoubleVector
#else
  typealias FloatTile = Sums<FloatVector, 4, 2>
  typealias DoubleTile = Sums<DoubleVector, 4, 2>
  typealias FloatTail = FloatVector
  typealias DoubleTail = DoubleVector
#endif

/// The rows of a tile, at the most.
let tallestTile = 8
/// The columns of a tile, at the most.
let edgeStride = 2 * FloatVector.scalarCount

/// Rows and columns of C, and steps over k, that are worked on together: mc, nc and kc of the literature.
struct BlockSizes {
  var m: Int
  var n: Int
  var k: Int
}

/// 64 columns of B stay in the second cache while the rows of A stream past them; 128, where those are not longer than
/// `shortColumn` bytes.
let streamedBlock = BlockSizes(m: 256, n: 64, k: 2048)
let shortColumn = 4096

/// Where k is cut and A is copied too: the wider B is, the less often.
let splitBlock = BlockSizes(m: 256, n: 256, k: 512)

/// Bytes of B above which its panels are copied together: in place, each row of a panel is on another page.
let packingThreshold = 1 << 19

// The fewest rows of C for which B is copied whatever its size, the steps up to which a large B stays in place for few rows,
// and the bytes of a transposed A above which it is copied where B has enough columns. A row of a tile of AVX-512 fills two
// cache lines, that of AVX2 one, if B begins with one; in place it may lie in two. The longer a tile takes, the sooner a
// copy pays.
#if AVX512
  let leastRowsToCopyB = Int.max
  let longestStripInPlace = 1024
  let transposedPackingThreshold = 1 << 20
#elseif AVX2
  let leastRowsToCopyB = 64
  let longestStripInPlace = 0
  let transposedPackingThreshold = 1 << 19
#else
  let leastRowsToCopyB = 32
  let longestStripInPlace = 0
  let transposedPackingThreshold = 3 << 16
#endif
/// The rows of C that are not few: from there on a large B is always copied.
let leastRowsToCopyLargeB = 128

/// The elements from row to row of a C that is added to from which on it is asked for early: it hardly fits into the second
/// cache.
let leastFarStride = 512

/// The fewest columns of B for which A is copied.
let leastPackedColumns = 128

/// The most columns of C that are made as rows of its transpose.
let mostThinRows = 4 * FloatVector.scalarCount

/// The most steps over k that are not cut into blocks.
let longestChain = 4096

/// Columns whose sums are taken together: 8 KB of them.
let columnBlock = 1024
