#if arch(x86_64)
  import LinearAlgebra

  extension ExtremeCheck {
    /// QR of a matrix of any shape, column by column; what is consumed gives the same, or an overflow.
    mutating func reflect(_ a: Matrix<Scalar>) {
      let wide = Wide(a)
      let n = Float80(max(a.rows, a.columns))
      let norms = (0..<a.columns).map { j in wide.column(j).reduce(Float80(0)) { $0 + $1 * $1 }.squareRoot() }
      let mayOverflow = norms.contains { $0 > largest / 4 }
      if let qr = attempt("QR", mayOverflow: mayOverflow, { try QR(a, configuration: $0) }) {
        let product = Wide(qr.q()).times(Wide(qr.r()))
        for j in 0..<a.columns {
          compare("QR", product.column(j), wide.column(j), allowed: limit * n * (u * norms[j] + eta * n))
        }
        checkOrthogonal("QR", qr.q())
        let other = attempt("QR, consuming", mayOverflow: true) { try QR(consuming: a, configuration: $0) }
        if let other, other.r() != qr.r() || other.q() != qr.q() { report("QR, consuming: other factors") }
      }
      if let qr = attempt("PivotedQR", mayOverflow: mayOverflow, { try PivotedQR(a, configuration: $0) }) {
        let permuted = Wide(rows: a.rows, columns: a.columns) { wide[$0, qr.permutation[$1]] }
        compare("PivotedQR", Wide(qr.q()).times(Wide(qr.r())), permuted, allowed: limit * n * (u * wide.norm + eta * n))
        checkOrthogonal("PivotedQR", qr.q())
      }
    }

    private mutating func checkOrthogonal(_ name: String, _ q: Matrix<Scalar>) {
      let gram = Wide(q).transposed.times(Wide(q))
      compare("\(name), Q'Q", gram, Wide(Matrix<Scalar>.identity(q.columns)), allowed: limit * Float80(q.rows) * u)
    }

    mutating func decomposeSingular(_ a: Matrix<Scalar>) {
      let wide = Wide(a)
      if let svd = attempt("SVD", mayOverflow: wide.norm > largest / 4, { try SVD(a, configuration: $0) }) {
        compare("SVD", Wide(svd.u).scaled(svd.values).times(Wide(svd.vt)), wide, allowed: allowedByIteration(wide))
        checkOrthogonal("SVD", svd.u)
        checkOrthogonal("SVD", svd.vt.transposed())
      }
    }

    mutating func iterate(_ system: ExtremeSystem<Scalar>) {
      let (a, symmetric) = (system.a, system.symmetric)
      let (wide, wideSymmetric) = (Wide(a), Wide(symmetric))
      let symmetricEigen = attempt("SymmetricEigen", mayOverflow: wideSymmetric.norm > largest / 4) {
        try SymmetricEigen(symmetric, configuration: $0)
      }
      if let eigen = symmetricEigen {
        let product = Wide(eigen.vectors()).scaled(eigen.values).times(Wide(eigen.vt))
        compare("SymmetricEigen", product, wideSymmetric, allowed: allowedByIteration(wideSymmetric))
        checkOrthogonal("SymmetricEigen", eigen.vectors())
      }
      if let eigen = attempt("Eigen", mayOverflow: wide.norm > largest / 4, { try Eigen(a, configuration: $0) }) {
        // Balancing scales the rows and columns of other matrices, and its factors then count in the residual.
        checkEigenvectors(eigen, wide, allowed: system.kind == .alike ? allowedByIteration(wide) : nil)
      }
    }

    /// What each element of A may be off by, once it is put together from what an iteration has found.
    private func allowedByIteration(_ a: Wide) -> Float80 {
      let n = Float80(max(a.rows, a.columns))
      return limit * n * (ulp * a.norm + eta * n)
    }

    /// Vectors of norm 1, and A (x + iy) = (a + ib) (x + iy).
    private mutating func checkEigenvectors(_ eigen: Eigen<Scalar>, _ a: Wide, allowed: Float80?) {
      let vectors = eigen.vectors()
      let (real, imaginary) = (Wide(vectors.real), Wide(vectors.imaginary))
      for j in 0..<a.columns {
        let (x, y) = (real.column(j), imaginary.column(j))
        let norm = zip(x, y).reduce(Float80(0)) { $0 + $1.0 * $1.0 + $1.1 * $1.1 }.squareRoot()
        compare("Eigen, norm", [norm], [1], allowed: limit * Float80(a.rows) * u)
        guard let allowed else { continue }
        let (re, im) = (Float80(eigen.values.real[j]), Float80(eigen.values.imaginary[j]))
        compare("Eigen, real", a.times(x), zip(x, y).map { re * $0 - im * $1 }, allowed: allowed)
        compare("Eigen, imaginary", a.times(y), zip(x, y).map { im * $0 + re * $1 }, allowed: allowed)
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
