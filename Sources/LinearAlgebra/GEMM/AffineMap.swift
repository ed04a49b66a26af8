/// What follows an affine map, row by row.
package enum RowFunction: Sendable {
  case identity
  case rectifier
  case softmax
}

extension MutableMatrixView {
  /// Becomes function(x W + b): m x n of x, m x k, of `weights` W, k x n, and of `bias` b, 1 x n.
  ///
  /// One call from generic code: each costs a comparison of types, which for one sample add up to half of the time.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func set(
    _ function: RowFunction, ofAffine x: MatrixView<Scalar>, weights: borrowing Matrix<Scalar>,
    bias: borrowing Matrix<Scalar>, configuration: ComputeConfiguration
  ) {
    weights.withView { multiply(x.operand, $0.operand, into: self, configuration: configuration) }
    bias.withView { add(bias: $0, rectify: function == .rectifier) }
    if function == .softmax { softmax() }
  }
}
