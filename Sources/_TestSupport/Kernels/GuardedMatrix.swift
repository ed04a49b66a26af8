import LinearAlgebra

/// A matrix in a block of its own, with a marker in every element that is not the matrix's.
///
/// Without a margin the block begins and ends with the matrix, so that an address sanitizer sees the first element
/// beyond it.
@safe package final class GuardedMatrix<Scalar: Equatable & BitwiseCopyable & CustomStringConvertible> {
  package let rows: Int
  package let columns: Int
  package let stride: Int
  private let marker: Scalar
  private let margin: Int
  private let block: UnsafeMutablePointer<Scalar>
  private let count: Int

  /// A matrix of `fill()`, drawn row by row.
  init(rows: Int, columns: Int, padding: Int = 0, margin: Int = 70, marker: Scalar, fill: () -> Scalar) {
    (self.rows, self.columns, self.stride) = (rows, columns, columns + padding)
    (self.margin, self.marker) = (margin, marker)
    let extent = rows == 0 || columns == 0 ? 0 : (rows - 1) * stride + columns
    count = margin + extent + margin
    unsafe block = .allocate(capacity: count)
    unsafe block.initialize(repeating: marker, count: count)
    // In bounds: `extent` covers the rows and what lies between them.
    for i in 0..<rows { for j in 0..<columns { unsafe block[margin + i * stride + j] = fill() } }
  }

  deinit { unsafe block.deallocate() }

  /// The element (0, 0).
  var base: UnsafeMutablePointer<Scalar> { unsafe block + margin }

  /// The element (i, j), unchecked: a reference reads millions of them.
  @inline(__always) package subscript(i: Int, j: Int) -> Scalar {
    get { unsafe block[margin + i * stride + j] }
    set { unsafe block[margin + i * stride + j] = newValue }
  }

  /// The block as it stands, to be restored.
  package var contents: [Scalar] { unsafe Array(UnsafeBufferPointer(start: block, count: count)) }

  /// A matrix with the same elements, stride and markers.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func copy() -> GuardedMatrix {
    let copy = GuardedMatrix(
      rows: rows, columns: columns, padding: stride - columns, margin: margin, marker: marker, fill: { marker })
    copy.restore(contents)
    return copy
  }

  func restore(_ contents: [Scalar]) {
    // In bounds: `contents` came from this block.
    unsafe contents.withUnsafeBufferPointer {
      if let source = $0.baseAddress { unsafe block.update(from: source, count: count) }
    }
  }

  /// Which marker was overwritten; nil where all stand. The marker is not NaN.
  var overwritten: String? {
    let end = count - margin
    for index in 0..<count where unsafe block[index] != marker {
      let (row, column) = ((index - margin) / stride, (index - margin) % stride)
      if index < margin { return "the element \(margin - index) before the matrix was overwritten" }
      if index >= end { return "the element \(index - end + 1) behind the matrix was overwritten" }
      if column >= columns { return "the element \(column - columns + 1) behind row \(row) was overwritten" }
    }
    return nil
  }
}

extension GuardedMatrix where Scalar: BLASScalar {
  package var view: MutableMatrixView<Scalar> {
    // In bounds: the block holds the margin and the rows with what lies between them.
    unsafe MutableMatrixView(base: base, rows: rows, columns: columns, stride: stride)
  }

  /// Whether the block is `contents` bit for bit, but for the payload of a NaN.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func hasBits(_ contents: [Scalar]) -> Bool {
    (0..<count).allSatisfy { index in
      // In bounds: `contents` came from this block.
      unsafe hasSameBits(block[index], contents[index])
    }
  }
}
