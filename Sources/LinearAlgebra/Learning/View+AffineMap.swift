extension MutableMatrixView {
  /// Sets this m x n matrix to x W + b for x, m x k, `weights` W, k x n, and `bias` b, 1 x n; then to max(element, 0)
  /// if `rectify` is set.
  ///
  /// It is one call from generic code, since each such call costs a comparison of types: for one sample these would be
  /// half of the time.
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
