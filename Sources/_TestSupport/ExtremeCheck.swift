#if arch(x86_64) && OpenBLAS && os(Linux)
  import LinearAlgebra

  /// What is wrong with the decompositions of random matrices from all over the range of the scalar, and with the solutions
  /// of their systems: a sentence each, and how many there were.
  public func problemsOfExtremeSystems<Scalar: OracleScalar & BLASScalar>(
    _: Scalar.Type, seeds: Range<UInt64>
  ) -> (operations: Int, problems: [String]) {
    var check = ExtremeCheck<Scalar>()
    for seed in seeds { check.run(seed: seed) }
    return (check.operations, check.problems)
  }

  struct ExtremeCheck<Scalar: OracleScalar & BLASScalar> {
    private(set) var operations = 0
    private(set) var problems = [String]()
    private var seed: UInt64 = 0

    var u: Float80 { Float80(Scalar.unitRoundoff) }
    /// The distance of numbers, twice the roundoff: the unit of LAPACK's tests of iterations.
    private var ulp: Float80 { 2 * u }
    /// The least number: what rounding may cost however small a number is.
    var eta: Float80 { Float80(Scalar.leastNonzeroMagnitude) }
    var largest: Float80 { Float80(Scalar.greatestFiniteMagnitude) }
    /// As of LAPACK's ratios.
    var limit: Float80 { 30 }

    mutating func run(seed: UInt64) {
      self.seed = seed
      let system = ExtremeSystem<Scalar>(seed: seed)
      eliminate(system)
      for a in [system.a, system.tall, system.tall.transposed()] {
        reflect(a)
        decomposeSingular(a)
      }
      iterate(system)
      if system.kind == .positiveDefinite { factorCholesky(system) }
      if system.kind == .diagonal { checkDiagonal(system) }
      if system.kind == .alike { checkOrdinary(system) }
    }

    /// Runs an operation; `mayOverflow` says whether its result may be beyond the range.
    mutating func attempt<Result>(
      _ name: String, mayOverflow: Bool, maySingular: Bool = false, _ body: () throws(DecompositionError) -> Result
    ) -> Result? {
      operations += 1
      do throws(DecompositionError) {
        return try body()
      } catch {
        switch error {
        case .overflow where mayOverflow: break
        case .singular where maySingular: break
        default: report("\(name) throws: \(error)")
        }
        return nil
      }
    }

    mutating func report(_ problem: String) {
      if problems.count < 100 { problems.append("\(Scalar.self), seed \(seed): \(problem)") }
    }

    /// Reports where an element of `actual` is off by more than `allowed`, or is NaN.
    mutating func compare(_ name: String, _ actual: [Float80], _ expected: [Float80], allowed: [Float80]) {
      for i in actual.indices where !((actual[i] - expected[i]).magnitude <= allowed[i]) {
        report("\(name): element \(i) is \(actual[i]), exactly \(expected[i]), allowed error \(allowed[i])")
        return
      }
    }

    func wide(_ a: Matrix<Scalar>) -> [Float80] { a.scalars().map { Float80($0) } }

    private mutating func factorCholesky(_ system: ExtremeSystem<Scalar>) {
      let (a, b) = (system.a, system.b)
      let n = Float80(a.rows)
      // The least elements of the diagonal lose digits that the matrix would need to be positive definite.
      guard a.diagonal().allSatisfy({ $0 >= .leastNormalMagnitude }) else { return }
      guard let cholesky = attempt("Cholesky", mayOverflow: false, { () throws(DecompositionError) in try Cholesky(a) })
      else { return }
      let l = Wide(cholesky.lower())
      let product = l.times(l.transposed)
      let roots = a.diagonal().map { Float80($0).squareRoot() }
      for j in 0..<a.columns {
        let allowed = roots.map { limit * n * (u * $0 * roots[j] + eta * ($0 + roots[j] + 1)) }
        compare("Cholesky", product.column(j), Wide(a).column(j), allowed: allowed)
      }
      func bound(_ x: [Float80]) -> [Float80] {
        let sizes = x.map(\.magnitude)
        let (total, weighted) = (sizes.reduce(1, +), zip(roots, sizes).reduce(Float80(0)) { $0 + $1.0 * $1.1 })
        return roots.map { root in u * root * weighted + eta * (root * roots.reduce(1, +) + total * (1 + root)) }
      }
      let exact = PlainElimination(rows(a))
      let solution = exact.solve(wide(b), transposed: false)
      let errors = exact.error(bound(solution).map { limit * n * $0 }, transposed: false)
      let fits = zip(solution, errors).allSatisfy { $0.magnitude + $1 < largest / 4 }
      let x = attempt("Cholesky.solve", mayOverflow: !fits) { () throws(DecompositionError) in try cholesky.solve(b) }
      if let x { checkSolution("Cholesky.solve", a, x, b, bound(wide(x))) }
    }

    /// QR of a matrix of any shape, column by column; what is consumed gives the same, or an overflow.
    private mutating func reflect(_ a: Matrix<Scalar>) {
      let wide = Wide(a)
      let n = Float80(max(a.rows, a.columns))
      let norms = (0..<a.columns).map { j in wide.column(j).reduce(Float80(0)) { $0 + $1 * $1 }.squareRoot() }
      let mayOverflow = norms.contains { $0 > largest / 4 }
      if let qr = attempt("QR", mayOverflow: mayOverflow, { () throws(DecompositionError) in try QR(a) }) {
        let product = Wide(qr.q()).times(Wide(qr.r()))
        for j in 0..<a.columns {
          let allowed = limit * n * (u * norms[j] + eta * n)
          compare("QR", product.column(j), wide.column(j), allowed: product.column(j).map { _ in allowed })
        }
        checkOrthogonal("QR", qr.q())
        let other = attempt("QR, consuming", mayOverflow: true) { () throws(DecompositionError) in try QR(consuming: a)
        }
        if let other, other.r() != qr.r() || other.q() != qr.q() { report("QR, consuming: other factors") }
      }
      if let qr = attempt("PivotedQR", mayOverflow: mayOverflow, { () throws(DecompositionError) in try PivotedQR(a) })
      {
        let product = Wide(qr.q()).times(Wide(qr.r()))
        let allowed = limit * n * (u * wide.norm + eta * n)
        for j in 0..<a.columns {
          compare(
            "PivotedQR", product.column(j), wide.column(qr.permutation[j]),
            allowed: product.column(j).map { _ in allowed })
        }
        checkOrthogonal("PivotedQR", qr.q())
      }
    }

    private mutating func checkOrthogonal(_ name: String, _ q: Matrix<Scalar>) {
      let gram = Wide(q).transposed.times(Wide(q))
      for j in 0..<q.columns {
        let identity = (0..<q.columns).map { Float80($0 == j ? 1 : 0) }
        compare("\(name), Q'Q", gram.column(j), identity, allowed: identity.map { _ in limit * Float80(q.rows) * u })
      }
    }

    private mutating func decomposeSingular(_ a: Matrix<Scalar>) {
      let wide = Wide(a)
      let n = Float80(max(a.rows, a.columns))
      let mayOverflow = wide.norm > largest / 4
      let allowed = limit * n * (ulp * wide.norm + eta * n)
      if let svd = attempt("SVD", mayOverflow: mayOverflow, { () throws(DecompositionError) in try SVD(a) }) {
        let product = Wide(svd.u).scaled(svd.values).times(Wide(svd.vt))
        for j in 0..<a.columns {
          compare("SVD", product.column(j), wide.column(j), allowed: product.column(j).map { _ in allowed })
        }
        checkOrthogonal("SVD", svd.u)
        checkOrthogonal("SVD", svd.vt.transposed())
      }
    }

    private mutating func iterate(_ system: ExtremeSystem<Scalar>) {
      let a = system.a
      let wide = Wide(a)
      let n = Float80(a.rows)
      let mayOverflow = wide.norm > largest / 4
      let allowed = limit * n * (ulp * wide.norm + eta * n)
      let symmetric = Matrix(rows: a.rows, columns: a.columns) { i, j in a[max(i, j), min(i, j)] }
      let symmetricNorm = Wide(symmetric).norm
      let eigen = attempt("SymmetricEigen", mayOverflow: symmetricNorm > largest / 4) {
        () throws(DecompositionError) in try SymmetricEigen(symmetric)
      }
      if let eigen {
        let product = Wide(eigen.vectors()).scaled(eigen.values).times(Wide(eigen.vt))
        let allowed = limit * n * (ulp * symmetricNorm + eta * n)
        for j in 0..<a.columns {
          compare(
            "SymmetricEigen", product.column(j), Wide(symmetric).column(j),
            allowed: product.column(j).map { _ in allowed })
        }
        checkOrthogonal("SymmetricEigen", eigen.vectors())
      }
      if let eigen = attempt("Eigen", mayOverflow: mayOverflow, { () throws(DecompositionError) in try Eigen(a) }) {
        // Balancing makes other matrices alike first; what it takes out of rows and columns then counts in the residual.
        checkEigenvectors(eigen, wide, allowed: system.kind == .alike ? allowed : nil)
      }
    }

    /// Vectors of norm 1, and A (x + iy) = (a + ib) (x + iy).
    private mutating func checkEigenvectors(_ eigen: Eigen<Scalar>, _ a: Wide, allowed: Float80?) {
      let vectors = eigen.vectors()
      let (real, imaginary) = (Wide(vectors.real), Wide(vectors.imaginary))
      for j in 0..<a.columns {
        let (x, y) = (real.column(j), imaginary.column(j))
        let norm = zip(x, y).reduce(Float80(0)) { $0 + $1.0 * $1.0 + $1.1 * $1.1 }.squareRoot()
        compare("Eigen, norm", [norm], [1], allowed: [limit * Float80(a.rows) * u])
        guard let allowed else { continue }
        let (ax, ay) = (a.times(x), a.times(y))
        let (re, im) = (Float80(eigen.values.real[j]), Float80(eigen.values.imaginary[j]))
        let bounds = x.map { _ in allowed }
        compare("Eigen, real", ax, zip(x, y).map { re * $0 - im * $1 }, allowed: bounds)
        compare("Eigen, imaginary", ay, zip(x, y).map { im * $0 + re * $1 }, allowed: bounds)
      }
    }
  }

  extension Wide {
    /// The columns times `factors`.
    fileprivate func scaled<Scalar: BLASScalar>(_ factors: [Scalar]) -> Wide {
      Wide(rows: rows, columns: columns) { i, j in self[i, j] * Float80(factors[j]) }
    }
  }
#endif
