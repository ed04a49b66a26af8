/// A norm of an m x n matrix that needs no decomposition.
public enum MatrixNorm: String, CaseIterable, Sendable {
  /// The largest sum of the magnitudes of a column.
  case one
  /// The largest sum of the magnitudes of a row.
  case infinity
  /// The square root of the sum of all squares; for a row or a column its Euclidean norm.
  case frobenius
  /// The largest magnitude; not submultiplicative.
  case max
}

extension Matrix {
  /// A norm of this matrix; 0 for an empty one.
  ///
  /// No intermediate result overflows or vanishes: norms of huge or subnormal elements are as accurate as others.
  ///
  /// - Returns: a relative error of at most (rows + columns) 2^-53 and one rounding to the scalar (`frobenius`: `count`
  ///   2^-53); infinite if the norm is beyond the scalar's range or an element is infinite; NaN if an element is NaN.
  /// - Complexity: O(count), additions in Double in an order fixed by the shape.
  /// - Note: LAPACK `lange`. The 2-norm is `norm(.two)`.
  public func norm(_ norm: MatrixNorm = .frobenius) -> Scalar {
    withView { view in
      let largest = view.largestMagnitude()
      if norm == .max || largest == 0 || !largest.isFinite { return largest }
      return switch norm {
      case .one: Scalar(view.columnMagnitudeSums().reduce(0) { Swift.max($0, $1) })
      case .infinity: Scalar(view.rowMagnitudeSums().reduce(0) { Swift.max($0, $1) })
      case .frobenius: view.frobeniusNorm(largest: largest)
      case .max: largest
      }
    }
  }
}

extension MatrixView {
  /// The sum of the magnitudes of each column, in Double.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func columnMagnitudeSums() -> [Double] {
    var sums = [Double](repeating: 0, count: columns)
    // In bounds: each row has `columns` elements; likewise below.
    for i in 0..<rows { for j in 0..<columns { unsafe sums[j] += Double(base[i * stride + j].magnitude) } }
    return sums
  }

  /// The sum of the magnitudes of each row, in Double.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func rowMagnitudeSums() -> [Double] {
    (0..<rows).map { i in
      var sum = 0.0
      for j in 0..<columns { unsafe sum += Double(base[i * stride + j].magnitude) }
      return sum
    }
  }

  /// The Frobenius norm of elements with a known largest magnitude, not zero.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func frobeniusNorm(largest: Scalar) -> Scalar {
    // Squares of Floats are in the range of Double; a Double is scaled to near 1, in two factors, since 2^1074 is
    // beyond Double.
    let exponent = Int(largest.exponent)
    let (half, rest) = (-exponent / 2, -exponent - -exponent / 2)
    let factors = (
      Double(sign: .plus, exponent: half, significand: 1), Double(sign: .plus, exponent: rest, significand: 1)
    )
    var sum = 0.0
    for i in 0..<rows {
      for j in 0..<columns {
        let x = unsafe Double(base[i * stride + j]) * factors.0 * factors.1
        sum += x * x
      }
    }
    return Scalar(sign: .plus, exponent: largest.exponent, significand: Scalar(sum.squareRoot()))
  }
}
