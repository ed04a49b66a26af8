/// Aggressive early deflation: eigenvalues of a window at the end of the active block have converged if they are nearly
/// decoupled from the rest of the matrix.
///
/// The Schur form of the window turns the one element left of it into a column, the spike. Where the end of the spike
/// is negligible, eigenvalues are deflated, long before an element of the subdiagonal vanishes. The others become
/// shifts, and the window is reduced to Hessenberg form again.
///
/// - Note: LAPACK `laqr3`; Braman, Byers and Mathias, The multishift QR algorithm II (2002).
struct AggressiveDeflation<Scalar: BLASScalar> {
  let update: WindowUpdate<Scalar>
  let tBuffer: MatrixBuffer<Scalar>
  let vBuffer: MatrixBuffer<Scalar>
  let rows: MatrixBuffer<Scalar>

  private var h: ColumnMatrix<Scalar> { update.h }

  init(_ update: WindowUpdate<Scalar>, largest: Int) {
    self.update = update
    tBuffer = MatrixBuffer(rows: largest, columns: largest)
    vBuffer = MatrixBuffer(rows: largest, columns: largest)
    rows = MatrixBuffer(rows: 2, columns: largest)
  }

  /// Processes the last `count` rows of the active block; returns how many eigenvalues at its end were deflated. Before
  /// them are `shifts` numbers that are eigenvalues of the window.
  ///
  /// - Parameter schurForm: makes its first matrix, of Hessenberg form, a real Schur form, with the same transformations of
  ///   the columns of the second, and returns the number of the first eigenvalues that did not converge.
  func deflate(
    _ active: Range<Int>, _ count: Int, real: inout [Scalar], imaginary: inout [Scalar],
    schurForm: (ColumnMatrix<Scalar>, ColumnMatrix<Scalar>, inout [Scalar], inout [Scalar]) -> Int
  ) -> (shifts: Int, deflated: Int) {
    let window = active.upperBound - count..<active.upperBound
    let top = window.lowerBound
    let spike = top == active.lowerBound ? 0 : h[top, top - 1]
    let t = ColumnMatrix(tBuffer.view.reshaped(rows: count, columns: count))
    let v = ColumnMatrix(vBuffer.view.reshaped(rows: count, columns: count))
    t.view.fill(0)
    for j in 0..<count { for i in 0..<Swift.min(j + 2, count) { t[i, j] = h[top + i, top + j] } }
    v.setIdentity()
    var (windowReal, windowImaginary) = ([Scalar](repeating: 0, count: count), [Scalar](repeating: 0, count: count))
    let unconverged = schurForm(t, v, &windowReal, &windowImaginary)
    let kept = sort(t, v, spike: spike, from: unconverged)
    t.readEigenvalues(unconverged..<count, &windowReal, &windowImaginary)
    for i in unconverged..<count { (real[top + i], imaginary[top + i]) = (windowReal[i], windowImaginary[i]) }
    let left = kept == 0 ? 0 : spike
    if kept < count || left == 0 { putBack(t, v, kept, left, window, active) }
    return (kept - unconverged, count - kept)
  }

  /// Moves the eigenvalues with a negligible element of the spike to the end, the others to the beginning; returns the
  /// number of the latter.
  private func sort(_ t: ColumnMatrix<Scalar>, _ v: ColumnMatrix<Scalar>, spike: Scalar, from start: Int) -> Int {
    let exchange = SchurExchange(t: t, z: v)
    var (kept, next) = (t.columns, start)
    let least = Scalar.leastOfSchur * Scalar(h.columns)
    while next < kept {
      let isPair = kept >= 2 && kept - 2 >= next && t[kept - 1, kept - 2] != 0
      var size = t[kept - 1, kept - 1].magnitude
      var part = (spike * v[0, kept - 1]).magnitude
      if isPair {
        size += t[kept - 1, kept - 2].magnitude.squareRoot() * t[kept - 2, kept - 1].magnitude.squareRoot()
        part = Swift.max(part, (spike * v[0, kept - 2]).magnitude)
      }
      if size == 0 { size = spike.magnitude }
      let rows = isPair ? 2 : 1
      if part <= Swift.max(least, Scalar.ulpOfOne * size) {
        kept -= rows
      } else {
        let place = exchange.moveUp(from: kept - rows, to: next)
        next = place + t.blockSize(place)
      }
    }
    return kept
  }

  /// Writes the window back into H: where eigenvalues were deflated, the rest is a Hessenberg matrix again, coupled by
  /// one element.
  private func putBack(
    _ t: ColumnMatrix<Scalar>, _ v: ColumnMatrix<Scalar>, _ kept: Int, _ spike: Scalar, _ window: Range<Int>,
    _ active: Range<Int>
  ) {
    let top = window.lowerBound
    var first = v[0, 0]
    if kept > 1 && spike != 0 {
      first = foldSpike(t, v, kept)
      let reduction = HessenbergReduction(t, 0..<kept, configuration: update.configuration)
      reduction.multiplyFromRight(v)
    }
    if top > 0 { h[top, top - 1] = spike * first }
    for j in 0..<t.columns { for i in 0..<Swift.min(j + 2, t.columns) { h[top + i, top + j] = t[i, j] } }
    update.apply(v, window: window, active: active, done: top)
  }

  /// Reflects the first `kept` columns so that one element of the spike is left; returns the factor that it then has.
  private func foldSpike(_ t: ColumnMatrix<Scalar>, _ v: ColumnMatrix<Scalar>, _ kept: Int) -> Scalar {
    let (vector, product) = (rows.view.row(0).columns(0..<kept), rows.view.row(1))
    for i in 0..<kept { vector[0, i] = v[0, i] }
    let reflector = vector.becomeReflector()
    let row = vector.reading
    func multiply(_ a: Operand<Scalar>, _ b: Operand<Scalar>, into c: MutableMatrixView<Scalar>, adds: Bool = false) {
      LinearAlgebra.multiply(
        a, b, into: c, alpha: adds ? -reflector.tau : 1, beta: adds ? 1 : 0, configuration: update.configuration)
    }
    // From the left, transposed: T^T (I - tau v v^T).
    let left = t.view.columns(0..<kept)
    let column = product.reshaped(rows: t.columns, columns: 1)
    multiply(left.reading.operand, row.t, into: column)
    multiply(column.reading.operand, row.operand, into: left, adds: true)
    // From the right, transposed: (I - tau v v^T) T^T.
    for right in [t.view.rows(0..<kept).columns(0..<kept), v.view.rows(0..<kept)] {
      let line = product.columns(0..<right.columns)
      multiply(row.operand, right.reading.operand, into: line)
      multiply(row.t, line.reading.operand, into: right, adds: true)
    }
    return reflector.beta
  }
}

extension ColumnMatrix {
  /// The eigenvalues of the diagonal blocks in `range` of a Schur form.
  func readEigenvalues(_ range: Range<Int>, _ real: inout [Scalar], _ imaginary: inout [Scalar]) {
    var i = range.lowerBound
    while i < range.upperBound {
      if i + 1 < range.upperBound && self[i + 1, i] != 0 {
        let size = self[i, i + 1].magnitude.squareRoot() * self[i + 1, i].magnitude.squareRoot()
        (real[i], real[i + 1]) = (self[i, i], self[i + 1, i + 1])
        (imaginary[i], imaginary[i + 1]) = (size, -size)
        i += 2
      } else {
        (real[i], imaginary[i]) = (self[i, i], 0)
        i += 1
      }
    }
  }
}
