import LinearAlgebra
import Testing
import _TestSupport

/// Every fast backend against exact products, at every edge of its tiles.
@Suite struct GEMMSweepTests {
  /// 0 to 2 tiles of every instruction set (4, 6 and 8 rows; 4 to 48 columns), and around each edge.
  static let rows = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 12, 13, 15, 16, 17]
  static let columns = [0, 1, 2, 3, 4, 5, 8, 9, 10, 15, 16, 17, 31, 32, 33, 48, 49, 64, 65, 96, 113]
  static let depths = [0, 1, 2, 7, 33]
  static let factors = [(1.0, 0.0), (-0.5, 0.0), (1.0, 1.0), (2.0, -0.25), (0.0, 0.5), (0.0, 0.0), (-0.01, 1.0)]

  @Test func floatProductsStayWithinTheErrorBound() { sweep(Float.self, seed: 1) }
  @Test func doubleProductsStayWithinTheErrorBound() { sweep(Double.self, seed: 2) }

  /// At least 20,000 products a scalar.
  func sweep<Scalar: BLASScalar & OracleScalar>(_: Scalar.Type, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var (cases, problems) = (0, [String]())
    for m in Self.rows {
      for n in Self.columns {
        for k in Self.depths {
          for transposes in 0..<4 {
            let (alpha, beta) = Self.factors[cases / 7 % Self.factors.count]
            let product = ProductCase<Scalar>(
              m: m, n: n, k: k, transposesA: transposes & 1 != 0, transposesB: transposes & 2 != 0,
              alpha: Scalar(alpha), beta: Scalar(beta), padding: cases % 3, using: &generator)
            for backend in fastBackends + [.reference] {
              cases += 1
              let result = product.result(ComputeConfiguration(backend: backend, threads: 1))
              if let problem = product.problem(in: result) { problems.append("\(backend) \(product): \(problem)") }
            }
          }
        }
      }
    }
    #expect(problems.isEmpty, "seed \(seed): \(problems.count) of \(cases), first: \(problems.first ?? "")")
    #expect(cases >= 20_000 * (fastBackends.count + 1) / 4)
  }

  /// Products whose B is copied to panels, and products that a team shares. Also where sums are put down between blocks of k
  /// (above 1,024), where wide operands are copied, and where the copy of A takes several blocks of rows.
  @Test(arguments: [
    (40, 300, 700), (128, 64, 96), (33, 4097, 40), (300, 1, 900), (1, 300, 900), (97, 65, 513),
    (37, 10, 4500), (5, 3, 8200), (1030, 520, 33), (261, 1025, 7), (270, 131, 4100),
  ])
  func largeProductsStayWithinTheErrorBound(m: Int, n: Int, k: Int) {
    check(Float.self, m, n, k)
    check(Double.self, m, n, k)

    func check<Scalar: BLASScalar & OracleScalar>(_: Scalar.Type, _ m: Int, _ n: Int, _ k: Int) {
      var generator = SeededGenerator(seed: 3)
      for transposes in 0..<4 {
        let product = ProductCase<Scalar>(
          m: m, n: n, k: k, transposesA: transposes & 1 != 0, transposesB: transposes & 2 != 0, alpha: 0.5, beta: -1,
          padding: transposes, using: &generator)
        for backend in fastBackends {
          for threads in [1, 3] {
            let problem = product.problem(in: product.result(ComputeConfiguration(backend: backend, threads: threads)))
            #expect(problem == nil, "\(backend), \(threads) threads, \(product)")
          }
        }
      }
    }
  }

  /// The sweep can fail: a result that is off by more than the bound, a NaN, and a canary are all seen.
  @Test func wrongResultsAreSeen() {
    var generator = SeededGenerator(seed: 4)
    let product = ProductCase<Float>(
      m: 3, n: 5, k: 7, transposesA: false, transposesB: false, alpha: 1, beta: 0, padding: 2, using: &generator)
    let right = product.result(ComputeConfiguration(backend: .reference, threads: 1))
    #expect(product.problem(in: right) == nil)
    for (index, value) in [(0, right[0] + 1e-5), (1, .nan), (5, 0), (6, .nan)] {
      var wrong = right
      wrong[index] = value
      #expect(product.problem(in: wrong) != nil, "element \(index) as \(value)")
    }
  }
}
