/// Columns of a pivoted QR whose reflections are applied to the columns right of them together, in one product.
///
/// Until then only the rows of R in those columns are up to date. What is pending is A := A - V F', where column q of F
/// is tau_q A' v_q less the changes of A by earlier reflections. Rows of views are columns.
///
/// - Note: LAPACK `laqps`.
struct PivotedPanel<Scalar: BLASScalar> {
  private let a: MutableMatrixView<Scalar>
  /// Row q is column q of F, with an element for each column of A.
  private let f: MutableMatrixView<Scalar>
  /// Scratch with a number for each column of A.
  private let products: MutableMatrixView<Scalar>
  /// Scratch with a number for each reflection.
  private let coefficients: MutableMatrixView<Scalar>
  private let inner: MutableMatrixView<Scalar>
  private let configuration: ComputeConfiguration
  private let start: Int
  /// The column after the last one that is factored.
  private(set) var end: Int

  /// The panel whose first column is `start`.
  ///
  /// - Parameter f: scratch, a column for each column of A, and three rows more than the panel has columns.
  init(
    _ a: MutableMatrixView<Scalar>, from start: Int, f: MutableMatrixView<Scalar>, configuration: ComputeConfiguration
  ) {
    self.a = a
    self.f = f.rows(0..<f.rows - 3)
    products = f.row(f.rows - 3)
    coefficients = f.row(f.rows - 2)
    inner = f.row(f.rows - 1)
    self.configuration = configuration
    self.start = start
    end = start
  }

  /// Exchanges two columns from the next one on.
  func swapColumns(_ i: Int, _ j: Int) {
    if i == j { return }
    a.swapRows(i, j)
    for q in 0..<end - start { (f[q, i], f[q, j]) = (f[q, j], f[q, i]) }
  }

  /// Computes the reflection of the next column and its row of R; returns tau.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  mutating func factorColumn() -> Scalar {
    let (i, done, m) = (end, end - start, a.columns)
    let reflectors = a.rows(start..<i).columns(i..<m).reading
    let column = a.row(i).columns(i..<m)
    if done > 0 {
      for q in 0..<done { coefficients[0, q] = f[q, i] }
      multiply(coefficients.columns(0..<done).reading.operand, reflectors.operand, into: column, alpha: -1, beta: 1)
    }
    let reflection = Reflection.reflecting(column)
    let beta = column[0, 0]
    column[0, 0] = 1
    end = i + 1
    if end < a.rows {
      addColumnOfF(column.reading, reflectors, tau: reflection.tau)
      subtractRowOfR(i)
    }
    column[0, 0] = beta
    return reflection.tau
  }

  /// tau (A' v - F V' v), for the later columns.
  private func addColumnOfF(_ v: MatrixView<Scalar>, _ reflectors: MatrixView<Scalar>, tau: Scalar) {
    let (n, done) = (a.rows, reflectors.rows)
    let rest = a.rows(end..<n).columns(a.columns - v.columns..<a.columns).reading
    let sums = products.columns(end..<n)
    project(rest, on: v, into: sums)
    let new = f.row(done).columns(end..<n)
    new.update(from: sums.reading)
    if done > 0 {
      let inner = inner.columns(0..<done)
      reflectors.project(on: v, into: inner)
      multiply(
        inner.reading.operand, f.rows(0..<done).columns(end..<n).reading.operand, into: new, alpha: -1, beta: 1)
    }
    new.scale(by: tau)
  }

  /// Half of all operations, and bound by memory: the team shares the rows.
  private func project(_ y: MatrixView<Scalar>, on x: MatrixView<Scalar>, into sums: MutableMatrixView<Scalar>) {
    let plan = Partition(m: y.rows, n: 1, k: y.columns, threads: configuration.threads)
    let projection = Projection(y: y, x: x, sums: sums, isUpwards: end % 2 == 0, plan: plan)
    if plan.members == 1 { return projection.project(0..<y.rows) }
    ThreadTeam.shared.run(plan.members, projection)
  }

  /// Subtracts V F' from row i of the later columns, which makes it their row of R.
  private func subtractRowOfR(_ i: Int) {
    let (n, count) = (a.rows, end - start)
    let coefficients = coefficients.columns(0..<count)
    for q in 0..<count { coefficients[0, q] = a[start + q, i] }
    let sums = products.columns(end..<n)
    multiply(coefficients.reading.operand, f.rows(0..<count).columns(end..<n).reading.operand, into: sums)
    for l in end..<n { a[l, i] -= products[0, l] }
  }

  /// A := A - V F' in the remaining rows and columns.
  func updateRest() {
    let (n, m) = (a.rows, a.columns)
    multiply(
      f.rows(0..<end - start).columns(end..<n).reading.t, a.rows(start..<end).columns(end..<m).reading.operand,
      into: a.rows(end..<n).columns(end..<m), alpha: -1, beta: 1)
  }

  private func multiply(
    _ a: Operand<Scalar>, _ b: Operand<Scalar>, into c: MutableMatrixView<Scalar>, alpha: Scalar = 1, beta: Scalar = 0
  ) {
    LinearAlgebra.multiply(a, b, into: c, alpha: alpha, beta: beta, configuration: configuration)
  }
}

/// Products of rows with a vector, shared by a team.
private struct Projection<Scalar: BLASScalar>: TeamJob {
  let y: MatrixView<Scalar>
  let x: MatrixView<Scalar>
  let sums: MutableMatrixView<Scalar>
  /// The direction alternates between passes: what was read last is still in the cache.
  let isUpwards: Bool
  let plan: Partition

  private static var rowsAtATime: Int { 16 }

  func run(part: Int) { project(plan.range(of: part)) }

  func project(_ rows: Range<Int>) {
    let groups = (rows.count + Self.rowsAtATime - 1) / Self.rowsAtATime
    for group in 0..<groups {
      let start = rows.lowerBound + Self.rowsAtATime * (isUpwards ? group : groups - 1 - group)
      let part = start..<Swift.min(start + Self.rowsAtATime, rows.upperBound)
      y.rows(part).project(on: x, into: sums.columns(part))
    }
  }
}
