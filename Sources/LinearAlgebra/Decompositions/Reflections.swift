/// Q R of A in LAPACK's layout, Q as a product of Householder reflections: shared by `QR` and `PivotedQR`.
struct Reflections<Scalar: BLASScalar>: Shaped, Sendable {
  /// Row j is column j: before the factorization of A / 2^exponents[j], afterwards of R and, below the diagonal, of the
  /// reflections.
  private let packed: Matrix<Scalar>
  /// A factor for each reflection, 0 where it is the identity.
  private let tau: [Scalar]
  /// The powers of two that were divided out of the columns of A; they change R but not Q.
  private let exponents: Exponents
  /// The provider of the factorization, and of later applications of the reflections.
  private let configuration: ComputeConfiguration

  /// How A is factored in place.
  typealias Factor = (
    _ routines: any DecompositionRoutines<Scalar>, _ a: MutableMatrixView<Scalar>, _ tau: inout [Scalar]
  ) -> Void

  /// - Parameters:
  ///   - packed: A in LAPACK's layout.
  ///   - configuration: the provider, here and in later calls.
  ///   - scalesAlike: whether all columns get the same power of two, because pivots depend on their lengths.
  init(
    consuming packed: consuming Matrix<Scalar>, _ configuration: ComputeConfiguration, scalesAlike: Bool = false,
    _ factor: Factor = Self.factorQR
  ) throws(DecompositionError) {
    let lifted = packed.exponents(below: .leastOfFactors, alike: scalesAlike)
    self.init(consume packed, configuration, scalesAlike ? .pivotedQR : .qr, lifted, factor)
    try requireRepresentable()
  }

  /// The same for a matrix that is kept; it is scaled down where the first attempt overflows.
  init(
    _ configuration: ComputeConfiguration, scalesAlike: Bool = false, _ pack: () -> Matrix<Scalar>,
    _ factor: Factor = Self.factorQR
  ) throws(DecompositionError) {
    let kind: DecompositionKind = scalesAlike ? .pivotedQR : .qr
    let a = pack()
    let lifted = a.exponents(below: .leastOfFactors, alike: scalesAlike)
    self.init(consume a, configuration, kind, lifted, factor)
    if !isFinite {
      let again = pack()
      let headroom = again.exponents(\.excessSize, alike: scalesAlike)
      self.init(consume again, configuration, kind, lifted + headroom, factor)
    }
    try requireRepresentable()
  }

  private init(
    _ a: consuming Matrix<Scalar>, _ configuration: ComputeConfiguration, _ kind: DecompositionKind,
    _ exponents: Exponents, _ factor: Factor
  ) {
    var packed = consume a
    var tau = [Scalar](repeating: 0, count: Swift.min(packed.rows, packed.columns))
    packed.scale(rows: -exponents)
    let routines = Scalar.routines(configuration, for: kind, rows: packed.rows, columns: packed.columns)
    if packed.count > 0 { packed.withMutableView { factor(routines, $0, &tau) } }
    (self.packed, self.tau, self.exponents, self.configuration) = (packed, tau, exponents, configuration)
  }

  private static var factorQR: Factor { { $0.factorQR($1, reflectors: &$2) } }

  private var routines: any DecompositionRoutines<Scalar> {
    Scalar.routines(configuration, for: .qr, rows: rows, columns: columns)
  }

  private var isFinite: Bool { packed.isFinite && tau.isFinite }

  private func requireRepresentable() throws(DecompositionError) {
    if !isFinite || (exponents.largest > 0 && !r.isFinite) { throw .overflow }
  }

  var rows: Int { packed.columns }
  var columns: Int { packed.rows }

  private var k: Int { tau.count }

  /// R and the reflections in LAPACK's packed form, for tests of memory ownership.
  var packedElements: Matrix<Scalar> { packed }

  /// The diagonal of R, not scaled back.
  var diagonal: [Scalar] { packed.diagonalElements }

  func requireRegular() throws(DecompositionError) {
    if let index = diagonal.firstZero { throw .singular(index: index) }
  }

  /// Q, m x k.
  var q: Matrix<Scalar> {
    var q = packed[0..<k, ...]
    let routines = routines
    if k > 0 { q.withMutableView { routines.formQ($0, reflectors: tau) } }
    return q.packing()
  }

  /// The full Q, m x m.
  var fullQ: Matrix<Scalar> {
    if k == 0 { return .identity(rows) }
    var q = Matrix<Scalar>.zeros(rows: rows, columns: rows)
    q[0..<k, ...] = packed[0..<k, ...]
    let routines = routines
    q.withMutableView { routines.formQ($0, reflectors: tau) }
    return q.packing()
  }

  /// R, k x n.
  var r: Matrix<Scalar> {
    var r = unscaledR(rows: k)
    r.scale(columns: exponents)
    return r
  }

  private func unscaledR(rows: Int) -> Matrix<Scalar> {
    packed.unpackedTriangle(upper: true, rows: rows, columns: columns)
  }

  /// Q R in LAPACK's layout.
  func reconstructed() throws(DecompositionError) -> Matrix<Scalar> {
    var (a, headroom) = multipliedByQ(unscaledR(rows: rows).packing(), transposed: false)
    a.scale(rows: exponents + headroom)
    return try a.checkingOverflow()
  }

  /// Q C or Q^T C in LAPACK's layout, with the full Q, m x m; row i of the result still has to be multiplied by
  /// 2^headroom[i].
  private func multipliedByQ(
    _ c: Matrix<Scalar>, transposed: Bool
  ) -> (product: Matrix<Scalar>, headroom: Exponents) {
    if c.count == 0 || k == 0 { return (c, .zero) }
    let routines = routines
    func product(_ c: Matrix<Scalar>) -> Matrix<Scalar> {
      var c = c
      packed.withView { a in
        c.withMutableView { routines.multiplyByQ(a, reflectors: tau, $0, transposed: transposed) }
      }
      return c
    }
    let first = product(c)
    if first.isFinite { return (first, .zero) }
    // A reflection overflowed, perhaps on the way to an element in the range. Only the rows concerned are repeated.
    let headroom = first.withView { first in
      c.withView { c in
        Exponents(rows: 0..<c.rows) { i in
          first.row(i).largestMagnitude().isFinite ? 0 : c.row(i).largestMagnitude().excessSize
        }
      }
    }
    var small = c
    small.scale(rows: -headroom)
    return (product(small), headroom)
  }

  /// X of R X = Q^T B of the first `rank` rows and columns of R, in LAPACK's layout: row j has `rank` elements.
  func solve(_ b: Matrix<Scalar>, rank: Int) throws(DecompositionError) -> Matrix<Scalar> {
    let lifted = b.exponents(below: .leastOfTargets)
    var c = b
    c.scale(rows: -lifted)
    let (target, headroom) = multipliedByQ(c, transposed: true)
    return try packed.withView { a throws(DecompositionError) in
      try a.solvingTriangle(
        target[..., 0..<rank], upper: true, transposed: false, rows: lifted + headroom, after: -exponents,
        configuration: configuration)
    }
  }

  /// X of A^T X = B in LAPACK's layout.
  func solveTransposed(_ b: Matrix<Scalar>) throws(DecompositionError) -> Matrix<Scalar> {
    do throws(DecompositionError) {
      return try solveTransposed(b, headroom: 0)
    } catch .overflow {
      // The elements of X may be smaller than the largest of R^-T B. Each right-hand side is repeated on its own, so
      // that the others keep their digits.
      if b.rows == 1 { return try solveTransposed(b, headroom: Scalar.headroom) }
      var x = Matrix<Scalar>.zeros(rows: b.rows, columns: rows)
      for i in 0..<b.rows { x[i...i, ...] = try solveTransposed(b.row(i)) }
      return x
    }
  }

  private func solveTransposed(_ b: Matrix<Scalar>, headroom: Int) throws(DecompositionError) -> Matrix<Scalar> {
    let y = try packed.withView { a throws(DecompositionError) in
      try a.solvingTriangle(
        b, upper: true, transposed: true, before: -exponents,
        after: Exponents(repeating: -headroom, count: columns),
        configuration: configuration)
    }
    var padded = Matrix<Scalar>.zeros(rows: y.rows, columns: rows)
    padded[..., 0..<columns] = y
    var (x, growth) = multipliedByQ(padded, transposed: false)
    x.scale(rows: growth + Exponents(repeating: headroom, count: x.rows))
    return try x.checkingOverflow()
  }

  /// det A of a square matrix: each reflection other than the identity changes the sign.
  var determinant: WideNumber {
    let sign = tau.count { $0 != 0 } % 2 == 0 ? 1 : -1
    return WideNumber(productOf: diagonal, sign: sign, exponent: exponents.sum)
  }
}
