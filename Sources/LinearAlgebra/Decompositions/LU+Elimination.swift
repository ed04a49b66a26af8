// The elimination of a matrix in LAPACK's layout. Where only a result is needed, not the factors, that of A^T is
// eliminated: its column-major layout is A's own, so nothing is transposed.

extension LU {
  /// Factors a matrix that is kept. Where the factors overflow, it is eliminated again by divisions, then scaled down;
  /// this loses small elements, and small products.
  ///
  /// - Parameter pack: makes A in LAPACK's layout, or A itself, for the LU of A^T.
  init(of pack: () -> Matrix<Scalar>, _ configuration: ComputeConfiguration) throws(DecompositionError) {
    let m = pack()
    let lifted = m.exponents(below: .leastOfFactors)
    self.init(consume m, lifted, configuration) { $0.factor() }
    if packed.isFinite { return }
    self.init(pack(), lifted, configuration) { $0.factorByDivision() }
    if packed.isFinite { return }
    let scaled = lifted + pack().exponents(\.excessSize)
    self.init(pack(), scaled, configuration) { $0.factor() }
    if packed.isFinite { return }
    self.init(pack(), scaled, configuration) { $0.factorByDivision() }
    if !packed.isFinite { throw .overflow }
  }

  /// The same where only a result is needed: rows so small beside others that L would underflow are scaled up, which
  /// changes the pivots.
  init(equilibrating pack: () -> Matrix<Scalar>, _ configuration: ComputeConfiguration) throws(DecompositionError) {
    try self.init(of: pack, configuration)
    // Such rows have a small pivot, if they have not vanished.
    guard let pivots = packed.withView({ $0.diagonalSpan() }), pivots.least < pivots.largest * Scalar.leastRowRatio
    else { return }
    var m = pack()
    let lifted = m.withView { $0.columnLifts(ratio: Scalar.leastRowRatio) }
    if lifted.isZero { return }
    m.scale(columns: lifted)
    var equilibrated = LU(m, m.exponents(below: .leastOfFactors), configuration) { $0.factor() }
    if !equilibrated.packed.isFinite { return }
    equilibrated.rowExponents = lifted
    self = equilibrated
  }

  init(
    _ m: consuming Matrix<Scalar>, _ exponents: Exponents, _ configuration: ComputeConfiguration,
    _ eliminate: (inout LU) -> Void
  ) {
    self.exponents = exponents
    self.configuration = configuration
    packed = consume m
    // A place is 32 bits, as in LAPACK.
    require(
      packed.count == 0 || packed.columns <= Int(Int32.max),
      "the LU of \(packed.columns) rows: the most are \(Int32.max)")
    exchanges = Array(repeating: 1, count: Swift.min(packed.rows, packed.columns))
    packed.scale(rows: -exponents)
    if packed.count > 0 { eliminate(&self) }
  }

  mutating func factor() {
    // A zero pivot is not an error here; `singularIndex` finds it.
    let routines = routines
    _ = packed.withMutableView { routines.factorLU($0, pivots: &exchanges) }
  }

  /// The configured routines for eliminating, and for solving with the factors.
  var routines: any DecompositionRoutines<Scalar> {
    Scalar.routines(configuration, for: .elimination, rows: packed.rows, columns: packed.columns)
  }

  /// LAPACK's `getf2`, but dividing by pivots instead of multiplying by their reciprocals.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private mutating func factorByDivision() {
    let count = exchanges.count
    packed.withMutableView { view in
      for k in 0..<count {
        var pivot = k
        for i in k..<view.columns where view[k, i].magnitude > view[k, pivot].magnitude { pivot = i }
        exchanges[k] = Int32(pivot + 1)
        if view[k, pivot] == 0 { continue }
        if pivot != k { for j in 0..<view.rows { (view[j, k], view[j, pivot]) = (view[j, pivot], view[j, k]) } }
        for i in k + 1..<Swift.max(view.columns, k + 1) { view[k, i] /= view[k, k] }
        for j in k + 1..<Swift.max(view.rows, k + 1) where view[j, k] != 0 {
          for i in k + 1..<Swift.max(view.columns, k + 1) { view[j, i] -= view[k, i] * view[j, k] }
        }
      }
    }
  }
}

extension BLASScalar {
  /// The magnitude of a row, relative to the largest one, below which elements of L lose digits.
  fileprivate static var leastRowRatio: Self { leastNormalMagnitude / ulpOfOne }
}

extension MatrixView {
  /// For each column the exponent, 0 or above, that brings its largest magnitude to `ratio` times that of the matrix; 0
  /// for a column of zeros.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  fileprivate func columnLifts(ratio: Scalar) -> Exponents {
    var largest = [Scalar](repeating: 0, count: columns)
    for i in 0..<rows {
      // In bounds: each row has `columns` elements.
      for j in 0..<columns { largest[j] = Swift.max(largest[j], unsafe base[i * stride + j].magnitude) }
    }
    let least = Int((largest.max() ?? 0).exponent) + Int(ratio.exponent)
    return Exponents(rows: 0..<columns) { largest[$0] == 0 ? 0 : Swift.max(least - Int(largest[$0].exponent), 0) }
  }
}
