/// P M = L U of a matrix M in LAPACK's layout: what `LU` and the operations of `Matrix` share.
///
/// `LU` takes M = A. Where the factors are not asked for, M is the transpose of A, whose layout is A's own: nothing is
/// transposed.
///
/// Powers of two are taken out of columns of M, which changes neither the pivots nor L: the columns of U have them.
struct Elimination<Scalar: BLASScalar>: Sendable {
  /// Row j is column j of M / 2^exponents[j] before, of L (below the diagonal) and U after the elimination.
  var packed: Matrix<Scalar>
  /// Row i was exchanged with row `pivots[i]`, in ascending order of i; from one on.
  var pivots: [Int32]
  /// What eliminates, and solves later.
  private let configuration: ComputeConfiguration
  /// What was taken out of the columns of M.
  let exponents: Exponents
  /// Row i of M was multiplied by 2^rowExponents[i] first, where its factors are not asked for.
  private(set) var rowExponents = Exponents.zero

  /// - Throws: `overflow` where the factors are not finite: an element grew too large, or OpenBLAS took the reciprocal of
  ///   a subnormal pivot.
  init(
    consuming packed: consuming Matrix<Scalar>, _ configuration: ComputeConfiguration
  ) throws(DecompositionError) {
    let exponents = packed.exponents(below: .leastOfFactors)
    self.init(consume packed, exponents, configuration) { $0.factor() }
    if !self.packed.isFinite { throw .overflow }
  }

  /// The same of a matrix that stays. Where the factors overflow, it is eliminated by divisions, then scaled down: small
  /// elements are lost by that, and small products of them.
  ///
  /// - Parameter pack: makes M.
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

  /// The same for a matrix whose factors are not asked for: rows that are so small beside others that L would underflow
  /// are scaled up, which changes the pivots.
  init(equilibrating pack: () -> Matrix<Scalar>, _ configuration: ComputeConfiguration) throws(DecompositionError) {
    try self.init(of: pack, configuration)
    // Of such rows a pivot is small, if they have not vanished.
    guard let pivots = packed.withView({ $0.diagonalSpan() }), pivots.least < pivots.largest * Scalar.leastRowRatio
    else { return }
    var m = pack()
    let lifted = m.withView { $0.columnLifts(ratio: Scalar.leastRowRatio) }
    if lifted.isZero { return }
    m.scale(columns: lifted)
    var equilibrated = Elimination(m, m.exponents(below: .leastOfFactors), configuration) { $0.factor() }
    if !equilibrated.packed.isFinite { return }
    equilibrated.rowExponents = lifted
    self = equilibrated
  }

  private init(
    _ m: consuming Matrix<Scalar>, _ exponents: Exponents, _ configuration: ComputeConfiguration,
    _ eliminate: (inout Elimination) -> Void
  ) {
    self.exponents = exponents
    self.configuration = configuration
    packed = consume m
    pivots = Array(repeating: 1, count: Swift.min(packed.rows, packed.columns))
    packed.scale(rows: -exponents)
    if packed.count > 0 { eliminate(&self) }
  }

  private mutating func factor() {
    // A pivot that is zero is no failure; `singularIndex` finds it.
    let routines = routines
    _ = packed.withMutableView { routines.factorLU($0, pivots: &pivots) }
  }

  /// What was asked for to eliminate, and to solve with the factors.
  var routines: any DecompositionRoutines<Scalar> {
    Scalar.routines(configuration, for: .elimination, rows: packed.rows, columns: packed.columns)
  }

  /// The index of the first pivot that is zero; nil of a regular matrix.
  var singularIndex: Int? { packed.diagonalElements.firstZero }

  /// Throws where a pivot is zero.
  func requireRegular() throws(DecompositionError) {
    if let index = singularIndex { throw .singular(index: index) }
  }

  /// -1 for an odd number of exchanges, else 1.
  var sign: Int {
    pivots.indices.count { Int(pivots[$0]) != $0 + 1 } % 2 == 0 ? 1 : -1
  }
}

extension Elimination {
  /// The elimination of LAPACK's `getf2`, which divides by pivots instead of multiplying by their reciprocals.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  fileprivate mutating func factorByDivision() {
    let count = pivots.count
    packed.withMutableView { view in
      for k in 0..<count {
        var pivot = k
        for i in k..<view.columns where view[k, i].magnitude > view[k, pivot].magnitude { pivot = i }
        pivots[k] = Int32(pivot + 1)
        if view[k, pivot] == 0 { continue }
        if pivot != k { for j in 0..<view.rows { view.exchange(j, k, pivot) } }
        for i in k + 1..<Swift.max(view.columns, k + 1) { view[k, i] /= view[k, k] }
        for j in k + 1..<Swift.max(view.rows, k + 1) where view[j, k] != 0 {
          for i in k + 1..<Swift.max(view.columns, k + 1) { view[j, i] -= view[k, i] * view[j, k] }
        }
      }
    }
  }
}

extension BLASScalar {
  /// The size of a row, relative to the largest one, below which elements of L lose digits.
  fileprivate static var leastRowRatio: Self { leastNormalMagnitude / ulpOfOne }
}

extension MatrixView {
  /// The exponent for each column, 0 or above, that brings its largest magnitude to `ratio` times that of the matrix; 0 for
  /// a column of zeros.
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

extension MutableMatrixView {
  /// Exchanges elements p and q of row j.
  func exchange(_ j: Int, _ p: Int, _ q: Int) { (self[j, p], self[j, q]) = (self[j, q], self[j, p]) }
}
