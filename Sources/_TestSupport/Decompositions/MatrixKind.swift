import LinearAlgebra

/// The kinds of matrices that decompositions are tested on.
public enum MatrixKind: String, CaseIterable, Sendable {
  /// Uniform in -1..<1.
  case random
  /// Random elements whose size falls along rows and columns, by 2^24 altogether for Float and 2^53 for Double.
  case graded
  /// 1 / (i + j + s), whose condition grows like 33^n.
  case hilbert
  /// The product of small integers, of half the rank that the shape allows: exactly singular.
  case rankDeficient
  /// Every element is below the least normal number.
  case subnormal
  /// The largest elements are 2^-8 of the largest number, so that sums of squares overflow and row sums do not.
  case huge

  /// A matrix of this kind.
  public func matrix<Scalar: BLASScalar>(
    _: Scalar.Type = Scalar.self, rows: Int, columns: Int, using generator: inout SeededGenerator
  ) -> Matrix<Scalar> {
    let random = Matrix<Scalar>.uniform(rows: rows, columns: columns, in: -1..<1, using: &generator)
    switch self {
    case .random: return random
    case .graded:
      let digits = Double(Scalar.significandBitCount + 1)
      let span = Double(max(rows + columns - 2, 1))
      let descends = Bool.random(using: &generator)
      return Matrix(rows: rows, columns: columns) { i, j in
        let step = descends ? i + j : rows + columns - 2 - i - j
        return random[i, j].scaled(-Int(Double(step) / span * digits))
      }
    case .hilbert:
      let shift = Int.random(in: 1...8, using: &generator)
      return Matrix(rows: rows, columns: columns) { i, j in 1 / Scalar(i + j + shift) }
    case .rankDeficient:
      let rank = min(rows, columns) / 2
      func integers(_ rows: Int, _ columns: Int) -> Matrix<Scalar> {
        Matrix(rows: rows, columns: columns) { _, _ in Scalar(Int.random(in: -3...3, using: &generator)) }
      }
      return integers(rows, rank) * integers(rank, columns)
    case .subnormal: return random.map { $0.scaled(Int(Scalar.leastNormalMagnitude.exponent) - 1) }
    case .huge: return random.map { $0.scaled(Int(Scalar.greatestFiniteMagnitude.exponent) - 8) }
    }
  }

  /// A symmetric matrix of this kind.
  public func symmetric<Scalar: BLASScalar>(
    _: Scalar.Type = Scalar.self, order: Int, using generator: inout SeededGenerator
  ) -> Matrix<Scalar> {
    if self == .rankDeficient {
      let half = Matrix<Scalar>(rows: order, columns: order / 2) { _, _ in
        Scalar(Int.random(in: -3...3, using: &generator))
      }
      return half * half.t
    }
    let a = matrix(Scalar.self, rows: order, columns: order, using: &generator)
    return Matrix(rows: order, columns: order) { i, j in i >= j ? a[i, j] : a[j, i] }
  }
}

extension BinaryFloatingPoint {
  /// This number times 2^exponent.
  public func scaled(_ exponent: Int) -> Self { Self(sign: .plus, exponent: Exponent(exponent), significand: self) }
}
