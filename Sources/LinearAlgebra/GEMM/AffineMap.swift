extension MutableMatrixView {
  /// Becomes x W + b, m x n, of x, m x k, of `weights` W, k x n, and of `bias` b, 1 x n; then max(element, 0) where
  /// `rectify` is set.
  ///
  /// One call from generic code: each costs a comparison of types, which for one sample add up to half of the time.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func set(
    affineOf x: MatrixView<Scalar>, weights: borrowing Matrix<Scalar>, bias: borrowing Matrix<Scalar>, rectify: Bool,
    configuration: ComputeConfiguration
  ) {
    weights.withView { multiply(x.operand, $0.operand, into: self, configuration: configuration) }
    bias.withView { add(bias: $0, rectify: rectify) }
  }
}
