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
            let product = RandomProduct(
              ProductSizes(m: m, n: n, k: k), transposesA: transposes & 1 != 0, transposesB: transposes & 2 != 0,
              alpha: Scalar(alpha), beta: Scalar(beta), padding: cases % 3, using: &generator)
            let reference = ProductReference(product)
            for backend in fastBackends + [.reference] {
              cases += 1
              product.run(ComputeConfiguration(backend: backend, threads: 1))
              if let problem = reference.problem(in: product.c, of: backend) {
                problems.append("\(backend) \(product): \(problem)")
              }
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
        let product = RandomProduct<Scalar>(
          ProductSizes(m: m, n: n, k: k), transposesA: transposes & 1 != 0, transposesB: transposes & 2 != 0,
          alpha: 0.5, beta: -1, padding: transposes, using: &generator)
        let reference = ProductReference(product, isSampled: false)
        for backend in fastBackends {
          for threads in [1, 3] {
            product.run(ComputeConfiguration(backend: backend, threads: threads))
            #expect(
              reference.problem(in: product.c, of: backend) == nil, "\(backend), \(threads) threads, \(product)")
          }
        }
      }
    }
  }

  /// Of OpenBLAS 0.3.21 with its core Sandybridge an element of a product 1x17x33 with these factors is -0.6774749649407867,
  /// exactly -0.6774749649407862: gamma_2 |beta C| left 4.2e-16. It adds the terms of a vector to C in parts; here each is
  /// added by itself, in a thousand such products side by side.
  @Test func termsAddedToCOneByOneStayWithinTheBoundOfABLASOnly() {
    var generator = SeededGenerator(seed: 5)
    let (n, k, alpha) = (20_000, 33, -0.01)
    let product = RandomProduct<Double>(
      ProductSizes(m: 1, n: n, k: k), transposesA: true, transposesB: false, alpha: alpha, beta: 1, using: &generator)
    let reference = ProductReference(product)
    for p in 0..<k { for j in 0..<n { product.c[0, j] += alpha * product.a[p, 0] * product.b[p, j] } }
    #expect(reference.problem(in: product.c, of: .openBLAS) == nil)
    #expect(reference.problem(in: product.c, of: .swift) != nil)
  }

  /// The sweep can fail: a result that is off by more than the bound, a NaN, and a canary are all seen.
  @Test func wrongResultsAreSeen() {
    var generator = SeededGenerator(seed: 4)
    let product = RandomProduct<Float>(
      ProductSizes(m: 3, n: 5, k: 7), transposesA: false, transposesB: false, alpha: 1, beta: 1, padding: 2,
      using: &generator)
    let reference = ProductReference(product)
    for backend in [GEMMBackend.swift, .openBLAS] {
      product.run(ComputeConfiguration(backend: .reference, threads: 1))
      #expect(reference.problem(in: product.c, of: backend) == nil)
      for (column, value) in [(0, product.c[0, 0] + 1e-5), (1, .nan), (5, 0), (6, .nan)] {
        let right = product.c[0, column]
        product.c[0, column] = value
        #expect(reference.problem(in: product.c, of: backend) != nil, "element \(column) as \(value)")
        product.c[0, column] = right
      }
    }
  }
}
