/// Memory for images of bytes, one a row, written by several threads, each its own rows.
@safe package final class ImageRows {
  private let base: UnsafeMutablePointer<UInt8>
  package let rows: Int
  package let columns: Int

  /// Memory for `rows` images of `columns` bytes, all zero.
  package init(rows: Int, columns: Int) {
    (self.rows, self.columns) = (rows, columns)
    let count = Matrix<Float>.count(rows, columns)
    unsafe base = UnsafeMutableRawPointer.allocate(byteCount: max(count, 1), alignment: 64)
      .bindMemory(to: UInt8.self, capacity: count)
    unsafe base.initialize(repeating: 0, count: count)
  }

  deinit { unsafe base.deallocate() }

  /// The first byte of an image.
  func row(_ index: Int) -> UnsafeMutablePointer<UInt8> {
    require(index >= 0 && index < rows, "image \(index) of \(rows)")
    // In bounds: the row exists.
    return unsafe base + index * columns
  }

  /// Copies of the images.
  package var bytes: [UInt8] {
    // In bounds: the memory holds rows * columns bytes.
    unsafe Array(UnsafeBufferPointer(start: base, count: rows * columns))
  }
}

extension MutableMatrixView {
  /// Row i := image `first` + i, each byte divided by `divisor`.
  package func convert(_ images: ImageRows, from first: Int, divisor: Scalar) {
    require(images.columns == columns, "images of \(images.columns) pixels for \(shapeText)")
    for i in 0..<filledRows {
      var index = 0
      // In bounds: the image has `columns` bytes, and the row has as many elements.
      unsafe Scalar._routines.best.gather(
        1, &index, columns, images.row(first + i), divisor, base + i * stride, stride)
    }
  }
}
