extension BlockReflector {
  /// C := Q C or, `transposed`, Q' C, with Q = H_1 H_2 ... of the reflections that a reduction left in `a`. With `byRows`
  /// the columns of C are the rows of `c`.
  ///
  /// Vector p is zero before element p + offset and one there; its other elements are in row p of `a`, or in column p
  /// if `inColumns`. Each block of `width` reflections is copied with its ones and zeros. All blocks are applied to as many
  /// columns of C at a time as fit into L2.
  static func applySequence(
    of a: MatrixView<Scalar>, offset: Int = 0, inColumns: Bool, factors tau: ArraySlice<Scalar>, width: Int,
    to c: MutableMatrixView<Scalar>, byRows: Bool, transposed: Bool, configuration: ComputeConfiguration
  ) {
    let (targets, length) = byRows ? (c.rows, c.columns) : (c.columns, c.rows)
    if targets == 0 || tau.isEmpty { return }
    let starts = Array(stride(from: 0, to: tau.count, by: width))
    let triangles = MatrixBuffer<Scalar>(rows: starts.count * width, columns: width)
    let vectors = MatrixBuffer<Scalar>(rows: width, columns: length)
    let step = Swift.max(Self.cachedBytes / (length * MemoryLayout<Scalar>.stride) / 8 * 8, 64)
    ReflectorScratch<Scalar>.with(block: width, rows: Swift.max(width, Swift.min(step, targets))) { scratch in
      for first in stride(from: 0, to: targets, by: step) {
        let part = first..<Swift.min(first + step, targets)
        for start in transposed ? starts : starts.reversed() {
          let (range, touched) = (start..<Swift.min(start + width, tau.count), start + offset..<length)
          let v = vectors.firstRows(range.count).columns(0..<touched.count)
          inColumns
            ? v.update(transposing: a.rows(touched).columns(range)) : v.update(from: a.rows(range).columns(touched))
          v.becomeUnitUpperTrapezoid()
          let t = triangles.view.rows(range).columns(0..<range.count)
          let scratch = scratch.part(0..<range.count)
          let block =
            first == 0
            ? BlockReflector(
              v.reading, tau: tau[range], into: t, scratch: scratch, configuration: configuration)
            : BlockReflector(v.reading, t: t.reading, configuration: configuration)
          byRows
            ? block.apply(to: c.rows(part).columns(touched), transposed: transposed, scratch: scratch)
            : block.apply(toColumnsOf: c.rows(touched).columns(part), transposed: transposed, scratch: scratch)
        }
      }
    }
    withExtendedLifetime((triangles, vectors)) {}
  }

  /// Bytes of C to which all blocks are applied at a time.
  private static var cachedBytes: Int { 1 << 20 }
}
