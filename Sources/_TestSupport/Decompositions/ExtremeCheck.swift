#if arch(x86_64)
  import LinearAlgebra

  /// What is wrong with the decompositions of random matrices from all over the range of the scalar, and with the solutions
  /// of their systems: a sentence each, and how many there were.
  public func problemsOfExtremeSystems<Scalar: OracleScalar & BLASScalar>(
    _: Scalar.Type, seeds: Range<UInt64>, configuration: ComputeConfiguration = .current
  ) -> (operations: Int, problems: [String]) {
    var check = ExtremeCheck<Scalar>(configuration: configuration)
    for seed in seeds { check.run(seed: seed) }
    return (check.operations, check.problems)
  }

  struct ExtremeCheck<Scalar: OracleScalar & BLASScalar> {
    /// What decomposes.
    let configuration: ComputeConfiguration
    private(set) var operations = 0
    private(set) var problems = [String]()
    private var seed: UInt64 = 0

    init(configuration: ComputeConfiguration) { self.configuration = configuration }

    var u: Float80 { Float80(Scalar.unitRoundoff) }
    /// The distance of numbers, twice the roundoff: the unit of LAPACK's tests of iterations.
    var ulp: Float80 { 2 * u }
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
      _ name: String, mayOverflow: Bool, maySingular: Bool = false,
      _ body: (ComputeConfiguration) throws -> Result
    ) -> Result? {
      operations += 1
      do {
        return try body(configuration)
      } catch {
        switch error as? DecompositionError {
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

    /// The same where all elements may be off by as much.
    mutating func compare(_ name: String, _ actual: [Float80], _ expected: [Float80], allowed: Float80) {
      compare(name, actual, expected, allowed: Array(repeating: allowed, count: actual.count))
    }

    /// The same for each column of a matrix.
    mutating func compare(_ name: String, _ actual: Wide, _ expected: Wide, allowed: Float80) {
      for j in 0..<actual.columns { compare(name, actual.column(j), expected.column(j), allowed: allowed) }
    }

    func wide(_ a: Matrix<Scalar>) -> [Float80] { a.scalars().map { Float80($0) } }

    private mutating func factorCholesky(_ system: ExtremeSystem<Scalar>) {
      let (a, b) = (system.a, system.b)
      let n = Float80(a.rows)
      // The least elements of the diagonal lose digits that the matrix would need to be positive definite.
      guard a.diagonal().allSatisfy({ $0 >= .leastNormalMagnitude }) else { return }
      let cholesky = attempt("Cholesky", mayOverflow: false) { try Cholesky(a, configuration: $0) }
      guard let cholesky else { return }
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
      let exact = PlainElimination<Float80>(a)
      let solution = exact.solve(wide(b), transposed: false)
      let errors = exact.error(bound(solution).map { limit * n * $0 }, transposed: false)
      let fits = zip(solution, errors).allSatisfy { $0.magnitude + $1 < largest / 4 }
      let x = attempt("Cholesky.solve", mayOverflow: !fits) { _ in try cholesky.solve(b) }
      if let x { checkSolution("Cholesky.solve", a, x, b, bound(wide(x))) }
    }
  }
#endif
