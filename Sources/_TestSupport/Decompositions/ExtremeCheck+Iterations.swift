#if arch(x86_64)
  import LinearAlgebra

  extension ExtremeCheck {
    /// QR of a matrix of any shape, column by column; what is consumed gives the same, or an overflow.
    mutating func reflect(_ a: Matrix<Scalar>) {
      let (wide, configuration) = (Wide(a), configuration)
      let n = Float80(max(a.rows, a.columns))
      let norms = (0..<a.columns).map { j in wide.column(j).reduce(Float80(0)) { $0 + $1 * $1 }.squareRoot() }
      let mayOverflow = norms.contains { $0 > largest / 4 }
      let qr = attempt("QR", mayOverflow: mayOverflow) { try QR(a, configuration: configuration) }
      if let qr {
        let product = Wide(qr.q()).times(Wide(qr.r()))
        for j in 0..<a.columns {
          let allowed = limit * n * (u * norms[j] + eta * n)
          compare("QR", product.column(j), wide.column(j), allowed: product.column(j).map { _ in allowed })
        }
        checkOrthogonal("QR", qr.q())
        let other = attempt("QR, consuming", mayOverflow: true) { try QR(consuming: a, configuration: configuration) }
        if let other, other.r() != qr.r() || other.q() != qr.q() { report("QR, consuming: other factors") }
      }
      let pivoted = attempt("PivotedQR", mayOverflow: mayOverflow) { try PivotedQR(a, configuration: configuration) }
      if let qr = pivoted {
        let product = Wide(qr.q()).times(Wide(qr.r()))
        let allowed = limit * n * (u * wide.norm + eta * n)
        for j in 0..<a.columns {
          compare(
            "PivotedQR", product.column(j), wide.column(qr.permutation[j]),
            allowed: product.column(j).map { _ in allowed })
        }
        checkOrthogonal("PivotedQR", qr.q())
      }
    }

    private mutating func checkOrthogonal(_ name: String, _ q: Matrix<Scalar>) {
      let gram = Wide(q).transposed.times(Wide(q))
      for j in 0..<q.columns {
        let identity = (0..<q.columns).map { Float80($0 == j ? 1 : 0) }
        compare("\(name), Q'Q", gram.column(j), identity, allowed: identity.map { _ in limit * Float80(q.rows) * u })
      }
    }

    mutating func decomposeSingular(_ a: Matrix<Scalar>) {
      let (wide, configuration) = (Wide(a), configuration)
      let n = Float80(max(a.rows, a.columns))
      let mayOverflow = wide.norm > largest / 4
      let allowed = limit * n * (ulp * wide.norm + eta * n)
      let svd = attempt("SVD", mayOverflow: mayOverflow) { try SVD(a, configuration: configuration) }
      if let svd {
        let product = Wide(svd.u).scaled(svd.values).times(Wide(svd.vt))
        for j in 0..<a.columns {
          compare("SVD", product.column(j), wide.column(j), allowed: product.column(j).map { _ in allowed })
        }
        checkOrthogonal("SVD", svd.u)
        checkOrthogonal("SVD", svd.vt.transposed())
      }
    }

    mutating func iterate(_ system: ExtremeSystem<Scalar>) {
      let (a, configuration) = (system.a, configuration)
      let wide = Wide(a)
      let n = Float80(a.rows)
      let mayOverflow = wide.norm > largest / 4
      let allowed = limit * n * (ulp * wide.norm + eta * n)
      let symmetric = Matrix(rows: a.rows, columns: a.columns) { i, j in a[max(i, j), min(i, j)] }
      let symmetricNorm = Wide(symmetric).norm
      let symmetricEigen = attempt("SymmetricEigen", mayOverflow: symmetricNorm > largest / 4) {
        try SymmetricEigen(symmetric, configuration: configuration)
      }
      if let eigen = symmetricEigen {
        let product = Wide(eigen.vectors()).scaled(eigen.values).times(Wide(eigen.vt))
        let allowed = limit * n * (ulp * symmetricNorm + eta * n)
        for j in 0..<a.columns {
          compare(
            "SymmetricEigen", product.column(j), Wide(symmetric).column(j),
            allowed: product.column(j).map { _ in allowed })
        }
        checkOrthogonal("SymmetricEigen", eigen.vectors())
      }
      let eigen = attempt("Eigen", mayOverflow: mayOverflow) { try Eigen(a, configuration: configuration) }
      if let eigen {
        // Balancing makes other matrices alike first; what it takes out of rows and columns then counts in the residual.
        checkEigenvectors(eigen, wide, allowed: system.kind == .alike ? allowed : nil)
      }
    }

    /// Vectors of norm 1, and A (x + iy) = (a + ib) (x + iy).
    private mutating func checkEigenvectors(_ eigen: Eigen<Scalar>, _ a: Wide, allowed: Float80?) {
      let vectors = eigen.vectors()
      let (real, imaginary) = (Wide(vectors.real), Wide(vectors.imaginary))
      for j in 0..<a.columns {
        let (x, y) = (real.column(j), imaginary.column(j))
        let norm = zip(x, y).reduce(Float80(0)) { $0 + $1.0 * $1.0 + $1.1 * $1.1 }.squareRoot()
        compare("Eigen, norm", [norm], [1], allowed: [limit * Float80(a.rows) * u])
        guard let allowed else { continue }
        let (ax, ay) = (a.times(x), a.times(y))
        let (re, im) = (Float80(eigen.values.real[j]), Float80(eigen.values.imaginary[j]))
        let bounds = x.map { _ in allowed }
        compare("Eigen, real", ax, zip(x, y).map { re * $0 - im * $1 }, allowed: bounds)
        compare("Eigen, imaginary", ay, zip(x, y).map { im * $0 + re * $1 }, allowed: bounds)
      }
    }
  }

  extension Wide {
    /// The columns times `factors`.
    fileprivate func scaled<Scalar: BLASScalar>(_ factors: [Scalar]) -> Wide {
      Wide(rows: rows, columns: columns) { i, j in self[i, j] * Float80(factors[j]) }
    }
  }
#endif
