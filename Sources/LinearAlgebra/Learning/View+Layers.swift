import CInstructionSet

// The hot loops on views, for layers and losses. Each checks shapes, then calls a kernel.

extension MutableMatrixView {
  /// Adds the row `bias` to every row, then takes max(element, 0) if `rectify` is set.
  package func add(bias: MatrixView<Scalar>, rectify: Bool) {
    require(bias.rows == 1 && bias.columns == columns, "bias of \(bias.shapeText) for \(shapeText)")
    // In bounds: the bias has an element for each column.
    unsafe Scalar._routines.best.addBias(filledRows, columns, base, stride, bias.base, rectify)
  }

  /// Adds `scale * other`, of the same shape.
  package func add(_ other: MatrixView<Scalar>, scaledBy scale: Scalar) {
    unsafe combine(other, "a sum") { count, x, y in unsafe Scalar._routines.best.addScaled(count, scale, x, y) }
  }

  /// Sets to zero every element where the rectifier's output `a` is zero.
  package func mask(byRectifier a: MatrixView<Scalar>) {
    unsafe combine(a, "masking", Scalar._routines.best.maskByRectifier)
  }

  /// Multiplies every element by `slope` where `a` is zero or less; `a` may be this matrix itself.
  package func leak(where a: MatrixView<Scalar>, slope: Scalar) {
    unsafe combine(a, "leaking") { count, a, d in unsafe Scalar._routines.best.leak(count, slope, a, d) }
  }

  /// Makes dZ of dA, where `a` is tanh of z.
  package func pullBackTanh(_ a: MatrixView<Scalar>) {
    unsafe combine(a, "the gradient of tanh", Scalar._routines.best.tanhGradient)
  }

  /// Replaces the gradient after a sigmoid with output `a` by that before it.
  package func pullBackSigmoid(_ a: MatrixView<Scalar>) {
    unsafe combine(a, "the gradient of sigmoid", Scalar._routines.best.sigmoidGradient)
  }

  /// Calls `kernel` for all elements of `a` and this matrix, of the same shape, at once or row by row.
  func combine(
    _ a: MatrixView<Scalar>, _ what: String,
    _ kernel: (_ count: Int, _ a: UnsafePointer<Scalar>, _ d: UnsafeMutablePointer<Scalar>) -> Void
  ) {
    require(a.rows == rows && a.columns == columns, "\(what) of \(a.shapeText) and \(shapeText)")
    // In bounds: both have `columns` elements in each of `rows` rows, contiguous if there are no gaps.
    if stride == columns && a.stride == columns { return unsafe kernel(rows * columns, a.base, base) }
    for i in 0..<filledRows { unsafe kernel(columns, a.base + i * a.stride, base + i * stride) }
  }

  /// Replaces each row by its softmax.
  package func softmax() {
    // In bounds: the shape is this view's own.
    unsafe Scalar._routines.best.softmax(filledRows, columns, base, stride)
  }

  /// Replaces the gradient after a softmax with output `p` by that before it.
  package func pullBackSoftmax(_ p: MatrixView<Scalar>) {
    require(p.rows == rows && p.columns == columns, "gradient of \(shapeText) for a softmax of \(p.shapeText)")
    // In bounds: both have the same shape.
    unsafe Scalar._routines.best.softmaxGradient(filledRows, columns, p.base, p.stride, base, stride)
  }

  /// The cross-entropy of softmax(self) against `targets`, summed over rows; self becomes its gradient times `scale`.
  package func softmaxCrossEntropy(_ targets: MatrixView<Scalar>, scale: Scalar) -> Double {
    unsafe loss(targets, scale, Scalar._routines.best.softmaxCrossEntropy)
  }

  /// The cross-entropy of sigmoid(self) against `targets`, summed over all elements; self becomes its gradient times
  /// `scale`.
  package func sigmoidCrossEntropy(_ targets: MatrixView<Scalar>, scale: Scalar) -> Double {
    unsafe loss(targets, scale, Scalar._routines.best.sigmoidCrossEntropy)
  }

  /// The squared distance from `targets`, summed over all elements; self becomes its gradient times `scale`.
  package func squaredError(_ targets: MatrixView<Scalar>, scale: Scalar) -> Double {
    unsafe loss(targets, scale, Scalar._routines.best.squaredError)
  }

  private func loss(
    _ targets: MatrixView<Scalar>, _ scale: Scalar,
    _ kernel: (Int, Int, UnsafeMutablePointer<Scalar>, Int, UnsafePointer<Scalar>, Int, Scalar) -> Double
  ) -> Double {
    require(targets.rows == rows && targets.columns == columns, "targets of \(targets.shapeText) for \(shapeText)")
    // In bounds: both have the same shape.
    return unsafe kernel(filledRows, columns, base, stride, targets.base, targets.stride, scale)
  }

  /// Row i := row `indices[i]` of `bytes`, `columns` bytes each, divided by `divisor`.
  package func gather(_ indices: ArraySlice<Int>, of bytes: [UInt8], divisor: Scalar) {
    requireIndices(indices, below: columns == 0 ? 0 : bytes.count / columns)
    unsafe indices.withUnsafeBufferPointer { indices in
      unsafe bytes.withUnsafeBufferPointer { bytes in
        guard let first = indices.baseAddress, let source = bytes.baseAddress else { return }
        // In bounds: there are `rows` indices, each of a whole row of bytes.
        unsafe Scalar._routines.best.gather(rows, first, columns, source, divisor, base, stride)
      }
    }
  }

  /// Row i := row `indices[i]` of `source`.
  package func gather(_ indices: ArraySlice<Int>, of source: MatrixView<Scalar>) {
    require(source.columns == columns, "rows of \(source.shapeText) for \(shapeText)")
    requireIndices(indices, below: source.rows)
    for (i, index) in indices.enumerated() {
      // In bounds: both rows exist and have `columns` elements.
      unsafe (base + i * stride).update(from: source.base + index * source.stride, count: columns)
    }
  }

  /// Row i := zeros with a one in column `labels[indices[i]]`.
  package func gatherOneHot(_ indices: ArraySlice<Int>, of labels: [Int]) {
    requireIndices(indices, below: labels.count)
    unsafe indices.withUnsafeBufferPointer { indices in
      unsafe labels.withUnsafeBufferPointer { labels in
        guard let first = indices.baseAddress, let source = labels.baseAddress else { return }
        // In bounds: there are `rows` indices, each of a label; a label beyond the columns leaves its row zero.
        unsafe Scalar._routines.best.gatherOneHot(rows, first, columns, source, base, stride)
      }
    }
  }

  private func requireIndices(_ indices: ArraySlice<Int>, below limit: Int) {
    require(indices.count == rows, "\(indices.count) indices for \(rows) rows")
    for index in indices { require(index >= 0 && index < limit, "row \(index) of \(limit)") }
  }
}

extension Array where Element: BitwiseCopyable {
  /// Prefetches the rows at `indices`, of `columns` elements each.
  package func prefetchRows(_ indices: ArraySlice<Int>, columns: Int) {
    let length = columns * MemoryLayout<Element>.stride
    unsafe withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      for index in indices {
        // In bounds: nothing is read.
        let row = unsafe base + index * length
        for offset in Swift.stride(from: 0, to: length, by: 64) { unsafe cinstructionset_prefetch_many(row + offset) }
      }
    }
  }
}
