/// Q^T A Q = H, upper Hessenberg, in the rows and columns of a range: below and left of it A is already triangular.
///
/// Panels of columns are reduced one after the other; the columns right of a panel are updated by products. The vectors
/// of the reflections are stored where A becomes zero.
///
/// - Note: LAPACK `gehrd`; Quintana-Orti and van de Geijn, Improving the performance of reduction to Hessenberg form (2006).
struct HessenbergReduction<Scalar: BLASScalar> {
  private let a: ColumnMatrix<Scalar>
  private let range: Range<Int>
  private let configuration: ComputeConfiguration
  /// The factors of the reflections.
  private var factors: [Scalar]

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
  /// T of a panel, whose reflections are I - V T V^T: an upper triangle.
  private let t: MatrixBuffer<Scalar>
  /// Scratch for the coefficients of one column.
  private let row: MatrixBuffer<Scalar>

  /// Reduces A.
  init(_ a: ColumnMatrix<Scalar>, _ range: Range<Int>, configuration: ComputeConfiguration) {
    (self.a, self.range, self.configuration) = (a, range, configuration)
    factors = Array(repeating: 0, count: Swift.max(range.count - 2, 0))
    width = Swift.max(1, Swift.min(32, factors.count))
    v = MatrixBuffer(rows: width, columns: a.rows)
    y = MatrixBuffer(rows: width, columns: a.rows)
    w = MatrixBuffer(rows: a.rows, columns: width)
    scaled = MatrixBuffer(rows: a.rows, columns: width)
    t = MatrixBuffer(rows: width, columns: width)
    row = MatrixBuffer(rows: 2, columns: width)
    t.view.fill(0)
    for start in stride(from: range.lowerBound, to: range.lowerBound + factors.count, by: width) {
      reducePanel(start)
      updateRest(start)
    }
  }

  /// The columns of the panel that begins with column `start`.
  private func columns(_ start: Int) -> Int { Swift.min(width, range.upperBound - 2 - start) }

  /// The rows that the reflections of a panel touch.
  private func rows(_ start: Int) -> Range<Int> { start + 1..<range.upperBound }

  private func multiply(
    _ a: Operand<Scalar>, _ b: Operand<Scalar>, into c: MutableMatrixView<Scalar>, alpha: Scalar = 1, beta: Scalar = 0
  ) {
    LinearAlgebra.multiply(a, b, into: c, alpha: alpha, beta: beta, configuration: configuration)
  }

  /// Reduces the columns of a panel, and computes V, Y (without the rows above the panel's) and T.
  private mutating func reducePanel(_ start: Int) {
    let (rows, t) = (rows(start), t.view)
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
      (t[i, i], factors[c - range.lowerBound]) = (reflector.tau, reflector.tau)
      if i == 0 { continue }
      multiply(vector.operand, v.firstRows(i).columns(tail).reading.t, into: first, alpha: -reflector.tau)
      multiply(first.reading.operand, ys.operand, into: product, beta: 1)
      // The column of T above its diagonal: T times the products just computed.
      multiply(first.reading.operand, t.rows(0..<i).columns(0..<i).reading.t, into: second)
      for p in 0..<i { t[p, i] = second[0, p] }
    }
  }

  /// The reflection that makes column c zero below the subdiagonal; its vector is stored in A and in `v`.
  private func reflect(_ c: Int, into v: MutableMatrixView<Scalar>) -> RowReflector<Scalar> {
    let elements = c + 1..<range.upperBound
    let column = a.view.row(c).columns(elements)
    let reflector = column.becomeReflector()
    v.columns(elements).update(from: column.reading)
    column[0, 0] = reflector.beta
    return reflector
  }

  /// Applies the reflections of a panel to the rows above it and to the columns right of it.
  private func updateRest(_ start: Int) {
    let (rows, count) = (rows(start), columns(start))
    let t = t.firstRows(count).columns(0..<count).reading
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
    let target = a.view.rows(next..<a.columns).columns(rows)
    let product = w.view.reshaped(rows: target.rows, columns: count)
    let scaled = scaled.view.reshaped(rows: target.rows, columns: count)
    multiply(target.reading.operand, all.t, into: product)
    multiply(product.reading.operand, t.operand, into: scaled)
    multiply(scaled.reading.operand, all.operand, into: target, alpha: -1, beta: 1)
  }

  /// The rows and columns of Q that are not those of the identity.
  private var inner: Range<Int> { range.lowerBound + 1..<range.upperBound }

  /// The reflections as `SwiftRoutines` takes them: the part of A that begins one row later.
  private var reflections: MatrixView<Scalar> {
    a.view.rows(range.lowerBound..<range.lowerBound + factors.count).columns(inner).reading
  }

  /// Writes Q to the rows and columns of a matrix of the order of A.
  func formQ(_ q: ColumnMatrix<Scalar>) {
    q.setIdentity()
    let q = q.view.rows(inner).columns(inner)
    q.rows(0..<factors.count).update(from: reflections)
    SwiftRoutines(configuration).formQ(q, reflectors: factors)
  }

  /// B := B Q for a square B of the order of A.
  func multiplyFromRight(_ b: ColumnMatrix<Scalar>) {
    // B^T := Q^T B^T.
    b.view.transposeSquare()
    SwiftRoutines(configuration).applyReflectors(
      reflections, factors: factors[...], to: b.view.columns(inner), transposed: true)
    b.view.transposeSquare()
  }

  /// Sets A to zero below the subdiagonal, where the vectors of the reflections are.
  func clear() {
    for c in 0..<a.columns where c + 2 < a.rows { a.view.row(c).columns(c + 2..<a.rows).fill(0) }
  }
}
