// The constants that measurements decided, in one place.

// A tile is `rows` x 2 vectors: as many sums as the registers hold beside two vectors of B and one scalar of A.
// AVX-512 has 32 registers (8 x 2 sums ran at the FMA peak), AVX2 has 16 (6 x 2; 4 x 3 spills), SSE has 16 and no
// three-operand multiply (4 x 2).
#if AVX512
  typealias FloatTile = Sums<FloatVector, 8, 2>
  typealias DoubleTile = Sums<DoubleVector, 8, 2>
#elseif AVX2
  typealias FloatTile = Sums<FloatVector, 6, 2>
  typealias DoubleTile = Sums<DoubleVector, 6, 2>
#else
  typealias FloatTile = Sums<FloatVector, 4, 2>
  typealias DoubleTile = Sums<DoubleVector, 4, 2>
#endif

/// The most rows that a tile of any instruction set has.
let tallestTile = 8

/// Bytes of B above which its panels are copied together: in place, each row of a panel is on another page.
let packingThreshold = 1 << 19

/// Rows and columns of a block of a transposition: 16 lines of 64 bytes are read for each 16 that are written.
let transpositionBlock = 16
