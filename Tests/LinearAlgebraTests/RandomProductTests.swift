import LinearAlgebra
import Testing
import _TestSupport

/// Products drawn at random by OpenBLAS and on every instruction set; `make stress` computes 100,000.
@Suite struct RandomProductTests {
  static let count = 2000

  @Test func randomProductsStayWithinTheErrorBoundAndTheirMatrices() {
    let problems = tallyOfRandomProducts(seed: 1, indices: 0..<Self.count).problems
    #expect(problems.isEmpty, "\(problems.count) of \(Self.count), first: \(problems.first ?? "")")
  }

  /// Where a transposed A is copied (above 1 MB), and where sums are put down between blocks of k (above 1,024), or both.
  @Test(arguments: [ProductSizes(m: 263, n: 130, k: 1000), ProductSizes(m: 65, n: 130, k: 4200)])
  func blocksStayWithinTheErrorBound(sizes: ProductSizes) {
    func check<Scalar: BLASScalar & OracleScalar>(_: Scalar.Type) {
      for product in forms(Scalar.self, sizes) {
        let reference = ProductReference(product)
        for backend in fastBackends {
          product.run(ComputeConfiguration(backend: backend, threads: 1))
          #expect(reference.problem(in: product.c, of: backend) == nil, "\(backend), \(product)")
        }
      }
    }
    check(Float.self)
    check(Double.self)
  }

  /// The sizes reach what they are meant for: empty products, vectors, panels that are packed, blocks.
  @Test func someOfThemAreEmptyThinDeepWideAndLarge() {
    var generator = SeededGenerator(seed: 2)
    let sizes = (0..<Self.count).map { _ in ProductSizes.random(using: &generator) }
    #expect(sizes.count { $0.m * $0.n * $0.k == 0 } > 50)
    #expect(sizes.count { $0.m == 1 && $0.n > 64 } > 50 && sizes.count { $0.n == 1 && $0.k > 64 } > 50)
    #expect(sizes.count { $0.k > 512 } > 50 && sizes.count { $0.n > 1024 } > 50)
    #expect(sizes.count { $0.isLarge } > 5)
  }

  /// The check can fail: an element beyond the bound, one that is or is not a number, a write around C.
  @Test(arguments: [ProductSizes(m: 5, n: 7, k: 9), ProductSizes(m: 64, n: 200, k: 300)])
  func wrongResultsAreSeen(sizes: ProductSizes) {
    let seed = (UInt64(0)..<1000).first { seed in
      let product = RandomProduct<Float>(seed: seed, isExact: false, sizes: sizes)
      return product.alpha == 1 && product.beta == 0 && product.c.stride > sizes.n
    }
    let product = RandomProduct<Float>(seed: seed ?? 0, isExact: false, sizes: sizes)
    let reference = ProductReference(product)
    #expect(product.alpha == 1 && product.c.stride > sizes.n)
    product.run(ComputeConfiguration(backend: .swift, threads: 1))
    #expect(reference.problem(in: product.c, of: .swift) == nil)
    let (i, j) = (sizes.m - 2, sizes.n - 3)
    let right = product.c[i, j]
    // One term of the sum too few, or one twice.
    let term =
      (product.transposesA ? product.a[0, i] : product.a[i, 0])
      * (product.transposesB ? product.b[j, 0] : product.b[0, j])
    for wrong in [right + term, right - term, .nan, .infinity] {
      product.c[i, j] = wrong
      #expect(reference.problem(in: product.c, of: .swift) != nil, "\(wrong) instead of \(right)")
    }
    product.c[i, j] = right
    #expect(reference.problem(in: product.c, of: .swift) == nil)
    product.c[i, sizes.n] = right
    #expect(reference.problem(in: product.c, of: .swift) == "the element 1 behind row \(i) was overwritten")
  }

  @Test func numbersThatAreNotFiniteMustBeInTheirPlaces() {
    // Of the first hundred some have NaN and infinities in their results.
    var seen = 0
    for seed in UInt64(0)..<100 {
      let product = RandomProduct<Float>(seed: seed, isExact: false, sizes: ProductSizes(m: 6, n: 8, k: 10))
      let reference = ProductReference(product)
      product.run(ComputeConfiguration(backend: .reference, threads: 1))
      #expect(reference.problem(in: product.c, of: .swift) == nil)
      for i in 0..<6 {
        for j in 0..<8 where !product.c[i, j].isFinite {
          seen += 1
          let right = product.c[i, j]
          product.c[i, j] = right.isNaN ? .infinity : -right
          #expect(reference.problem(in: product.c, of: .swift) != nil)
          product.c[i, j] = right
        }
      }
    }
    #expect(seen > 100)
  }
}
