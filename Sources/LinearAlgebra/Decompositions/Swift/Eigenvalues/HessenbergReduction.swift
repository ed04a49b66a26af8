/// Q^T A Q = H, upper Hessenberg, in the rows and columns of a range: below and left of it A is already triangular.
///
/// Panels of columns are reduced one after the other; the columns right of a panel are updated by products. The vectors
/// of the reflections are stored where A becomes zero.
///
/// - Note: LAPACK `gehrd`; Quintana-Orti and van de Geijn, Improving the performance of reduction to Hessenberg form (2006).
struct HessenbergReduction<Scalar: BLASScalar> {
  let a: ColumnMatrix<Scalar>
  let range: Range<Int>
  let configuration: ComputeConfiguration

  /// The columns of a panel.
  private let width: Int
  /// The vectors of a panel's reflections, a row each.
  private let v: MatrixBuffer<Scalar>
  /// A V T of a panel, transposed.
  private let y: MatrixBuffer<Scalar>
  /// V^T A, or a part of Y.
  private let w: MatrixBuffer<Scalar>
  /// The same times T.
  private let scaled: MatrixBuffer<Scalar>
  /// T of each panel, Q = I - V T V^T: upper triangles, one below the other.
  private let t: MatrixBuffer<Scalar>
  /// Scratch for the coefficients of one column.
  private let row: MatrixBuffer<Scalar>

  /// Reduces A.
  init(_ a: ColumnMatrix<Scalar>, _ range: Range<Int>, configuration: ComputeConfiguration) {
    (self.a, self.range, self.configuration) = (a, range, configuration)
    let count = Swift.max(range.count - 2, 0)
    width = Swift.max(1, Swift.min(32, count))
    v = MatrixBuffer(rows: width, columns: a.rows)
    y = MatrixBuffer(rows: width, columns: a.rows)
    w = MatrixBuffer(rows: a.rows, columns: width)
    scaled = MatrixBuffer(rows: a.rows, columns: width)
    t = MatrixBuffer(rows: (count + width - 1) / width * width, columns: width)
    row = MatrixBuffer(rows: 2, columns: width)
    t.view.fill(0)
    for start in panels {
      reducePanel(start)
      updateRest(start)
    }
  }

  /// The first column of each panel.
  private var panels: StrideTo<Int> {
    stride(from: range.lowerBound, to: Swift.max(range.upperBound - 2, range.lowerBound), by: width)
  }

  /// The columns of the panel that begins with column `start`.
  private func columns(_ start: Int) -> Int { Swift.min(width, range.upperBound - 2 - start) }

  /// The rows that the reflections of a panel touch.
  private func rows(_ start: Int) -> Range<Int> { start + 1..<range.upperBound }

  private func triangle(_ start: Int) -> MutableMatrixView<Scalar> {
    let first = start - range.lowerBound
    return t.view.rows(first..<first + columns(start)).columns(0..<columns(start))
  }

  private func multiply(
    _ a: Operand<Scalar>, _ b: Operand<Scalar>, into c: MutableMatrixView<Scalar>, alpha: Scalar = 1, beta: Scalar = 0
  ) {
    LinearAlgebra.multiply(a, b, into: c, alpha: alpha, beta: beta, configuration: configuration)
  }

  /// Reduces the columns of a panel, and computes V, Y (without the rows above the panel's) and T.
  private func reducePanel(_ start: Int) {
    let (rows, t) = (rows(start), triangle(start))
    v.view.columns(rows).fill(0)
    for i in 0..<columns(start) {
      let c = start + i
      let column = a.view.row(c).columns(rows)
      let (vs, ys) = (v.firstRows(i).columns(rows).reading, y.firstRows(i).columns(rows).reading)
      let (first, second) = (row.view.row(0).columns(0..<i), row.view.row(1).columns(0..<i))
      if i > 0 {
        // From the right, then from the left.
        for p in 0..<i { first[0, p] = v.view[p, c] }
        multiply(first.reading.operand, ys.operand, into: column, alpha: -1, beta: 1)
        multiply(column.reading.operand, vs.t, into: first)
        multiply(first.reading.operand, t.rows(0..<i).columns(0..<i).reading.operand, into: second)
        multiply(second.reading.operand, vs.operand, into: column, alpha: -1, beta: 1)
      }
      let reflector = reflect(c, into: v.view.row(i))
      let tail = c + 1..<range.upperBound
      let vector = v.view.row(i).columns(tail).reading
      let product = y.view.row(i).columns(rows)
      multiply(vector.operand, a.view.rows(tail).columns(rows).reading.operand, into: product, alpha: reflector.tau)
      t[i, i] = reflector.tau
      if i == 0 { continue }
      multiply(vector.operand, v.firstRows(i).columns(tail).reading.t, into: first, alpha: -reflector.tau)
      multiply(first.reading.operand, ys.operand, into: product, beta: 1)
      // The column of T above its diagonal: T times the products just computed.
      multiply(first.reading.operand, t.rows(0..<i).columns(0..<i).reading.t, into: second)
      for p in 0..<i { t[p, i] = second[0, p] }
    }
  }

  /// The reflection that makes column c zero below the subdiagonal; its vector is stored in A and in `v`.
  private func reflect(_ c: Int, into v: MutableMatrixView<Scalar>) -> LongReflector<Scalar> {
    let count = range.upperBound - c - 2
    // In bounds: `count` elements below the subdiagonal, here and in v.
    let reflector = unsafe LongReflector(a[c + 1, c], count, a.address(c + 2, c))
    a[c + 1, c] = reflector.beta
    load(c, into: v)
    return reflector
  }

  /// The vector of the reflection that A holds in column c.
  private func load(_ c: Int, into v: MutableMatrixView<Scalar>) {
    v[0, c + 1] = 1
    let tail = c + 2..<range.upperBound
    if !tail.isEmpty { v.columns(tail).update(from: a.view.row(c).columns(tail).reading) }
  }

  /// Applies the reflections of a panel to the rows above it and to the columns right of it.
  private func updateRest(_ start: Int) {
    let (rows, count, t) = (rows(start), columns(start), triangle(start).reading)
    let (above, next) = (0..<start + 1, start + count)
    let (v, y) = (v.firstRows(count), y.firstRows(count))
    let all = v.columns(rows).reading
    // Y of the rows above.
    let part = w.view.reshaped(rows: count, columns: above.count)
    multiply(all.operand, a.view.rows(rows).columns(above).reading.operand, into: part)
    multiply(t.t, part.reading.operand, into: y.columns(above))
    // A := A - Y V^T.
    multiply(
      all.t, y.columns(above).reading.operand, into: a.view.rows(rows).columns(above), alpha: -1, beta: 1)
    let trailing = next..<range.upperBound
    multiply(
      v.columns(trailing).reading.t, y.columns(rows).reading.operand, into: a.view.rows(trailing).columns(rows),
      alpha: -1, beta: 1)
    // A := A - V T^T V^T A.
    apply(all, t.operand, to: a.view.rows(next..<a.columns).columns(rows))
  }

  /// B := (I - V T^T V^T) B, given B transposed and T as `t`; with V T V^T if `t` is transposed.
  private func apply(_ v: MatrixView<Scalar>, _ t: Operand<Scalar>, to b: MutableMatrixView<Scalar>) {
    if b.rows == 0 { return }
    let product = w.view.reshaped(rows: b.rows, columns: v.rows)
    multiply(b.reading.operand, v.t, into: product)
    let scaled = scaled.view.reshaped(rows: b.rows, columns: v.rows)
    multiply(product.reading.operand, t, into: scaled)
    multiply(scaled.reading.operand, v.operand, into: b, alpha: -1, beta: 1)
  }

  /// Writes Q to the rows and columns of a matrix of the order of A.
  func formQ(_ q: ColumnMatrix<Scalar>) {
    q.setIdentity()
    for start in panels.reversed() {
      let (rows, count) = (rows(start), columns(start))
      v.view.columns(rows).fill(0)
      for i in 0..<count { load(start + i, into: v.view.row(i)) }
      apply(v.firstRows(count).columns(rows).reading, triangle(start).reading.t, to: q.view.rows(rows).columns(rows))
    }
  }

  /// B := B Q for a B of the order of A.
  func multiplyFromRight(_ b: ColumnMatrix<Scalar>) {
    for start in panels {
      let (rows, count) = (rows(start), columns(start))
      v.view.columns(rows).fill(0)
      for i in 0..<count { load(start + i, into: v.view.row(i)) }
      // B V T V^T, transposed: V (T^T (V^T B^T)).
      let (v, target) = (v.firstRows(count).columns(rows).reading, b.view.rows(rows))
      let part = w.view.reshaped(rows: count, columns: target.columns)
      let scaled = scaled.view.reshaped(rows: count, columns: target.columns)
      multiply(v.operand, target.reading.operand, into: part)
      multiply(triangle(start).reading.t, part.reading.operand, into: scaled)
      multiply(v.t, scaled.reading.operand, into: target, alpha: -1, beta: 1)
    }
  }

  /// Sets A to zero below the subdiagonal, where the vectors of the reflections are.
  func clear() {
    for c in 0..<a.columns where c + 2 < a.rows { a.view.row(c).columns(c + 2..<a.rows).fill(0) }
  }
}
