#if arch(x86_64)
  import LinearAlgebra

  extension ExtremeCheck {
    /// LU and what solves by it, element by element.
    mutating func eliminate(_ system: ExtremeSystem<Scalar>) {
      let (a, b, at) = (system.a, system.b, system.a.transposed())
      let (direct, transpose) = (PlainElimination<Float80>(a), PlainElimination<Float80>(at))
      if let lu = attempt("LU", mayOverflow: direct.growth > largest / 4, { try LU(a, configuration: $0) }) {
        checkFactors(lu, of: a)
        for isTransposed in [false, true] {
          let name = isTransposed ? "LU.solveTransposed" : "LU.solve"
          let x = attempt(
            name, mayOverflow: mayOverflow(a, [direct, PlainElimination(lu)], b, isTransposed),
            maySingular: maySingular(a, direct)
          ) { _ in try isTransposed ? lu.solveTransposed(b) : lu.solve(b) }
          if let x { checkSolution(name, isTransposed ? at : a, x, b, bound(lu, wide(x), isTransposed)) }
        }
        let both = Matrix.stackedHorizontally([b, system.other])
        let pair = attempt("LU.solve of two", mayOverflow: true, maySingular: maySingular(a, direct)) { _ in
          try lu.solve(both)
        }
        if let x = pair?.column(0) { checkSolution("LU.solve of two", a, x, b, bound(lu, wide(x), false)) }
        let taken = attempt("LU, consuming", mayOverflow: true) { try LU(consuming: a, configuration: $0) }
        if let taken, taken.upper() != lu.upper() || taken.lower() != lu.lower() {
          report("LU, consuming: other factors")
        }
      }
      switch system.kind {
      case .diagonal, .upperTriangle, .lowerTriangle:
        // Without a pivot to look for, these are substitutions.
        let isLower = system.kind == .lowerTriangle
        let solution = (isLower ? transpose : direct).solve(wide(b), transposed: isLower)
        let mayOverflow = !solution.allSatisfy { $0.magnitude < largest / 4 }
        let x = attempt("solve", mayOverflow: mayOverflow) { try a.solve(b, configuration: $0) }
        if let x { checkSolution("solve", a, x, b, triangleBound(a, x)) }
      default:
        let x = attempt(
          "solve", mayOverflow: mayOverflow(at, [transpose], b, true), maySingular: maySingular(at, transpose)
        ) { try a.solve(b, configuration: $0) }
        if let x { checkSolution("solve", a, x, b, boundOfSolve(a, x)) }
      }
    }

    /// Whether `overflow` is right for A X = B or A^T X = B: X is nearly beyond the range, or its error is.
    private func mayOverflow(
      _ a: Matrix<Scalar>, _ factors: [PlainElimination<Float80>], _ b: Matrix<Scalar>, _ transposed: Bool
    ) -> Bool {
      if factors.contains(where: { maySingular(a, $0) }) { return true }
      return (factors + [unscaled(a)]).contains { factors in
        let solution = factors.solve(wide(b), transposed: transposed)
        let residual = factors.bound(solution, transposed: transposed, unit: u, least: eta).map {
          limit * Float80(b.rows) * $0
        }
        let errors = factors.error(residual, transposed: transposed)
        return !zip(solution, errors).allSatisfy { $0.magnitude + $1 < largest / 4 }
      }
    }

    /// Whether `singular` is right for A: a matrix so near that rounding may lead to it is, and without any scaling too.
    private func maySingular(_ a: Matrix<Scalar>, _ exact: PlainElimination<Float80>) -> Bool {
      [exact, unscaled(a)].contains { $0.isNearlySingular(allowance: limit * 5, unit: u, least: eta) }
    }

    /// The factors that the scalar's own numbers give without any scaling.
    private func unscaled(_ a: Matrix<Scalar>) -> PlainElimination<Float80> {
      PlainElimination(PlainElimination<Scalar>(a))
    }

    private func bound(_ lu: LU<Scalar>, _ x: [Float80], _ transposed: Bool) -> [Float80] {
      PlainElimination<Float80>(lu).bound(x, transposed: transposed, unit: u, least: eta)
    }

    /// By the LU of the transpose, or of the transpose with the small rows scaled up as `Matrix.solve` does.
    private func boundOfSolve(_ a: Matrix<Scalar>, _ x: Matrix<Scalar>) -> [Float80] {
      let sizes = (0..<a.columns).map { j in a.column(j).scalars().reduce(Scalar(0)) { max($0, $1.magnitude) } }
      let ratio = Scalar.leastNormalMagnitude / Scalar.ulpOfOne
      let least = Int((sizes.max() ?? 1).exponent) + Int(ratio.exponent)
      let lifts = sizes.map { $0 == 0 ? 0 : max(least - Int($0.exponent), 0) }
      let scaled = Matrix(rows: a.columns, columns: a.rows) { i, j in a[j, i].scaled(lifts[i]) }
      let y = zip(wide(x), lifts).map { $0.scaled(-$1) }
      let bounds = [(a.transposed(), wide(x)), (scaled, y)].map { matrix, x in
        (try? LU(matrix, configuration: configuration)).map { bound($0, x, true) }
          ?? PlainElimination<Float80>(matrix).bound(x, transposed: true, unit: u, least: eta)
      }
      return (0..<a.rows).map { i in bounds.reduce(0) { max($0, $1[i]) } }
    }

    /// |P A - L U|, element by element.
    private mutating func checkFactors(_ lu: LU<Scalar>, of a: Matrix<Scalar>) {
      let (l, u80) = (Wide(lu.lower()), Wide(lu.upper()))
      let product = l.times(u80)
      let sizes = l.magnitudes.times(u80.magnitudes)
      let n = Float80(a.rows)
      for j in 0..<a.columns {
        let exact = lu.permutation().map { Float80(a[$0, j]) }
        // A factor that underflows is off by eta, and so is a product of two.
        let column = u80.column(j).reduce(Float80(1)) { $0 + $1.magnitude }
        compare(
          "LU", product.column(j), exact, allowed: sizes.column(j).map { limit * n * (u * $0 + eta * (column + 1)) })
      }
    }

    mutating func checkSolution(
      _ name: String, _ a: Matrix<Scalar>, _ x: Matrix<Scalar>, _ b: Matrix<Scalar>, _ bound: [Float80]
    ) {
      compare(name, Wide(a).times(wide(x)), wide(b), allowed: bound.map { limit * Float80(a.rows) * $0 })
    }

    /// What rounding may cost in each row of T x by substitution.
    private func triangleBound(_ a: Matrix<Scalar>, _ x: Matrix<Scalar>) -> [Float80] {
      (0..<a.rows).map { i in
        zip(wide(a.row(i)), wide(x)).reduce(eta) { $0 + $1.0.magnitude * (u * $1.1.magnitude + eta) }
      }
    }
  }
#endif
