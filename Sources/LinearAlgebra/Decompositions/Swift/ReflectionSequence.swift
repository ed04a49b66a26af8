/// Reflections H_p = 1 - tau_p v_p v_p' that are applied one by one. For a small matrix, preparing the products with a
/// block of reflections would take longer than computing them.
///
/// The pass that applies one also sums up the products with the next.
struct ReflectionSequence<Scalar: BLASScalar> {
  /// Row p is v_p, including ones and zeros.
  let vectors: MatrixView<Scalar>
  let factors: [Scalar]
  /// Where v_p is nonzero.
  let support: Support

  enum Support {
    /// From element p + offset on.
    case from(offset: Int)
    /// Before element p.
    case before
  }

  /// The elements where reflector p or q is nonzero.
  private func range(_ p: Int, _ q: Int) -> Range<Int> {
    switch support {
    // Rounded down to a whole cache line.
    case .from(let offset): (Swift.min(p, q) + offset) / 16 * 16..<vectors.columns
    case .before: 0..<Swift.min(Swift.max(p, q, 1), vectors.columns)
    }
  }

  /// Multiplies each row of `c` by H_0, then by H_1, and so on, or by the last one first.
  ///
  /// - Parameter work: two rows with an element for each row of `c`.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func apply(to c: MutableMatrixView<Scalar>, ascending: Bool, work: MutableMatrixView<Scalar>) {
    let (count, rows) = (factors.count, c.rows)
    require(
      vectors.rows == count && c.columns == vectors.columns && work.rows == 2 && work.columns >= rows,
      "reflections of \(vectors.shapeText) on \(c.shapeText)")
    if count == 0 || rows == 0 { return }
    let (scaled, sums) = unsafe (work.base, work.base + work.stride)
    var p = ascending ? 0 : count - 1
    // In bounds, here and below: the vectors and the rows of c have as many elements, and there is a sum for each row.
    unsafe Scalar._routines.best.project(
      rows, c.columns, vectors.base + p * vectors.stride, 1, c.base, c.stride, sums)
    for step in 0..<count {
      let next = step == count - 1 ? p : ascending ? p + 1 : p - 1
      let (range, tau) = (range(p, next), factors[p])
      for l in 0..<rows { unsafe scaled[l] = tau * sums[l] }
      let first = range.lowerBound
      unsafe Scalar._routines.best.reflect(
        rows, range.count, vectors.base + p * vectors.stride + first, scaled,
        vectors.base + next * vectors.stride + first, 1, c.base + first, c.stride, sums)
      p = next
    }
  }
}
