#if OpenBLAS && os(Linux)
  import Foundation
  import Testing
  import _TestSupport

  @testable import LinearAlgebra

  /// The singular value decomposition in Swift.
  @Suite struct SwiftSVDTests {
    @Test func floatSVDStaysWithinLAPACKsRatios() { check(Float.self) }
    @Test func doubleSVDStaysWithinLAPACKsRatios() { check(Double.self) }

    func check<Scalar: OracleScalar & BLASScalar>(_: Scalar.Type) {
      sweep(Scalar.self, shapes: shapes.filter { $0.m > 0 && $0.n > 0 }) { kind, m, n, generator in
        kind.matrix(rows: m, columns: n, using: &generator)
      } _: { a, kind, generator, record in
        let ratio = TestRatio(of: a)
        let alone = try #require(SwiftSVD(a, vectors: nil))
        for vectors in [SVD<Scalar>.Vectors.thin, .full] {
          let svd = try #require(SwiftSVD(a, vectors: vectors))
          let k = svd.values.count
          let scaled = svd.u[..., 0..<k] .* Matrix(row: svd.values)
          record("A - USV' \(vectors)", ratio.product(scaled, svd.vt[0..<k, ...], is: a, scaledLeft: true))
          record("I - U'U \(vectors)", TestRatio.orthogonality(svd.u))
          record("I - VV' \(vectors)", TestRatio.orthogonality(svd.vt.transposed()))
          #expect(zip(svd.values, svd.values.dropFirst()).allSatisfy(>=) && svd.values.allSatisfy { $0 >= 0 })
          record("values alone", ratio.values(svd.values, alone.values))
          record("LAPACK's values", ratio.values(svd.values, try a.singularValues()))
        }
      }
    }

    @Test(arguments: [1, 2, 26, 27, 64, 100, 200])
    func everyOrderIsDivided(n: Int) throws {
      var generator = SeededGenerator(seed: UInt64(n))
      for (m, k) in [(n, n), (n, n + 7), (n + 7, n), (n, 3 * n), (3 * n, n)] {
        try checkRatios(.uniform(rows: m, columns: k, in: -1..<1, using: &generator), "random \(m)x\(k)")
      }
    }

    /// What other libraries were reported not to decompose, and what has many equal values.
    @Test(arguments: [1, 2, 3, 11, 60, 130])
    func specialMatricesAreDecomposed(n: Int) throws {
      for (name, a) in specialMatrices(n) { try checkRatios(a, "\(name) of order \(n)") }
    }

    /// Of rank 5 or less: what is left after five steps is rounding, and after ten the rounding of that.
    @Test(arguments: [60, 200, 270])
    func matricesOfLowRankAreDecomposed(n: Int) throws {
      try checkRatios(Matrix<Double>(rows: n, columns: n) { Double(($0 * 7 + $1 * 13) % 5 - 2) }, "Double \(n)")
      try checkRatios(Matrix<Float>(rows: n, columns: n) { Float(($0 * 7 + $1 * 13) % 5 - 2) }, "Float \(n)")
    }

    @Test func bidiagonalMatricesOfAllGradingsAreDecomposed() throws {
      for seed in 0..<40 as Range<UInt64> {
        var generator = SeededGenerator(seed: seed)
        let n = Int.random(in: 2...90, using: &generator)
        let span = Double.random(in: 0...60, using: &generator)
        var a = Matrix<Double>.zeros(rows: n, columns: n)
        for i in 0..<n {
          a[i, i] =
            Double.random(in: -1...1, using: &generator) * exp2(-span * Double.random(in: 0...1, using: &generator))
          if i + 1 < n { a[i, i + 1] = seed % 3 == 0 ? 1 : a[i, i] * Double.random(in: -1...1, using: &generator) }
        }
        try checkRatios(a, "bidiagonal, seed \(seed)")
        try checkRatios(a.transposed(), "lower bidiagonal, seed \(seed)")
      }
    }

    @Test(arguments: [(40, 40), (300, 290), (290, 300), (700, 60), (60, 700)])
    func bitsDoNotDependOnThreads(m: Int, n: Int) throws {
      var generator = SeededGenerator(seed: 18)
      let a = Matrix<Float>.uniform(rows: m, columns: n, in: -1..<1, using: &generator)
      let one = try #require(SwiftSVD(a, vectors: .full, threads: 1))
      for threads in [2, 3] {
        let more = try #require(SwiftSVD(a, vectors: .full, threads: threads))
        #expect(more.u == one.u && more.vt == one.vt && more.values == one.values)
      }
    }

    /// Rows with gaps behind them: what lies there is neither read nor written.
    @Test(arguments: [(5, 5), (40, 40), (70, 30), (30, 70), (45, 40)])
    func gapsAreNotTouched(m: Int, n: Int) throws {
      var generator = SeededGenerator(seed: 3)
      let a = Matrix<Double>.uniform(rows: m, columns: n, in: -1..<1, using: &generator)
      let (expected, gap) = (
        try #require(SwiftSVD(a, vectors: .thin)), Matrix<Double>(repeating: .nan, rows: m, columns: 3)
      )
      var (wide, k) = (Matrix.stackedHorizontally([a, gap]), min(m, n))
      var (u, vt) = (
        Matrix<Double>(repeating: 7, rows: k, columns: n + 3), Matrix<Double>(repeating: 7, rows: m, columns: k + 3)
      )
      var values = [Double](repeating: 0, count: k)
      wide.withMutableView { a in
        u.withMutableView { u in
          vt.withMutableView { vt in
            _ = SwiftRoutines<Double>(threads: 1).decomposeSingular(
              a.columns(0..<n), values: &values, u: u.columns(0..<n), vt: vt.columns(0..<k), full: false)
          }
        }
      }
      #expect(values == expected.values && u[..., 0..<n] == expected.vt && vt[..., 0..<k] == expected.u)
      #expect(u[..., n...] == .init(repeating: 7, rows: k, columns: 3))
      #expect(vt[..., k...] == .init(repeating: 7, rows: m, columns: 3))
    }

    private func checkRatios<Scalar: OracleScalar & BLASScalar>(_ a: Matrix<Scalar>, _ name: String) throws {
      let ratio = TestRatio(of: a)
      let svd = try #require(SwiftSVD(a, vectors: .full), "\(name)")
      let k = svd.values.count
      let scaled = svd.u[..., 0..<k] .* Matrix(row: svd.values)
      let ratios = [
        ratio.product(scaled, svd.vt[0..<k, ...], is: a, scaledLeft: true), TestRatio.orthogonality(svd.u),
        TestRatio.orthogonality(svd.vt.transposed()),
        ratio.values(svd.values, try #require(SwiftSVD(a, vectors: nil)).values),
      ]
      #expect(ratios.allSatisfy { $0 < ratioLimit }, "\(name): \(ratios)")
      #expect(zip(svd.values, svd.values.dropFirst()).allSatisfy(>=) && svd.values.allSatisfy { $0 >= 0 }, "\(name)")
    }
  }

  /// A row-major A = U S V^T by `SwiftRoutines`; without `vectors` the values alone.
  struct SwiftSVD<Scalar: BLASScalar> {
    let u: Matrix<Scalar>
    let values: [Scalar]
    let vt: Matrix<Scalar>

    /// Nil where values did not converge.
    init?(_ a: Matrix<Scalar>, vectors: SVD<Scalar>.Vectors?, threads: Int = 2) {
      let (m, n, k) = (a.rows, a.columns, min(a.rows, a.columns))
      var values = [Scalar](repeating: .nan, count: k)
      var u = Matrix<Scalar>(repeating: .nan, rows: m, columns: vectors == .full ? m : k)
      var vt = Matrix<Scalar>(repeating: .nan, rows: vectors == .full ? n : k, columns: n)
      var work = a
      let routines = SwiftRoutines<Scalar>(threads: threads)
      let unconverged = work.withMutableView { a in
        if vectors == nil { return routines.decomposeSingular(a, values: &values, u: nil, vt: nil, full: false) }
        return u.withMutableView { u in
          vt.withMutableView { vt in
            routines.decomposeSingular(a, values: &values, u: vt, vt: u, full: vectors == .full)
          }
        }
      }
      if unconverged > 0 { return nil }
      (self.u, self.values, self.vt) = (u, values, vt)
    }
  }

  /// Matrices with a name that decompositions elsewhere had trouble with.
  func specialMatrices(_ n: Int) -> [(String, Matrix<Double>)] {
    var generator = SeededGenerator(seed: UInt64(n))
    let random = Matrix<Double>.uniform(rows: n, columns: n, in: -1..<1, using: &generator)
    let column = random.column(0)
    return [
      ("zeros", .zeros(rows: n, columns: n)), ("identity", .identity(n)),
      ("ones", .init(repeating: 1, rows: n, columns: n)),
      ("diagonal", .diagonal((0..<n).map { Double($0 % 5) - 2 })), ("rank one", column * column.t),
      ("Hilbert", Matrix(rows: n, columns: n) { 1 / Double($0 + $1 + 1) }),
      ("graded", Matrix(rows: n, columns: n) { random[$0, $1] * exp2(-Double(10 * $0)) }),
      ("graded columns", Matrix(rows: n, columns: n) { random[$0, $1] * exp2(Double(10 * $1 - 300)) }),
      ("clustered", .identity(n) + 1e-14 * random),
      ("orthogonal but a bit", .identity(n) - 2.0 / Double(n) * .init(repeating: 1, rows: n, columns: n)),
      ("nilpotent", Matrix(rows: n, columns: n) { $1 == $0 + 1 ? 1 : 0 }),
      ("Jordan block", Matrix(rows: n, columns: n) { $1 == $0 + 1 || $0 == $1 ? 1 : 0 }),
      (
        "Kahan",
        Matrix(rows: n, columns: n) { i, j in i == j ? exp2(-Double(i) / 8) : j > i ? -0.5 * exp2(-Double(i) / 8) : 0 }
      ),
      ("tiny", random * 0x1p-1060), ("huge", random * 0x1p1000), ("subnormal", random * 0x1p-1022 * 0x1p-40),
      ("wide range", Matrix(rows: n, columns: n) { random[$0, $1] * exp2(Double(($0 * 37 + $1 * 91) % 800 - 400)) }),
    ]
  }
#endif
