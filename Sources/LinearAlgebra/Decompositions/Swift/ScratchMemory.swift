/// Memory that a routine allocates once and hands out in pieces, one after the other.
struct ScratchMemory<Scalar: BLASScalar> {
  private let memory: MutableMatrixView<Scalar>
  private var taken = 0

  /// Hands out pieces of a single row.
  init(_ memory: MutableMatrixView<Scalar>) {
    require(memory.rows == 1, "scratch memory of \(memory.rows) rows")
    self.memory = memory
  }

  /// The next `rows` x `columns` elements, uninitialized, `stride` from row to row, by default without gaps.
  mutating func matrix(rows: Int, columns: Int, stride: Int? = nil) -> MutableMatrixView<Scalar> {
    let stride = stride ?? columns
    let piece = memory.columns(taken..<taken + rows * stride).reshaped(rows: rows, columns: stride)
    taken += rows * stride
    return piece.columns(0..<columns)
  }

  /// A row stride for `columns` elements: an odd multiple of 16 elements. With a power of two, all elements of a column
  /// would share a few sets of L1.
  static func stride(_ columns: Int) -> Int {
    let blocks = (columns + 15) / 16
    return 16 * (blocks | 1)
  }
}

/// `count` elements, rounded up to whole vectors.
package func wholeVectors(_ count: Int) -> Int { (count + 15) / 16 * 16 }
