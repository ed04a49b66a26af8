import LinearAlgebra
import TensorFiles

/// What `make compare` asks of either provider, on matrices that it has written.
enum PeerDecomposition: String {
  case solve, determinant, inverse, cholesky, qr, leastSquares, symmetric, eigen, svd, singularValues

  /// The matrices that it is computed of: the name of their files.
  var kind: String {
    switch self {
    case .solve, .determinant, .inverse: "general"
    case .cholesky: "definite"
    case .symmetric: "symmetric"
    case .leastSquares: "tall"
    case .qr, .eigen, .svd, .singularValues: "random"
    }
  }
}

/// One matrix and one right-hand side, and what is done with them.
struct PeerSystem<Scalar: BLASScalar> {
  let work: PeerDecomposition
  let a: Matrix<Scalar>
  let b: Matrix<Scalar>

  /// - Parameter folder: holds `general-64.npy` and the like in Double, and `right-64.npy`, 2n numbers.
  init(_ work: PeerDecomposition, n: Int, folder: String) throws(TensorFileError) {
    self.work = work
    let rows = work == .leastSquares ? 2 * n : n
    func read(_ name: String, _ shape: [Int]) throws(TensorFileError) -> [Scalar] {
      let elements: [Double] = try NPYArray(contentsOf: "\(folder)/\(name)-\(n).npy").elements(shape: shape)
      return elements.map { Scalar($0) }
    }
    a = Matrix(try read(work.kind, [rows, n]), rows: rows, columns: n)
    b = Matrix(column: Array(try read("right", [2 * n])[..<rows]))
  }

  /// The work that is timed: with all factors that the Python libraries return.
  func run(_ configuration: ComputeConfiguration) throws {
    switch work {
    case .solve: _ = try a.solve(b, configuration: configuration)
    case .determinant: _ = try a.determinant(configuration: configuration)
    case .inverse: _ = try a.inverse(configuration: configuration)
    case .cholesky: _ = try Cholesky(a, configuration: configuration).lower()
    case .qr:
      let qr = try QR(a, configuration: configuration)
      _ = (qr.q(), qr.r())
    case .leastSquares: _ = try a.leastSquares(b, configuration: configuration)
    case .symmetric: _ = try SymmetricEigen(a, configuration: configuration).vectors()
    case .eigen: _ = try Eigen(a, configuration: configuration).vectors()
    case .svd: _ = try SVD(a, configuration: configuration)
    case .singularValues: _ = try a.singularValues(configuration: configuration)
    }
  }

  /// Numbers that identify the result whatever the signs of vectors: those of `outputs` in `participants/linalg.py`, but for rounding.
  func outputs(_ configuration: ComputeConfiguration) throws -> [Scalar] {
    let ones = Matrix<Scalar>(repeating: 1, rows: a.columns, columns: 1)
    switch work {
    case .solve: return try a.solve(b, configuration: configuration).scalars()
    case .determinant: return [try a.determinant(configuration: configuration)]
    case .inverse: return (try a.inverse(configuration: configuration) * ones).scalars()
    case .cholesky: return (try Cholesky(a, configuration: configuration).lower() * ones).scalars()
    case .qr:
      let qr = try QR(a, configuration: configuration)
      return (qr.q() * (qr.r() * ones)).scalars() + qr.r().diagonal().map(\.magnitude)
    case .leastSquares: return try a.leastSquares(b, configuration: configuration).solution.scalars()
    case .symmetric:
      let eigen = try SymmetricEigen(a, configuration: configuration)
      return eigen.values + (try eigen.reconstructed() * ones).scalars()
    case .eigen:
      // Both parts of the eigenvalues, and the largest elements of A V - V W.
      let eigen = try Eigen(a, configuration: configuration)
      return eigen.values.real.sorted() + eigen.values.imaginary.sorted() + eigen.residuals(of: a).map { $0.norm(.max) }
    case .svd:
      let svd = try SVD(a, configuration: configuration)
      return svd.values + (try svd.reconstructed() * ones).scalars()
    case .singularValues: return try a.singularValues(configuration: configuration)
    }
  }
}
