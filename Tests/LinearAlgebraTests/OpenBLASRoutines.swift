#if OpenBLAS && os(Linux)
  import LinearAlgebra

  /// A call of every routine of CBLAS and LAPACK that the library uses, on matrices of a given order.
  struct OpenBLASRoutines: Sendable {
    let calls: [@Sendable () throws -> Void]

    init(order n: Int) throws {
      let a = Matrix<Double>(rows: n, columns: n) { i, j in i == j ? Double(n) : 1 / Double(i + j + 1) }
      let b = Matrix<Double>(repeating: 1, rows: n, columns: 1)
      let configuration = ComputeConfiguration(backend: .openBLAS, threads: 1)
      let (lu, cholesky, qr) = (
        try LU(a, configuration: configuration), try Cholesky(a, configuration: configuration),
        try QR(a, configuration: configuration)
      )
      calls = [
        { _ = a.multiplied(by: a, configuration: configuration) },
        { _ = a.multiplied(by: b, configuration: configuration) },
        { _ = b.t.multiplied(by: a, configuration: configuration) },
        { _ = try LU(a, configuration: configuration) }, { _ = try lu.solve(b) }, { _ = try lu.inverse() },
        { _ = try Cholesky(a, configuration: configuration) }, { _ = try cholesky.solve(b) },
        { _ = try cholesky.inverse() },
        { _ = try QR(a, configuration: configuration) }, { _ = try qr.solve(b) }, { _ = qr.q() },
        { _ = try PivotedQR(a, configuration: configuration) },
        { _ = try SVD(a, configuration: configuration) }, { _ = try a.singularValues(configuration: configuration) },
        { _ = try SymmetricEigen(a, configuration: configuration) }, { _ = try Eigen(a, configuration: configuration) },
        { _ = try a.leastSquares(b, configuration: configuration) },
      ]
    }
  }
#endif
