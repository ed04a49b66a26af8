/// A triangular system's matrix: a triangle of a square view, or its transpose.
struct Triangle<Scalar: BLASScalar> {
  private let view: MatrixView<Scalar>
  /// Whether the triangle is the upper one of the view.
  private let isUpper: Bool
  /// Whether the system's matrix is the transpose of that triangle.
  private let isTransposed: Bool
  /// Whether the diagonal counts as ones, whatever is stored there.
  private let hasUnitDiagonal: Bool

  init(_ view: MatrixView<Scalar>, isUpper: Bool, isTransposed: Bool = false, hasUnitDiagonal: Bool = false) {
    require(view.rows == view.columns, "a triangle of \(view.shapeText): it is not square")
    (self.view, self.isUpper) = (view, isUpper)
    (self.isTransposed, self.hasUnitDiagonal) = (isTransposed, hasUnitDiagonal)
  }

  /// Rows and columns.
  var order: Int { view.rows }

  /// The largest order that one kernel call solves.
  static var largestBlock: Int { 16 }

  /// The scratch of a kernel for its triangle and systems: 1,312 elements, rounded up.
  static var scratchCount: Int { 1344 }

  /// The order of the upper left part when a triangle is split: about half, in whole blocks.
  static func half(_ order: Int) -> Int { (order / 2 + largestBlock - 1) / largestBlock * largestBlock }

  /// Whether the system's matrix is upper triangular.
  private var actsAsUpper: Bool { isUpper != isTransposed }

  /// The diagonal block of some unknowns.
  private func part(_ range: Range<Int>) -> Triangle {
    Triangle(
      view.rows(range).columns(range), isUpper: isUpper, isTransposed: isTransposed, hasUnitDiagonal: hasUnitDiagonal)
  }

  /// A rectangular block of the triangle, as an operand of a product.
  private func block(_ rows: Range<Int>, _ columns: Range<Int>) -> Operand<Scalar> {
    isTransposed ? view.rows(columns).columns(rows).t : view.rows(rows).columns(columns).operand
  }

  /// X := B T^-1 in place: each row of X is a system of its own.
  ///
  /// - Complexity: r n^2 floating-point operations for r rows.
  /// - Note: BLAS `trsm`, recursive: Elmroth, Gustavson, Jonsson & Kagstrom, Recursive blocked algorithms and hybrid
  ///   data structures, SIAM Review 46 (2004), 3.
  func solveRows(_ x: MutableMatrixView<Scalar>, configuration: ComputeConfiguration) {
    require(x.columns == order, "\(x.shapeText) by a triangle of order \(order)")
    if x.rows == 0 || order == 0 { return }
    if x.rows == 1 { return solveRow(x) }
    let plan = Partition(m: x.rows, n: order, k: order, threads: configuration.threads)
    if plan.members == 1 { return solveSerially(x, systemsAreRows: true, configuration) }
    let alone = ComputeConfiguration(backend: configuration.backend, threads: 1)
    // The bits of a system do not depend on the others.
    ThreadTeam.shared.run(plan.members) { part in
      let rows = plan.range(of: part)
      if !rows.isEmpty { solveSerially(x.rows(rows), systemsAreRows: true, alone) }
    }
  }

  /// Either form on the calling thread, except for the products.
  private func solveSerially(
    _ x: MutableMatrixView<Scalar>, systemsAreRows: Bool, _ configuration: ComputeConfiguration
  ) {
    if order <= Self.largestBlock { return solveBlock(x, systemsAreRows: systemsAreRows) }
    let (first, last) = (0..<Self.half(order), Self.half(order)..<order)
    let (known, unknown) = actsAsUpper == systemsAreRows ? (first, last) : (last, first)
    let (done, rest) = systemsAreRows ? (x.columns(known), x.columns(unknown)) : (x.rows(known), x.rows(unknown))
    part(known).solveSerially(done, systemsAreRows: systemsAreRows, configuration)
    let (left, right) =
      systemsAreRows
      ? (done.reading.operand, block(known, unknown)) : (block(unknown, known), done.reading.operand)
    multiply(left, right, into: rest, alpha: -1, beta: 1, configuration: configuration)
    part(unknown).solveSerially(rest, systemsAreRows: systemsAreRows, configuration)
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
    solveSerially(x, systemsAreRows: false, configuration)
  }

  private func solveBlock(_ x: MutableMatrixView<Scalar>, systemsAreRows: Bool) {
    // A system stored as a row has the triangle's columns as its equations, one stored as a column its rows.
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
