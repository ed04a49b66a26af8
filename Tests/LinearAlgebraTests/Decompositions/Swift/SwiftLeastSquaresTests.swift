#if OpenBLAS && os(Linux)
  import Testing
  import _TestSupport

  @testable import LinearAlgebra

  /// Least squares in Swift.
  @Suite struct SwiftLeastSquaresTests {
    @Test func floatSolutionsStayWithinLAPACKsRatios() { check(Float.self) }
    @Test func doubleSolutionsStayWithinLAPACKsRatios() { check(Double.self) }

    func check<Scalar: OracleScalar & BLASScalar>(_: Scalar.Type) {
      sweep(Scalar.self, shapes: shapes.filter { $0.m > 0 && $0.n > 0 }) { kind, m, n, generator in
        // What is beyond the range of sums of products, a caller scales.
        (kind == .huge || kind == .subnormal ? MatrixKind.random : kind).matrix(rows: m, columns: n, using: &generator)
      } _: { a, kind, generator, record in
        let b = Matrix<Scalar>.uniform(rows: a.rows, columns: 3, in: -1..<1, using: &generator)
        let fit = solve(a, b, tolerance: .ulpOfOne * Scalar(max(a.rows, a.columns)))
        record("LAPACK's values", TestRatio(of: a).values(fit.values, try a.singularValues()))
        let expected = try a.leastSquares(b)
        if kind == .random {
          record("A'(B - AX)", TestRatio(of: a).leastSquares(a, fit.x, b))
          #expect(fit.rank == expected.rank)
          let condition = Scalar(try a.conditionNumber())
          #expect(
            fit.x.isApproximatelyEqual(
              to: expected.solution,
              absoluteTolerance: 100 * condition * condition * .ulpOfOne * (1 + expected.solution.norm(.max))),
            "\(a.rows)x\(a.columns)")
        }
        if kind == .rankDeficient {
          #expect(fit.rank == expected.rank, "\(a.rows)x\(a.columns)")
        }
      }
    }

    @Test(arguments: [(5, 3), (3, 5), (60, 60), (200, 40), (40, 200), (65, 60), (60, 65)])
    func theShortestSolutionIsFound(m: Int, n: Int) {
      var generator = SeededGenerator(seed: UInt64(m * 1000 + n))
      let rank = min(m, n) - 1
      let left = Matrix<Double>.uniform(rows: m, columns: rank, in: -1..<1, using: &generator)
      let right = Matrix<Double>.uniform(rows: rank, columns: n, in: -1..<1, using: &generator)
      let a = left * right
      let b = Matrix<Double>.uniform(rows: m, columns: 4, in: -1..<1, using: &generator)
      let fit = solve(a, b, tolerance: 1e-10)
      #expect(fit.rank == rank)
      // A'(A X - B) = 0, and X is in the row space: X = A' Y.
      let normal = a.transposed() * (a * fit.x - b)
      #expect(normal.norm(.max) < 1e-9 * (1 + fit.x.norm(.max)))
      let inRowSpace = right.transposed() * (try! (right * right.transposed()).solve(right * fit.x))
      #expect((inRowSpace - fit.x).norm(.max) < 1e-9 * (1 + fit.x.norm(.max)))
    }

    @Test func zerosHaveRankZero() {
      let fit = solve(
        Matrix<Double>.zeros(rows: 4, columns: 3), Matrix(repeating: 1, rows: 4, columns: 2), tolerance: 0)
      #expect(fit.rank == 0 && fit.x == .zeros(rows: 3, columns: 2) && fit.values == [0, 0, 0])
    }

    /// Scaled by what LAPACK's callers may pass.
    @Test(arguments: [-960, -500, 0, 500, 960])
    func aScaleOfTheMatrixIsOneOfTheSolution(exponent: Int) {
      var generator = SeededGenerator(seed: 5)
      let a = Matrix<Double>.uniform(rows: 50, columns: 40, in: -1..<1, using: &generator)
      let b = Matrix<Double>.uniform(rows: 50, columns: 2, in: -1..<1, using: &generator)
      let scale = Double(sign: .plus, exponent: exponent, significand: 1)
      let (plain, scaled) = (solve(a, b, tolerance: 1e-12), solve(a * scale, b, tolerance: 1e-12))
      #expect(scaled.rank == 40)
      #expect((scaled.x * scale).isApproximatelyEqual(to: plain.x, absoluteTolerance: 1e-11))
      #expect(zip(plain.values, scaled.values).allSatisfy { abs($0 - $1 / scale) < 1e-13 })
    }

    private func solve<Scalar: BLASScalar>(
      _ a: Matrix<Scalar>, _ b: Matrix<Scalar>, tolerance: Scalar
    ) -> (x: Matrix<Scalar>, values: [Scalar], rank: Int) {
      var values = [Scalar](repeating: .nan, count: min(a.rows, a.columns))
      var (work, x) = (a.transposed(), Matrix<Scalar>.zeros(rows: b.columns, columns: max(a.rows, a.columns)))
      x[..., 0..<a.rows] = b.transposed()
      var rank = -1
      work.withMutableView { a in
        x.withMutableView { x in
          rank = SwiftRoutines<Scalar>(threads: 2).solveLeastSquares(a, x, values: &values, tolerance: tolerance).rank
        }
      }
      return (x[..., 0..<a.columns].transposed(), values, rank)
    }
  }
#endif
