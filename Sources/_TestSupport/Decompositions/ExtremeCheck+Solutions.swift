#if arch(x86_64)
  import LinearAlgebra

  extension ExtremeCheck {
    private typealias Solve = () throws -> Matrix<Scalar>

    /// Nothing but the element itself decides about the element of a result.
    mutating func checkDiagonal(_ system: ExtremeSystem<Scalar>) {
      let (a, b, configuration) = (system.a, system.b, configuration)
      func lu() throws -> LU<Scalar> { try LU(a, configuration: configuration) }
      func qr() throws -> QR<Scalar> { try QR(a, configuration: configuration) }
      func pivoted() throws -> PivotedQR<Scalar> { try PivotedQR(a, configuration: configuration) }
      let diagonal = a.diagonal().map { Float80($0) }
      let quotients = zip(b.scalars(), diagonal).map { Float80($0) / $1 }
      let reciprocals = diagonal.map { 1 / $0 }
      let product = diagonal.reduce(Float80(1), *)
      let quotientsFit = quotients.allSatisfy { $0.magnitude <= largest }
      let reciprocalsFit = reciprocals.allSatisfy { $0.magnitude <= largest }
      let solves: [(String, Solve)] = [
        ("solve", { try a.solve(b, configuration: configuration) }),
        ("LU.solve", { try lu().solve(b) }),
        ("LU.solveTransposed", { try lu().solveTransposed(b) }),
        ("QR.solve", { try qr().solve(b) }),
        ("QR.solveTransposed", { try qr().solveTransposed(b) }),
      ]
      for (name, solve) in solves {
        guard let x = attempt("\(name) of a diagonal", mayOverflow: !quotientsFit, solve) else { continue }
        compare(
          "\(name) of a diagonal", x.scalars().map { Float80($0) }, quotients,
          allowed: quotients.map { 8 * u * $0.magnitude + eta })
      }
      let inverses: [(String, Solve)] = [
        ("inverse", { try a.inverse(configuration: configuration) }),
        ("LU.inverse", { try lu().inverse() }),
        ("QR.inverse", { try qr().inverse() }),
        ("PivotedQR.inverse", { try pivoted().inverse() }),
      ]
      for (name, inverse) in inverses {
        guard let x = attempt("\(name) of a diagonal", mayOverflow: !reciprocalsFit, inverse) else { continue }
        compare(
          "\(name) of a diagonal", x.diagonal().map { Float80($0) }, reciprocals,
          allowed: reciprocals.map { 8 * u * $0.magnitude + eta })
      }
      let determinants: [(String, () throws -> Scalar)] = [
        ("determinant", { try a.determinant(configuration: configuration) }),
        ("LU.determinant()", { try lu().determinant() }),
        ("QR.determinant()", { try qr().determinant() }),
        ("PivotedQR.determinant()", { try pivoted().determinant() }),
      ]
      for (name, determinant) in determinants {
        let mayOverflow = product.magnitude > largest
        guard let value = attempt("\(name) of a diagonal", mayOverflow: mayOverflow, determinant) else { continue }
        compare(
          "\(name) of a diagonal", [Float80(value)], [product], allowed: [8 * u * product.magnitude + eta])
      }
    }

    /// Matrices that differ from ordinary ones by a power of two: every way to a solution is held to the norms.
    mutating func checkOrdinary(_ system: ExtremeSystem<Scalar>) {
      let (a, b, configuration) = (system.a, system.b, configuration)
      func lu() throws -> LU<Scalar> { try LU(a, configuration: configuration) }
      func qr() throws -> QR<Scalar> { try QR(a, configuration: configuration) }
      func pivoted() throws -> PivotedQR<Scalar> { try PivotedQR(a, configuration: configuration) }
      let symmetric = Matrix(rows: a.rows, columns: a.columns) { i, j in a[max(i, j), min(i, j)] }
      func svd() throws -> SVD<Scalar> { try SVD(a, configuration: configuration) }
      func eigen() throws -> SymmetricEigen<Scalar> {
        try SymmetricEigen(symmetric, configuration: configuration)
      }
      func leastSquares() throws -> Matrix<Scalar> {
        try a.leastSquares(b, tolerance: 0, configuration: configuration).solution
      }
      let solves: [(String, Matrix<Scalar>, Solve)] = [
        ("QR.solve", a, { try qr().solve(b) }),
        ("QR.solveTransposed", a.transposed(), { try qr().solveTransposed(b) }),
        ("PivotedQR.solve", a, { try pivoted().solve(b, tolerance: 0) }),
        ("SVD.solve", a, { try svd().solve(b, tolerance: 0) }),
        ("SymmetricEigen.solve", symmetric, { try eigen().solve(b) }),
        ("leastSquares", a, leastSquares),
      ]
      for (name, matrix, solve) in solves { checkSolution(name, Ordinary(rows(matrix)), b, solve) }
      let identity = Matrix<Scalar>.identity(a.rows)
      let inverses: [(String, Matrix<Scalar>, Solve)] = [
        ("inverse", a, { try a.inverse(configuration: configuration) }),
        ("LU.inverse", a, { try lu().inverse() }),
        ("QR.inverse", a, { try qr().inverse() }),
        ("PivotedQR.inverse", a, { try pivoted().inverse() }),
        ("SVD.inverse", a, { try svd().inverse() }),
        ("pseudoinverse", a, { try a.pseudoinverse(tolerance: 0, configuration: configuration) }),
        ("SymmetricEigen.inverse", symmetric, { try eigen().inverse() }),
      ]
      for (name, matrix, inverse) in inverses { checkSolution(name, Ordinary(rows(matrix)), identity, inverse) }
      let exact = Ordinary(rows(a))
      let determinants: [(String, () throws -> Scalar)] = [
        ("determinant", { try a.determinant(configuration: configuration) }),
        ("LU.determinant()", { try lu().determinant() }),
        ("QR.determinant()", { try qr().determinant() }),
        ("PivotedQR.determinant()", { try pivoted().determinant() }),
        ("Eigen.determinant()", { try Eigen(a, configuration: configuration).determinant() }),
      ]
      let error = limit * Float80(a.rows) * (u * exact.norm + eta * Float80(a.rows)) * exact.inverseNorm
      for (name, determinant) in determinants where error < 0.5 {
        let mayOverflow = exact.norm > largest / 4 || exact.determinant.magnitude > largest / 4
        guard let value = attempt(name, mayOverflow: mayOverflow, determinant) else { continue }
        compare(
          name, [Float80(value)], [exact.determinant], allowed: [error * exact.determinant.magnitude + eta])
      }
    }

    /// |A X - B| of each column, in units of what rounding may cost.
    private mutating func checkSolution(
      _ name: String, _ a: Ordinary, _ b: Matrix<Scalar>, _ solve: Solve
    ) {
      let n = Float80(b.rows)
      let lost = limit * n * (u * a.norm + eta * n)
      // Nearly singular, a solution may have no correct digit.
      let isSingular = !(lost * a.inverseNorm < 0.5)
      // A singular value may be beyond the range where no element of A is.
      let mayOverflow = isSingular || a.norm > largest / 4 || !(2 * a.inverseNorm * Wide(b).norm < largest / 4)
      guard let x = attempt(name, mayOverflow: mayOverflow, maySingular: isSingular, solve), !isSingular else { return }
      for j in 0..<b.columns {
        let (xj, bj) = (wide(x.column(j)), wide(b.column(j)))
        let size = xj.reduce(Float80(0)) { $0 + $1.magnitude }
        let bound = lost * size + limit * n * (u * bj.reduce(Float80(0)) { $0 + $1.magnitude } + eta * (a.norm + 1))
        compare(name, a.times(xj), bj, allowed: bj.map { _ in bound })
      }
    }
  }

  /// A matrix with its norms and its determinant, in numbers whose range nothing leaves.
  private struct Ordinary {
    private let matrix: Wide
    let norm: Float80
    let inverseNorm: Float80
    let determinant: Float80

    init(_ rows: [[Float80]]) {
      let n = rows.count
      matrix = Wide(rows: n, columns: n) { rows[$0][$1] }
      norm = matrix.norm
      let elimination = PlainElimination(rows)
      determinant = elimination.determinant
      inverseNorm = elimination.error([Float80](repeating: 1, count: n), transposed: false).reduce(0, +)
    }

    func times(_ x: [Float80]) -> [Float80] { matrix.times(x) }
  }
#endif
