// The constants that measurements decided, in one place.

// A tile is `rows` x `vectors` vectors: as many sums as the registers hold beside a row of B and one scalar of A.
// AVX-512 has 32 registers: with 8 x 3 sums a step over k loads 11 vectors for 24 multiply-adds, with 8 x 2 sums 10 for
// 16; while the other hyperthread of an Intel core is busy, 8 x 3 is 3 to 15 % faster. AVX2 has 16 registers (6 x 2; 4
// x 3 spills), SSE has 16 and no three-operand multiply (4 x 2). With AVX-512 a tail of up to half a vector takes a
// half vector: a CPU that computes 512 bits in two halves needs half the time for it.
#if AVX512
  typealias Tile<V: SIMD> = Sums<V, 8, 3>
  typealias FloatTail = SIMD8<Float>
  typealias DoubleTail = SIMD4<Double>
  let registers = 32
#elseif AVX2
  typealias Tile<V: SIMD> = Sums<V, 6, 2>
  typealias FloatTail = FloatVector
  typealias DoubleTail = DoubleVector
  let registers = 16
#else
  typealias Tile<V: SIMD> = Sums<V, 4, 2>
  typealias FloatTail = FloatVector
  typealias DoubleTail = DoubleVector
  let registers = 16
#endif

/// The most rows of a tile.
var tallestTile: Int { Tile<FloatVector>.count }
/// The most columns of a tile.
var edgeStride: Int { Tile<FloatVector>.Element.count &* FloatVector.scalarCount }
/// Bytes of a cache line.
let cacheLine = 64

/// Traps if the registers do not hold a tile, whose sums would go to memory and back in each step. The condition is a
/// constant for each tile, so it compiles to nothing.
@inline(__always)
func requireRegisters(rows: Int, vectors: Int) {
  precondition(rows &* vectors &+ vectors &+ 1 <= registers, "a tile for which there are not enough registers")
  precondition(vectors == 2 || vectors == 3, "a tile of neither two nor three vectors")
}

/// Rows and columns of C, and steps over k, of a block: mc, nc and kc of the literature.
struct BlockSizes {
  var m: Int
  var n: Int
  var k: Int
}

/// The block of a product. This many columns of B stay in L1 and L2 while the rows of A stream past them; twice as many
/// where a column is at most `shortColumn` bytes long. The rows bound the packed A, and the sums between two blocks of
/// k.
#if AVX512
  let blockSizes = BlockSizes(m: 1024, n: 96, k: 512)
#else
  let blockSizes = BlockSizes(m: 1024, n: 64, k: 512)
#endif
let shortColumn = 4096

/// The most steps over k that are not split into blocks: longer columns of B would leave L2 before the next rows of A.
let longestChain = 1024

/// The most bytes of packed A, which is read once for each block of columns.
let mostPackedBytes = 1 << 22

/// Bytes of B above which B is packed, if C is at least four tiles high: in place, each row of a panel is on another
/// page.
let packingThreshold = 1 << 19

// The fewest rows of C for which B is packed at any size; the steps over k up to which a large B is read in place for
// few rows; and the bytes of a transposed A above which it is packed where B has enough columns. A row of a tile of
// AVX-512 fills whole cache lines. That of AVX2 fills one if B is aligned to it, but in place it may straddle two. The
// longer a tile takes, the sooner packing pays.
#if AVX512
  let leastRowsToPackB = Int.max
  let longestStripInPlace = 1024
  let transposedPackingThreshold = 1 << 20
#elseif AVX2
  let leastRowsToPackB = 64
  let longestStripInPlace = 0
  let transposedPackingThreshold = 1 << 19
#else
  let leastRowsToPackB = 32
  let longestStripInPlace = 0
  let transposedPackingThreshold = 3 << 16
#endif
/// The rows of C from which a large B is always packed.
let leastRowsToPackLargeB = 128

// A row of a wide matrix is on another page than the row before. Each step over k then touches two more pages, and
// where the row stride is a power of two, their cache lines evict each other from a few sets of L1. So a wide operand
// is packed sooner, where enough tiles read the copy: C += A' B of 1024x1024x128 took 1.25 times as long without.

/// Bytes in a row of B from which B is wide; and the rows of C from which a wide B is packed.
let wideRow = 4096
let leastRowsToPackWideB = 256
/// Bytes in a row of the matrix whose transpose A is, above which A is wide; and the bytes of A and the columns of C
/// from which it is packed.
let wideColumn = 2048
let leastWideBytes = 1 << 17
let leastColumnsToPackWideA = 512

/// Row stride of C, in elements, from which a tile of C is prefetched before it is accumulated into: such a C hardly fits
/// in L2.
let leastPrefetchedStride = 512

/// Steps over k that are packed for all tiles of A before the next steps: the rest of a cache line that one tile has
/// read belongs to the next.
var stepsToPack: Int { 2 &* FloatVector.scalarCount }

/// The fewest columns of C for which a transposed A is packed because of its size.
let leastPackedColumns = 128

/// The most columns of a C that is computed as its transpose, whose rows they become.
let mostThinRows = 4 * FloatVector.scalarCount

/// Columns that are summed up together: 8 KB of sums.
let columnBlock = 1024
