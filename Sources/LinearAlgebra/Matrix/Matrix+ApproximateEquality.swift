extension Matrix {
  /// Whether this matrix and `other` are equal up to a fraction of their largest element:
  /// max|a - b| <= relativeTolerance * max(max|a|, max|b|, leastNormalMagnitude).
  ///
  /// The distance is that of the whole matrix, not of each element: an element that ought to be zero carries the
  /// rounding errors of the large ones around it.
  ///
  /// - Parameters:
  ///   - other: a matrix; of another shape it is never equal.
  ///   - relativeTolerance: by default the square root of the scalar's `ulpOfOne`: half of the digits agree.
  /// - Returns: false if an element is NaN, or a difference is beyond the scalar's range. An infinite element equals only
  ///   itself, and is ignored in the maxima.
  /// - Precondition: the tolerance is not negative and not NaN.
  /// - Note: the semantics of swift-numerics, in the maximum norm.
  public func isApproximatelyEqual(
    to other: Matrix, relativeTolerance: Scalar = Scalar.ulpOfOne.squareRoot()
  ) -> Bool {
    // Subnormal noise about zero is equal to zero.
    isApproximatelyEqual(
      to: other, absoluteTolerance: relativeTolerance * .leastNormalMagnitude, relativeTolerance: relativeTolerance)
  }

  /// Whether this matrix and `other` are equal up to a distance or a part of their largest element, whichever is more:
  /// max|a - b| <= max(absoluteTolerance, relativeTolerance * max(max|a|, max|b|)).
  ///
  /// - Parameters:
  ///   - other: a matrix; of another shape it is never equal.
  ///   - absoluteTolerance: in the units of the elements.
  ///   - relativeTolerance: by default 0.
  /// - Returns: false if an element is NaN, or a difference is beyond the scalar's range. An infinite element equals only
  ///   itself, and is ignored in the maxima.
  /// - Precondition: neither tolerance is negative or NaN.
  public func isApproximatelyEqual(
    to other: Matrix, absoluteTolerance: Scalar, relativeTolerance: Scalar = 0
  ) -> Bool {
    require(
      absoluteTolerance >= 0 && relativeTolerance >= 0,
      "approximate equality within \(absoluteTolerance) or \(relativeTolerance) of the largest: negative or NaN")
    guard let (difference, magnitude) = withView({ a in other.withView { a.distance(to: $0) } }) else { return false }
    return difference <= Swift.max(absoluteTolerance, relativeTolerance * magnitude)
  }
}
