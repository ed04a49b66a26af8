import LinearAlgebra
import _TestSupport

extension SizeCase {
  /// Decompositions by each provider.
  static var decompositions: [SizeCase] {
    decompositionProviders.flatMap { backend in
      calls.map { one in
        SizeCase(name: "\(one.name), \(backend)", sizes: one.sizes) { size in
          let configuration = ComputeConfiguration.current
          defer { ComputeConfiguration.current = configuration }
          ComputeConfiguration.current.backend = backend
          try one.call(size)
        }
      }
    }
  }

  /// Decompositions of what has no elements and of a row and a column, and right-hand sides of a size.
  private static var calls: [SizeCase] {
    let (large, small) = (Sizes.all.filter { $0 <= Int.max / 8 }, Sizes.all.filter { $0 <= 1 << 10 })
    let some = Sizes.some.filter { $0 <= Int.max / 8 }
    var calls = cases(shown, empty: large, thin: small) + cases(square, empty: some)
    for (name, call) in solvers {
      calls += [
        SizeCase(name: "\(name) of 0 x n", sizes: large) {
          try call(.zeros(rows: 0, columns: 0), .zeros(rows: 0, columns: $0))
        },
        SizeCase(name: "\(name) of 1 x n", sizes: Sizes.all.filter { $0 <= 1 << 12 }) {
          try call(.identity(1), .zeros(rows: 1, columns: $0))
        },
        SizeCase(name: "\(name) of n x 0", sizes: some) { try call(.identity(2), .zeros(rows: $0, columns: 0)) },
      ]
    }
    return calls
  }

  /// What a decomposition shows.
  private static var shown: [Named<Matrix<Double>>] {
    [
      ("LU", { _ = try (LU($0).lower(), LU($0).upper(), LU(consuming: $0).pivots()) }),
      ("QR", { _ = try (QR($0).q(), QR($0).r(), QR(consuming: $0).reconstructed()) }),
      ("SVD", { _ = try (SVD($0).reconstructed(), SVD(consuming: $0).rank()) }),
      ("values", { _ = try ($0.singularValues(), $0.rank(), $0.norm(.two), $0.pseudoinverse()) }),
      ("least squares", { _ = try $0.leastSquares(Matrix<Double>.zeros(rows: $0.rows, columns: 1)) }),
      ("permutation", { _ = try (LU($0).permutation(), LU($0).reconstructed()) }),
      (
        "pivoted",
        { a in
          let qr = try PivotedQR(a)
          _ = try (qr.q(), qr.r(), qr.rank(), qr.reconstructed())
        }
      ),
      ("full SVD", { _ = try SVD($0, vectors: .full) }), ("full Q", { _ = try QR($0).fullQ() }),
    ]
  }

  private static var square: [Named<Matrix<Double>>] {
    [
      ("Cholesky", { _ = try Cholesky($0) }), ("symmetric", { _ = try SymmetricEigen($0).values }),
      ("eigenvalues", { _ = try $0.eigenvalues() }), ("Eigen", { _ = try Eigen($0, leftVectors: true).vectors() }),
      ("determinant", { _ = try ($0.determinant(), $0.logDeterminant()) }), ("inverse", { _ = try $0.inverse() }),
      ("condition", { _ = try $0.conditionNumber() }),
    ]
  }

  private static var solvers: [(String, @Sendable (Matrix<Double>, Matrix<Double>) throws -> Void)] {
    [
      ("solve", { _ = try $0.solve($1) }), ("solve t", { _ = try $0.solve(Matrix($1.t).t) }),
      ("LU.solve", { _ = try (LU($0).solve($1), LU($0).solveTransposed($1)) }),
      ("Cholesky.solve", { _ = try Cholesky($0).solve($1) }),
      ("QR.solve", { _ = try (QR($0).solve($1), QR($0).solveTransposed($1)) }),
      ("PivotedQR.solve", { _ = try PivotedQR($0).solve($1) }), ("SVD.solve", { _ = try SVD($0).solve($1) }),
      ("SymmetricEigen.solve", { _ = try SymmetricEigen($0).solve($1) }),
      ("leastSquares", { _ = try $0.leastSquares($1) }),
    ]
  }
}
