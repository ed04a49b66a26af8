// The constants that measurements decided, in one place.

// A tile is `rows` x `vectors` vectors: as many sums as the registers hold beside a row of B and one scalar of A. AVX-512
// has 32 registers: with 8 x 3 sums a step over k loads 11 vectors for 24 multiply-adds, with 8 x 2 sums 10 for 16, and while
// the other hyperthread of an Intel core is busy that is worth 3 to 15 %. AVX2 has 16 (6 x 2; 4 x 3 spills), SSE has 16 and
// no three-operand multiply (4 x 2). With AVX-512 the last columns take half a vector where they fit: a CPU that computes
// 512 bits in two halves needs half the time for it.
#if AVX512
  typealias FloatTile = Sums<FloatVector, 8, 3>
  typealias DoubleTile = Sums<DoubleVector, 8, 3>
  typealias FloatTail = SIMD8<Float>
  typealias DoubleTail = SIMD4<Double>
  let registers = 32
#elseif AVX2
  typealias FloatTile = Sums<FloatVector, 6, 2>
  typealias DoubleTile = Sums<DoubleVector, 6, 2>
  typealias FloatTail = FloatVector
  typealias DoubleTail = DoubleVector
  let registers = 16
#else
  typealias FloatTile = Sums<FloatVector, 4, 2>
  typealias DoubleTile = Sums<DoubleVector, 4, 2>
  typealias FloatTail = FloatVector
  typealias DoubleTail = DoubleVector
  let registers = 16
#endif

/// The rows of a tile, at the most.
var tallestTile: Int { max(FloatTile.count, DoubleTile.count) }
/// The columns of a tile, at the most.
var edgeStride: Int {
  max(FloatTile.Element.count &* FloatVector.scalarCount, DoubleTile.Element.count &* DoubleVector.scalarCount)
}
/// Bytes of a cache line.
let cacheLine = 64

/// Stops where the registers do not hold a tile: its sums would go to memory and back in each step. A constant for each
/// tile, so that nothing is left of it.
@inline(__always)
func requireRegisters(rows: Int, vectors: Int) {
  precondition(rows &* vectors &+ vectors &+ 1 <= registers, "a tile for which there are not enough registers")
  precondition(vectors == 2 || vectors == 3, "a tile of neither two nor three vectors")
}

/// Rows and columns of C, and steps over k, that are worked on together: mc, nc and kc of the literature.
struct BlockSizes {
  var m: Int
  var n: Int
  var k: Int
}

/// The block of a product. So many columns of B stay in L1 and L2 while the rows of A stream past them: whole tiles, twice
/// as many where they are not longer than `shortColumn` bytes. The rows bound the copy of A, and the sums between two
/// blocks of k.
#if AVX512
  let blockSizes = BlockSizes(m: 1024, n: 96, k: 512)
#else
  let blockSizes = BlockSizes(m: 1024, n: 64, k: 512)
#endif
let shortColumn = 4096

/// The most steps over k that are not cut into blocks: longer columns of B leave L2 before the next rows of A come.
let longestChain = 1024

/// Bytes of the copy of A, at the most: it is read once for each block of columns.
let mostCopiedBytes = 1 << 22

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

// A row of a wide matrix lies in another page than the row before: each step over k then needs two pages more, and where
// the rows are a power of two apart their lines meet in a few sets of L1 and drive each other out. So a wide operand is
// copied sooner, where enough tiles read the copy: 1024x1024x128 added to C took 1.25 times as long without.

/// Row stride of a B, in bytes, from which B is wide; the rows of C from which it is copied.
let wideRow = 4096
let leastRowsToCopyWideB = 256
/// Row stride of a transposed A, in bytes, above which A is wide; its own bytes and the columns of C from which it is copied.
let wideColumn = 2048
let leastWideBytes = 1 << 17
let leastColumnsToCopyWideA = 512

/// Row stride of C, in elements, from which a tile of C is prefetched before it is accumulated into: such a C hardly fits
/// in L2.
let leastFarStride = 512

/// Steps over k that all tiles of A copy before the next steps: the rest of a cache line that one has read is the next
/// tile's.
var stepsToCopy: Int { 2 &* FloatVector.scalarCount }

/// The fewest columns of C for which A is copied.
let leastPackedColumns = 128

/// The most columns of C that are made as rows of its transpose.
let mostThinRows = 4 * FloatVector.scalarCount

/// Columns whose sums are taken together: 8 KB of them.
let columnBlock = 1024
