/// A product of Householder reflectors, H = H_0 H_1 ... = I - V' T V, whose vectors are the rows of V.
///
/// Row p of V is zero before column p and one in it, T is upper triangular: products with H are matrix products. Holds
/// the memory for blocks of `width` reflectors, and for the intermediate results of a product with them.
///
/// - Note: compact WY, Schreiber & Van Loan 1989, SIAM J. Sci. Stat. Comput. 10(1); Golub & Van Loan, 4th ed., 5.1.7;
///   LAPACK `larft`, `larfb`.
struct ReflectorRows<Scalar: BLASScalar> {
  /// The most reflectors of a block.
  let width: Int
  private let vectors: MatrixBuffer<Scalar>
  private let triangle: MatrixBuffer<Scalar>
  private let work: MatrixBuffer<Scalar>
  private let configuration: ComputeConfiguration

  /// - Parameters:
  ///   - length: elements of a vector.
  ///   - targets: the most vectors that a block is applied to.
  init(width: Int, length: Int, targets: Int, configuration: ComputeConfiguration) {
    self.width = width
    vectors = MatrixBuffer(rows: width, columns: length)
    triangle = MatrixBuffer(rows: width, columns: width)
    work = MatrixBuffer(rows: 2, columns: width * Swift.max(targets, 1))
    self.configuration = configuration
  }

  /// C := H C or, `transposed`, H' C, with `count` reflectors that a reduction left in `a`. With `byRows` the columns
  /// of C are the rows of `c`.
  ///
  /// Vector p is zero before element p + offset and one there; its other elements are in row p of `a`, or in column p
  /// if `inColumns`. All blocks are applied to as many columns of C at a time as fit into L2.
  func applyAll(
    _ count: Int, of a: MatrixView<Scalar>, offset: Int = 0, inColumns: Bool, factors tau: [Scalar],
    to c: MutableMatrixView<Scalar>, byRows: Bool, transposed: Bool
  ) {
    let targets = byRows ? c.rows : c.columns
    if targets == 0 || count == 0 { return }
    let starts = Array(stride(from: 0, to: count, by: width))
    let triangles = MatrixBuffer<Scalar>(rows: starts.count * width, columns: width)
    let length = byRows ? c.columns : c.rows
    let step = Swift.max(Self.cachedBytes / (length * MemoryLayout<Scalar>.stride) / 8 * 8, 64)
    for first in stride(from: 0, to: targets, by: step) {
      let part = first..<Swift.min(first + step, targets)
      let target = byRows ? c.rows(part) : c.columns(part)
      for start in transposed ? starts : starts.reversed() {
        let range = start..<Swift.min(start + width, count)
        let v = load(range, of: a, offset: offset, inColumns: inColumns)
        let t = triangles.view.rows(start..<start + range.count).columns(0..<range.count)
        if first == 0 { makeTriangle(v, tau[range], into: t) }
        let touched = start + offset..<length
        apply(
          v, t.reading, to: byRows ? target.columns(touched) : target.rows(touched), byRows: byRows,
          transposed: transposed)
      }
    }
    withExtendedLifetime(triangles) {}
  }

  /// Bytes of C to which all blocks are applied at a time.
  private static var cachedBytes: Int { 1 << 20 }

  /// T of the vectors `v` with their factors.
  func makeTriangle(_ v: MatrixView<Scalar>, _ tau: ArraySlice<Scalar>) -> MatrixView<Scalar> {
    let t = triangle.firstRows(v.rows).columns(0..<v.rows)
    makeTriangle(v, tau, into: t)
    return t.reading
  }

  private func makeTriangle(_ v: MatrixView<Scalar>, _ tau: ArraySlice<Scalar>, into t: MutableMatrixView<Scalar>) {
    multiply(v.operand, v.t, into: t, configuration: configuration)
    fillTriangle(t, tau)
  }

  /// C := H C or H' C with V and T in `v` and `t`.
  func apply(
    _ v: MatrixView<Scalar>, _ t: MatrixView<Scalar>, to c: MutableMatrixView<Scalar>, byRows: Bool, transposed: Bool
  ) {
    let (count, targets) = (v.rows, byRows ? c.rows : c.columns)
    if targets == 0 { return }
    if byRows {
      let first = work.firstRows(1).reshaped(rows: targets, columns: count)
      let second = work.view.row(1).reshaped(rows: targets, columns: count)
      multiply(c.reading.operand, v.t, into: first, configuration: configuration)
      multiply(first.reading.operand, transposed ? t.operand : t.t, into: second, configuration: configuration)
      multiply(second.reading.operand, v.operand, into: c, alpha: -1, beta: 1, configuration: configuration)
    } else {
      let first = work.firstRows(1).reshaped(rows: count, columns: targets)
      let second = work.view.row(1).reshaped(rows: count, columns: targets)
      multiply(v.operand, c.reading.operand, into: first, configuration: configuration)
      multiply(transposed ? t.t : t.operand, first.reading.operand, into: second, configuration: configuration)
      multiply(v.t, second.reading.operand, into: c, alpha: -1, beta: 1, configuration: configuration)
    }
  }

  private func load(_ range: Range<Int>, of a: MatrixView<Scalar>, offset: Int, inColumns: Bool) -> MatrixView<Scalar> {
    let (count, first) = (range.count, range.lowerBound + offset)
    let v = vectors.firstRows(count).columns(0..<(inColumns ? a.rows : a.columns) - first)
    if inColumns {
      v.update(transposing: a.rows(first..<a.rows).columns(range))
    } else {
      v.update(from: a.rows(range).columns(first..<a.columns))
    }
    v.becomeUnitUpperTrapezoid()
    return v.reading
  }

  /// Column p of T is tau_p (1 in row p, -T V v_p above), of the products V V' in the upper triangle of `t`.
  private func fillTriangle(_ t: MutableMatrixView<Scalar>, _ tau: ArraySlice<Scalar>) {
    let (count, stride) = (t.rows, t.stride)
    for p in 0..<count {
      // In bounds: all indices are below `count`.
      for i in 0..<p {
        var sum: Scalar = 0
        for k in i..<p { unsafe sum += t.base[i * stride + k] * t.base[k * stride + p] }
        unsafe t.base[i * stride + p] = -tau[tau.startIndex + p] * sum
      }
      unsafe t.base[p * stride + p] = tau[tau.startIndex + p]
      for i in p + 1..<Swift.max(count, p + 1) { unsafe t.base[i * stride + p] = 0 }
    }
  }
}
