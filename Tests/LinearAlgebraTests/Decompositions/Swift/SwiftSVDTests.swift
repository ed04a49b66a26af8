#if DEBUG
  import Foundation
  import Testing
  import _TestSupport

  @testable import LinearAlgebra

  /// The singular value decomposition in Swift.
  @Suite struct SwiftSVDTests {
    @Test(arguments: [1, 2, 26, 27, 64, 100, 200])
    func everyOrderIsDivided(n: Int) throws {
      var generator = SeededGenerator(seed: UInt64(n))
      for (m, k) in [(n, n), (n, n + 7), (n + 7, n), (n, 3 * n), (3 * n, n)] {
        try checkRatios(.uniform(rows: m, columns: k, in: -1..<1, using: &generator), "random \(m)x\(k)")
      }
    }

    /// Of an order that is divided more than once.
    @Test func specialMatricesAreDecomposed() throws {
      for (name, a) in specialMatrices(130) { try checkRatios(a, name) }
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
#endif
