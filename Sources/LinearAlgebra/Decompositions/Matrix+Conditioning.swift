extension Matrix {
  /// The number of singular values above `tolerance` times the largest.
  ///
  /// - Parameters:
  ///   - tolerance: the fraction of the largest value up to which a singular value counts as zero; by default the
  ///     scalar's `ulpOfOne` times max(rows, columns), or times 4 min(rows, columns) + max(rows, columns) / 128 if that
  ///     is less; at most 1/4.
  ///   - configuration: as of `SVD`.
  /// - Precondition: the tolerance is not negative and not NaN.
  /// - Throws: `notFinite`, `notConverged`.
  /// - Complexity: that of `singularValues(configuration:)`.
  /// - Note: NumPy's `matrix_rank`, whose tolerance is max(rows, columns) times `ulpOfOne`: for 2,000,000 rows of `Float` a
  ///   fourth of the largest value.
  public func rank(
    tolerance: Scalar? = nil, configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) -> Int {
    try scaledSingularValues(configuration).values.rank(tolerance ?? .rankTolerance(rows, columns))
  }

  /// The pseudoinverse of this m x n matrix, n x m; for a matrix of full rank its left, right or two-sided inverse.
  ///
  /// - Parameters:
  ///   - tolerance: singular values up to this fraction of the largest count as zero; by default that of
  ///     ``rank(tolerance:configuration:)``.
  ///   - configuration: as of `SVD`.
  /// - Precondition: the tolerance is not negative and not NaN.
  /// - Throws: `notFinite`, `notConverged`; `overflow` where an element is beyond the scalar's range.
  /// - Complexity: that of a thin `SVD`, and 2 m n rank floating-point operations.
  /// - Note: Moore & Penrose, by singular values: Golub & Van Loan, 4th ed., 5.5.2.
  public func pseudoinverse(
    tolerance: Scalar? = nil, configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) -> Matrix {
    // A singular value may be beyond the range although no element of the inverse is.
    let exponent = try largestFiniteMagnitude().excess(beyond: .limitOfSingularValues)
    var scaled = self
    scaled.scale(byPowerOfTwo: -exponent)
    let svd = try SVD(consuming: scaled, configuration: configuration)
    var inverse = try svd.pseudoinverse(tolerance: tolerance, on: configuration)
    inverse.scale(byPowerOfTwo: -exponent)
    return try inverse.checkingOverflow()
  }

  /// The largest singular value over the least: how much a relative error of B or A may grow in the X of A X = B.
  ///
  /// - Parameter configuration: as of `SVD`.
  /// - Precondition: the matrix is not empty.
  /// - Throws: `singular` where the least singular value is zero, or so small beside the largest that no power of two
  ///   brings both into the scalar's range; `notFinite`, `notConverged`; `overflow` where the number is beyond that range.
  /// - Complexity: that of `singularValues(configuration:)`.
  public func conditionNumber(configuration: ComputeConfiguration = .current) throws(DecompositionError) -> Scalar {
    require(count > 0, "the condition number of a \(shapeText) matrix: it is empty")
    let values = try scaledSingularValues(configuration).values
    if let index = values.firstZero { throw .singular(index: index) }
    let number = values[0] / values[values.count - 1]
    if !number.isFinite { throw .overflow }
    return number
  }

  /// The 2-norm, the largest singular value: `try a.norm(.two)`; 0 for an empty matrix.
  ///
  /// - Parameters:
  ///   - kind: `.two`, the only case.
  ///   - configuration: as of `SVD`.
  /// - Throws: `notFinite`, `notConverged`; `overflow` where it is beyond the scalar's range.
  /// - Complexity: that of `singularValues(configuration:)`.
  public func norm(
    _ kind: SpectralNorm, configuration: ComputeConfiguration = .current
  ) throws(DecompositionError) -> Scalar {
    try singularValues(configuration: configuration).first ?? 0
  }
}

/// The matrix norm that is computed from singular values.
public enum SpectralNorm: Sendable {
  /// The largest singular value: the largest factor by which the matrix lengthens a vector.
  case two
}
