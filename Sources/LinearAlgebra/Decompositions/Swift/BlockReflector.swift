/// H = H_1 H_2 ... H_b = I - V T V' for b reflections H_i = I - tau_i v_i v_i': the compact WY form.
///
/// Forward and columnwise in LAPACK's terms. A view's rows are the columns of LAPACK's matrices, so row i of V is v_i,
/// and row i of T is column i of the upper triangle T. H is applied from the left: each row of C's view is a column.
///
/// - Note: LAPACK `larfb`; Schreiber and Van Loan, A storage-efficient WY representation for products of Householder
///   transformations, SIAM J. Sci. Stat. Comput. 10 (1989), doi:10.1137/0910005.
struct BlockReflector<Scalar: BLASScalar> {
  /// The first elements of each v, with the zeros and ones that are not stored; without columns if `tail` has all
  /// elements.
  let head: MatrixView<Scalar>
  /// The others.
  let tail: MatrixView<Scalar>
  /// T, including its zeros.
  let t: MatrixView<Scalar>
  let configuration: ComputeConfiguration

  /// The reflections of a V that is stored with its ones and zeros, and its T.
  init(
    _ v: MatrixView<Scalar>, t: MatrixView<Scalar>, configuration: ComputeConfiguration
  ) {
    (head, tail) = (v.columns(0..<0), v)
    (self.t, self.configuration) = (t, configuration)
  }

  /// The same, with a T that is computed from b factors into `t`, in scratch of b reflections.
  init(
    _ v: MatrixView<Scalar>, tau: ArraySlice<Scalar>, into t: MutableMatrixView<Scalar>,
    scratch: ReflectorScratch<Scalar>, configuration: ComputeConfiguration
  ) {
    self.init(v, t: t.reading, configuration: configuration)
    formTriangle(tau, t, scratch)
  }

  /// The reflections whose v are stored in a matrix as `geqrf` leaves them, right of the diagonal of a view.
  ///
  /// - Parameters:
  ///   - a: b x (the elements of v); what lies on the diagonal and left of it does not matter.
  ///   - tau: b factors.
  ///   - scratch: of b reflections; its `head` and `t` belong to the block from now on.
  init(
    unpacking a: MatrixView<Scalar>, tau: ArraySlice<Scalar>, scratch: ReflectorScratch<Scalar>,
    configuration: ComputeConfiguration
  ) {
    let b = a.rows
    require(tau.count == b && a.columns >= b, "a block of \(tau.count) reflections in \(a.shapeText)")
    scratch.head.update(from: a.columns(0..<b))
    scratch.head.becomeUnitUpperTrapezoid()
    (head, tail) = (scratch.head.reading, a.columns(b..<a.columns))
    (t, self.configuration) = (scratch.t.reading, configuration)
    formTriangle(tau, scratch.t, scratch)
  }

  private func formTriangle(
    _ tau: ArraySlice<Scalar>, _ t: MutableMatrixView<Scalar>, _ scratch: ReflectorScratch<Scalar>
  ) {
    let (factors, products) = (scratch.tau, scratch.products.rows(0..<t.rows).columns(0..<t.rows))
    for (i, factor) in tau.enumerated() { factors[0, i] = factor }
    if head.columns > 0 { multiply(head.operand, head.t, into: products) }
    if tail.columns > 0 { multiply(tail.operand, tail.t, into: products, beta: head.columns > 0 ? 1 : 0) }
    t.fill(0)
    t.formReflectorTriangle(tau: factors.reading, products: products.reading)
  }

  /// C := H C or H' C. With `hasZeroHead`, the first elements of C in each row, as many as `head` has columns, count as
  /// zero, whatever is stored there.
  ///
  /// The rows of the view (columns of C) are processed in blocks that the scratch holds: a block is still in the cache,
  /// after its product with V, when V is subtracted from it.
  func apply(
    to c: MutableMatrixView<Scalar>, transposed: Bool, hasZeroHead: Bool = false, scratch: ReflectorScratch<Scalar>
  ) {
    for start in stride(from: 0, to: c.rows, by: scratch.products.rows) {
      let c = c.rows(start..<Swift.min(start + scratch.products.rows, c.rows))
      let (first, rest) = (c.columns(0..<head.columns), c.columns(head.columns..<c.columns))
      let read = hasZeroHead ? first.columns(0..<0) : first
      let combined = combine(read.reading, rest.reading, transposed: transposed, scratch)
      if head.columns > 0 {
        multiply(combined.operand, head.operand, into: first, alpha: -1, beta: hasZeroHead ? 0 : 1)
      }
      if tail.columns > 0 { multiply(combined.operand, tail.operand, into: rest, alpha: -1, beta: 1) }
    }
  }

  /// The same for a C whose columns are those of the view, as many as the scratch has rows at most; `tail` has all
  /// elements.
  func apply(toColumnsOf c: MutableMatrixView<Scalar>, transposed: Bool, scratch: ReflectorScratch<Scalar>) {
    let products = scratch.products.reshaped(rows: t.rows, columns: c.columns)
    let combined = scratch.combined.reshaped(rows: t.rows, columns: c.columns)
    multiply(tail.operand, c.reading.operand, into: products)
    multiply(transposed ? t.operand : t.t, products.reading.operand, into: combined)
    multiply(tail.t, combined.reading.operand, into: c, alpha: -1, beta: 1)
  }

  /// The first b columns of H, written over the reflectors, of which `head` is a copy: [I 0] less head' T' V in the view.
  func form(in own: MutableMatrixView<Scalar>, scratch: ReflectorScratch<Scalar>) {
    let b = t.rows
    let inner = scratch.products.rows(0..<b).columns(0..<b)
    multiply(head.t, t.operand, into: inner)
    let first = own.columns(0..<b)
    multiply(inner.reading.operand, head.operand, into: first, alpha: -1)
    for i in 0..<b { first[i, i] += 1 }
    let room = scratch.combined.rows * scratch.combined.columns / b
    for q in stride(from: b, to: own.columns, by: room) {
      let part = own.columns(q..<Swift.min(q + room, own.columns))
      let copy = scratch.combined.reshaped(rows: b, columns: part.columns)
      copy.update(from: part.reading)
      multiply(inner.reading.operand, copy.reading.operand, into: part, alpha: -1)
    }
  }

  /// C V T or C V T', by rows of the view (C' V T' and C' V T in LAPACK's layout, where C is its transpose).
  private func combine(
    _ first: MatrixView<Scalar>, _ rest: MatrixView<Scalar>, transposed: Bool, _ scratch: ReflectorScratch<Scalar>
  ) -> MatrixView<Scalar> {
    let b = t.rows
    let products = scratch.products.rows(0..<rest.rows).columns(0..<b)
    let combined = scratch.combined.rows(0..<rest.rows).columns(0..<b)
    if first.columns > 0 { multiply(first.operand, head.t, into: products) }
    multiply(rest.operand, tail.t, into: products, beta: first.columns > 0 ? 1 : 0)
    multiply(products.reading.operand, transposed ? t.t : t.operand, into: combined)
    return combined.reading
  }

  private func multiply(
    _ a: Operand<Scalar>, _ b: Operand<Scalar>, into c: MutableMatrixView<Scalar>, alpha: Scalar = 1, beta: Scalar = 0
  ) {
    LinearAlgebra.multiply(a, b, into: c, alpha: alpha, beta: beta, configuration: configuration)
  }
}
