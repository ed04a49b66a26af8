/// A triangle as it solves: the one in a square view, or its transpose.
struct Triangle<Scalar: BLASScalar> {
  private let view: MatrixView<Scalar>
  /// Whether the elements are on and above the diagonal of the view.
  private let isUpper: Bool
  /// Whether the triangle is the transpose of that.
  private let isTransposed: Bool
  /// Whether the diagonal is ones, whatever the view has there.
  private let hasUnitDiagonal: Bool

  init(_ view: MatrixView<Scalar>, isUpper: Bool, isTransposed: Bool = false, hasUnitDiagonal: Bool = false) {
    require(view.rows == view.columns, "a triangle of \(view.shapeText): it is not square")
    self.view = view
    self.isUpper = isUpper
    self.isTransposed = isTransposed
    self.hasUnitDiagonal = hasUnitDiagonal
  }

  /// Rows and columns.
  var order: Int { view.rows }

  /// Orders up to this are solved with by one call of a kernel.
  static var largestBlock: Int { 16 }

  /// Elements that a kernel needs for its triangle and for its systems: 1,312, a little more.
  static var scratchCount: Int { 1344 }

  /// The order of the upper left part where a triangle is cut: about half, in whole blocks.
  static func half(_ order: Int) -> Int { (order / 2 + largestBlock - 1) / largestBlock * largestBlock }

  /// Whether the triangle, transposed where it is to be, is an upper one.
  private var actsAsUpper: Bool { isUpper != isTransposed }

  /// The triangle of some unknowns.
  private func part(_ range: Range<Int>) -> Triangle {
    Triangle(
      view.rows(range).columns(range), isUpper: isUpper, isTransposed: isTransposed, hasUnitDiagonal: hasUnitDiagonal)
  }

  /// A rectangle of the triangle, for a product.
  private func block(_ rows: Range<Int>, _ columns: Range<Int>) -> Operand<Scalar> {
    isTransposed ? view.rows(columns).columns(rows).t : view.rows(rows).columns(columns).operand
  }

  /// X := B T^-1 in place: each row of X is a system of its own.
  ///
  /// - Complexity: r n^2 floating-point operations for r rows.
  /// - Note: BLAS `trsm`, by halves: Elmroth, Gustavson, Jonsson & Kagstrom, Recursive blocked algorithms and hybrid data
  ///   structures, SIAM Review 46 (2004), 3.
  func solveRows(_ x: MutableMatrixView<Scalar>, configuration: ComputeConfiguration) {
    require(x.columns == order, "\(x.shapeText) by a triangle of order \(order)")
    if x.rows == 0 || order == 0 { return }
    if x.rows == 1 { return solveRow(x) }
    let plan = RowPlan(m: x.rows, n: order, k: order, threads: configuration.threads)
    if plan.members == 1 { return solveInTurn(x, configuration) }
    let alone = ComputeConfiguration(backend: configuration.backend, threads: 1)
    ThreadTeam.shared.run(plan.members, SharedSystems(triangle: self, x: x, plan: plan, configuration: alone))
  }

  /// The same on the calling thread, but for the products.
  fileprivate func solveInTurn(_ x: MutableMatrixView<Scalar>, _ configuration: ComputeConfiguration) {
    if order <= Self.largestBlock { return solveBlock(x, systemsAreRows: true) }
    let (first, last) = (0..<Self.half(order), Self.half(order)..<order)
    let (known, unknown) = actsAsUpper ? (first, last) : (last, first)
    part(known).solveInTurn(x.columns(known), configuration)
    multiply(
      x.columns(known).reading.operand, block(known, unknown), into: x.columns(unknown), alpha: -1, beta: 1,
      configuration: configuration)
    part(unknown).solveInTurn(x.columns(unknown), configuration)
  }

  /// The same for one system: bound by the memory of the triangle, on the calling thread.
  private func solveRow(_ x: MutableMatrixView<Scalar>) {
    let (targetStride, sourceStride) = isTransposed ? (view.stride, 1) : (1, view.stride)
    // In bounds: the shapes were checked.
    unsafe Scalar._routines.best.substituteOne(
      order, view.base, targetStride, sourceStride, !actsAsUpper, hasUnitDiagonal, x.base)
  }

  /// X := T^-1 B in place: each column of X is a system of its own.
  ///
  /// - Complexity: r n^2 floating-point operations for r columns.
  /// - Note: as `solveRows`.
  func solveColumns(_ x: MutableMatrixView<Scalar>, configuration: ComputeConfiguration) {
    require(x.rows == order, "\(x.shapeText) by a triangle of order \(order)")
    if x.columns == 0 || order == 0 { return }
    if order <= Self.largestBlock { return solveBlock(x, systemsAreRows: false) }
    let (first, last) = (0..<Self.half(order), Self.half(order)..<order)
    let (known, unknown) = actsAsUpper ? (last, first) : (first, last)
    part(known).solveColumns(x.rows(known), configuration: configuration)
    multiply(
      block(unknown, known), x.rows(known).reading.operand, into: x.rows(unknown), alpha: -1, beta: 1,
      configuration: configuration)
    part(unknown).solveColumns(x.rows(unknown), configuration: configuration)
  }

  private func solveBlock(_ x: MutableMatrixView<Scalar>, systemsAreRows: Bool) {
    // A system of a row has the columns of the triangle for its equations, one of a column the rows.
    let targetsAreRows = systemsAreRows == isTransposed
    let (targetStride, sourceStride) = targetsAreRows ? (view.stride, 1) : (1, view.stride)
    unsafe Scratch.triangle.withElements(of: Scalar.self, count: Self.scratchCount) { scratch in
      // In bounds: the shapes were checked.
      unsafe Scalar._routines.best.substitute(
        order, systemsAreRows ? x.rows : x.columns, view.base, targetStride, sourceStride,
        actsAsUpper != systemsAreRows, hasUnitDiagonal, x.base, x.stride, systemsAreRows, scratch)
    }
  }
}

/// Two or more systems that a team shares: the bits of one do not depend on the others.
private struct SharedSystems<Scalar: BLASScalar>: TeamJob {
  let triangle: Triangle<Scalar>
  let x: MutableMatrixView<Scalar>
  let plan: RowPlan
  let configuration: ComputeConfiguration

  func run(part: Int) {
    let rows = plan.rows(of: part)
    if rows.isEmpty { return }
    triangle.solveInTurn(x.rows(rows), configuration)
  }
}
