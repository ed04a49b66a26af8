/// A v = lambda v of a general square matrix: eigenvalues and eigenvectors, real or in conjugate pairs.
///
/// A is n x n. Complex results are given as real and imaginary parts. The eigenvalues of a conjugate pair are adjacent,
/// the one with positive imaginary part first; they are not sorted otherwise. Each vector has Euclidean norm 1, and its
/// largest element is real. For values alone use `Matrix.eigenvalues`, for a symmetric matrix `SymmetricEigen`.
///
/// - Note: LAPACK `geev`, or the same in Swift; Golub & Van Loan, 4th ed., 7.5. A^T has the eigenvalues of A, but other
///   vectors: A is transposed once, n^2 of 25 n^3.
public struct Eigen<Scalar: BLASScalar>: Sendable {
  /// The eigenvalues, n real and n imaginary parts.
  ///
  /// An imaginary part that underflows is 0; the vectors of such a pair are still complex.
  public let values: (real: [Scalar], imaginary: [Scalar])
  /// Whether eigenvalue j is the first of a conjugate pair.
  let startsPair: [Bool]
  /// Row j is LAPACK's column j: a real vector, or the real and then the imaginary part of a pair.
  let packedRight: Matrix<Scalar>
  private let packedLeft: Matrix<Scalar>?

  /// Decomposes `a`, n x n.
  ///
  /// - Parameters:
  ///   - a: any square matrix.
  ///   - leftVectors: whether `leftVectors` are computed too.
  ///   - configuration: the provider (LAPACK or the routines in Swift) and the number of threads.
  /// - Precondition: `a` is square.
  /// - Throws: `notFinite`; `notConverged`; `overflow` where a value is beyond the scalar's range.
  /// - Complexity: about 25 n^3 floating-point operations; a copy of A, n x n vectors and a workspace.
  public init(
    _ a: Matrix<Scalar>, leftVectors: Bool = false, configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) {
    try self.init(consuming: a, leftVectors: leftVectors, configuration: configuration)
  }

  /// Decomposes as `init(_:leftVectors:configuration:)` does, destroying the contents of `a` if its memory is not shared.
  ///
  /// - Precondition: `a` is square.
  /// - Throws: as `init(_:leftVectors:configuration:)`.
  /// - Complexity: as `init(_:leftVectors:configuration:)`, without the copy.
  public init(
    consuming a: consuming Matrix<Scalar>, leftVectors: Bool = false, configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) {
    require(a.rows == a.columns, "the eigenvalues of a \(a.shapeText) matrix: it is not square")
    let largest = try a.largestFiniteMagnitude()
    let n = a.rows
    var work = a.packing()
    var right = Matrix<Scalar>.zeros(rows: n, columns: n)
    var left = Matrix<Scalar>.zeros(rows: leftVectors ? n : 0, columns: leftVectors ? n : 0)
    var startsPair = [Bool]()
    let routines = Scalar.routines(configuration, for: .eigen, rows: n, columns: n)
    values = try work.eigenvalues(scaledBy: largest.excess(beyond: .limitOfSingularValues)) { a, real, imaginary in
      let unconverged = right.withMutableView { right in
        left.withMutableView { left in
          routines.decompose(
            a, real: &real, imaginary: &imaginary, left: leftVectors ? left : nil, right: right)
        }
      }
      // The imaginary part may underflow to 0 when it is scaled back.
      startsPair = imaginary.map { $0 > 0 }
      return unconverged
    }
    self.startsPair = startsPair
    if !right.isFinite || !left.isFinite { throw .overflow }
    packedRight = right
    packedLeft = leftVectors ? left : nil
  }

  /// The rows and columns of A, n.
  public var order: Int { values.real.count }

  /// The eigenvectors v, A v = lambda v, n x n: column j belongs to eigenvalue j.
  ///
  /// - Complexity: O(n^2), two matrices and their transposes.
  public func vectors() -> (real: Matrix<Scalar>, imaginary: Matrix<Scalar>) { unpacked(packedRight) }

  /// The left eigenvectors u, u^H A = lambda u^H, n x n: column j belongs to eigenvalue j; nil if they were not
  /// requested.
  ///
  /// - Complexity: O(n^2), two matrices and their transposes.
  public func leftVectors() -> (real: Matrix<Scalar>, imaginary: Matrix<Scalar>)? { packedLeft.map(unpacked) }

  private func unpacked(_ packed: Matrix<Scalar>) -> (real: Matrix<Scalar>, imaginary: Matrix<Scalar>) {
    var (real, imaginary) = (packed, Matrix<Scalar>.zeros(rows: order, columns: order))
    for j in 0..<order where startsPair[j] {
      real[j + 1...j + 1, ...] = packed.row(j)
      imaginary[j...j, ...] = packed.row(j + 1)
      imaginary[j + 1...j + 1, ...] = -packed.row(j + 1)
    }
    return (real.packing(), imaginary.packing())
  }
}

extension Matrix {
  /// The eigenvalues of this n x n matrix, n real and n imaginary parts; conjugate pairs are adjacent.
  ///
  /// - Parameter configuration: as of `Eigen`.
  /// - Precondition: the matrix is square.
  /// - Throws: `notFinite`; `notConverged`; `overflow` where a value is beyond the scalar's range.
  /// - Complexity: about 10 n^3 floating-point operations; a copy of the matrix and a workspace.
  /// - Note: LAPACK `geev` without vectors, or the same in Swift, of the transpose, which has the same eigenvalues: nothing
  ///   is transposed.
  public func eigenvalues(
    configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) -> (real: [Scalar], imaginary: [Scalar]) {
    require(rows == columns, "the eigenvalues of a \(shapeText) matrix: it is not square")
    let exponent = try largestFiniteMagnitude().excess(beyond: .limitOfSingularValues)
    var work = self
    let routines = Scalar.routines(configuration, for: .eigen, rows: rows, columns: columns)
    return try work.eigenvalues(scaledBy: exponent) { a, real, imaginary in
      routines.decompose(a, real: &real, imaginary: &imaginary, left: nil, right: nil)
    }
  }

  /// The eigenvalues that `decompose` finds for this matrix / 2^exponent, scaled back; destroys the matrix.
  fileprivate mutating func eigenvalues(
    scaledBy exponent: Int,
    _ decompose: (MutableMatrixView<Scalar>, _ real: inout [Scalar], _ imaginary: inout [Scalar]) -> Int
  ) throws(DecompositionError) -> (real: [Scalar], imaginary: [Scalar]) {
    var real = [Scalar](repeating: 0, count: rows)
    var imaginary = real
    if rows == 0 { return (real, imaginary) }
    let unconverged = withMutableView { view in
      view.scale(byPowerOfTwo: -exponent)
      return decompose(view, &real, &imaginary)
    }
    if unconverged > 0 { throw .notConverged(count: unconverged) }
    if !real.isFinite || !imaginary.isFinite { throw .overflow }
    return (try real.scaled(byPowerOfTwo: exponent), try imaginary.scaled(byPowerOfTwo: exponent))
  }
}
