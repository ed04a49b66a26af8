#if arch(x86_64)
  import LinearAlgebra

  extension ExtremeCheck {
    private typealias Solve = () throws -> Matrix<Scalar>

    /// Nothing but the element itself decides about the element of a result.
    mutating func checkDiagonal(_ system: ExtremeSystem<Scalar>) {
      let (a, b, configuration) = (system.a, system.b, configuration)
      let ways = Ways(a: a, configuration: configuration)
      let solves: [(String, Solve)] = [
        ("solve", { try a.solve(b, configuration: configuration) }),
        ("LU.solve", { try ways.lu().solve(b) }),
        ("LU.solveTransposed", { try ways.lu().solveTransposed(b) }),
        ("QR.solve", { try ways.qr().solve(b) }),
        ("QR.solveTransposed", { try ways.qr().solveTransposed(b) }),
      ]
      let diagonal = a.diagonal().map { Float80($0) }
      let quotients = zip(wide(b), diagonal).map { $0 / $1 }
      var results = [(name: String, expected: [Float80], compute: () throws -> [Scalar])]()
      for (name, solve) in solves { results.append((name, quotients, { try solve().scalars() })) }
      for (name, inverse) in ways.inverses {
        results.append((name, diagonal.map { 1 / $0 }, { try inverse().diagonal() }))
      }
      for (name, determinant) in ways.determinants {
        results.append((name, [diagonal.reduce(1, *)], { [try determinant()] }))
      }
      for (name, expected, compute) in results {
        let (name, fits) = ("\(name) of a diagonal", expected.allSatisfy { $0.magnitude <= largest })
        guard let x = attempt(name, mayOverflow: !fits, { _ in try compute() }) else { continue }
        compare(name, x.map { Float80($0) }, expected, allowed: expected.map { 8 * u * $0.magnitude + eta })
      }
    }

    /// Matrices that differ from ordinary ones by a power of two: every way to a solution is held to the norms.
    mutating func checkOrdinary(_ system: ExtremeSystem<Scalar>) {
      let (a, b, symmetric, configuration) = (system.a, system.b, system.symmetric, configuration)
      let ways = Ways(a: a, configuration: configuration)
      func svd() throws -> SVD<Scalar> { try SVD(a, configuration: configuration) }
      func eigen() throws -> SymmetricEigen<Scalar> { try SymmetricEigen(symmetric, configuration: configuration) }
      let solves: [(String, Matrix<Scalar>, Solve)] = [
        ("QR.solve", a, { try ways.qr().solve(b) }),
        ("QR.solveTransposed", a.transposed(), { try ways.qr().solveTransposed(b) }),
        ("PivotedQR.solve", a, { try ways.pivoted().solve(b, tolerance: 0) }),
        ("SVD.solve", a, { try svd().solve(b, tolerance: 0) }),
        ("SymmetricEigen.solve", symmetric, { try eigen().solve(b) }),
        ("leastSquares", a, { try a.leastSquares(b, tolerance: 0, configuration: configuration).solution }),
      ]
      for (name, matrix, solve) in solves { checkSolution(name, matrix, b, solve) }
      let inverses: [(String, Matrix<Scalar>, Solve)] = [
        ("SVD.inverse", a, { try svd().inverse() }),
        ("pseudoinverse", a, { try a.pseudoinverse(tolerance: 0, configuration: configuration) }),
        ("SymmetricEigen.inverse", symmetric, { try eigen().inverse() }),
      ]
      let identity = Matrix<Scalar>.identity(a.rows)
      for (name, inverse) in ways.inverses { checkSolution(name, a, identity, inverse) }
      for (name, matrix, inverse) in inverses { checkSolution(name, matrix, identity, inverse) }
      let (norm, exact) = (Wide(a).norm, PlainElimination<Float80>(a))
      let error = limit * Float80(a.rows) * (u * norm + eta * Float80(a.rows)) * exact.inverseNorm
      let determinants =
        ways.determinants + [("Eigen.determinant()", { try Eigen(a, configuration: configuration).determinant() })]
      for (name, determinant) in determinants where error < 0.5 {
        let mayOverflow = norm > largest / 4 || exact.determinant.magnitude > largest / 4
        guard let value = attempt(name, mayOverflow: mayOverflow, { _ in try determinant() }) else { continue }
        compare(name, [Float80(value)], [exact.determinant], allowed: error * exact.determinant.magnitude + eta)
      }
    }

    /// |A X - B| of each column, in units of what rounding may cost.
    private mutating func checkSolution(_ name: String, _ a: Matrix<Scalar>, _ b: Matrix<Scalar>, _ solve: Solve) {
      let (matrix, inverseNorm, n) = (Wide(a), PlainElimination<Float80>(a).inverseNorm, Float80(b.rows))
      let lost = limit * n * (u * matrix.norm + eta * n)
      // Nearly singular, a solution may have no correct digit.
      let isSingular = !(lost * inverseNorm < 0.5)
      // A singular value may be beyond the range where no element of A is.
      let mayOverflow = isSingular || matrix.norm > largest / 4 || !(2 * inverseNorm * Wide(b).norm < largest / 4)
      let solution = attempt(name, mayOverflow: mayOverflow, maySingular: isSingular) { _ in try solve() }
      guard let x = solution, !isSingular else { return }
      for j in 0..<b.columns {
        let (xj, bj) = (wide(x.column(j)), wide(b.column(j)))
        let size = xj.reduce(Float80(0)) { $0 + $1.magnitude }
        let rounded = u * bj.reduce(Float80(0)) { $0 + $1.magnitude } + eta * (matrix.norm + 1)
        compare(name, matrix.times(xj), bj, allowed: lost * size + limit * n * rounded)
      }
    }
  }

  /// The ways to inverses and determinants that keep the elements of a diagonal matrix apart.
  private struct Ways<Scalar: BLASScalar> {
    let a: Matrix<Scalar>
    let configuration: ComputeConfiguration

    func lu() throws -> LU<Scalar> { try LU(a, configuration: configuration) }
    func qr() throws -> QR<Scalar> { try QR(a, configuration: configuration) }
    func pivoted() throws -> PivotedQR<Scalar> { try PivotedQR(a, configuration: configuration) }

    var inverses: [(String, () throws -> Matrix<Scalar>)] {
      [
        ("inverse", { try a.inverse(configuration: configuration) }), ("LU.inverse", { try lu().inverse() }),
        ("QR.inverse", { try qr().inverse() }), ("PivotedQR.inverse", { try pivoted().inverse() }),
      ]
    }

    var determinants: [(String, () throws -> Scalar)] {
      [
        ("determinant", { try a.determinant(configuration: configuration) }),
        ("LU.determinant()", { try lu().determinant() }), ("QR.determinant()", { try qr().determinant() }),
        ("PivotedQR.determinant()", { try pivoted().determinant() }),
      ]
    }
  }
#endif
