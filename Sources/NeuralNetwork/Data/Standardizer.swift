import LinearAlgebra

/// Standardizes features to mean 0 and standard deviation 1: z = (x - mean) / scale, feature by feature.
///
/// ```swift
/// network.standardizer = try Standardizer(fitting: training.featureMatrix())
/// ```
///
/// Where x - mean is beyond the scalar's range, z is infinite. scikit-learn's `StandardScaler`. A network with a
/// standardizer takes unstandardized features everywhere.
public struct Standardizer<Scalar: BLASScalar>: Hashable, Codable, Sendable {
  /// The mean that is subtracted from each feature, 1 x `inputs`.
  public let mean: Matrix<Scalar>
  /// The divisor of each feature, 1 x `inputs`.
  public let scale: Matrix<Scalar>

  /// The number of features.
  public var inputs: Int { mean.columns }

  /// A standardizer with given numbers.
  ///
  /// - Precondition: both are rows of one width, and all are finite; `scale` is above 0.
  public init(mean: Matrix<Scalar>, scale: Matrix<Scalar>) {
    if let problem = Self.problem(mean, scale) { trap(problem) }
    (self.mean, self.scale) = (mean, scale)
  }

  /// The mean and the population standard deviation of each feature of some samples; the scale of a feature that is constant
  /// up to the rounding of `Double` is 1.
  ///
  /// - Parameter features: one sample a row.
  /// - Precondition: there are samples.
  /// - Throws: `SampleError.notFinite` if a feature is not finite.
  /// - Complexity: three passes over the features.
  public init(fitting features: Matrix<Scalar>) throws(SampleError) {
    require(features.rows > 0, "a standardizer of no samples: at least 1 is needed")
    try features.withView { view throws(SampleError) in try view.requireFinite() }
    let (least, greatest) = (features.columnMinima().scalars(), features.columnMaxima().scalars())
    var (mean, scale) = (features.columnMeans(), features.columnStandardDeviations())
    for j in 0..<features.columns {
      let isTooSmall = least[j] != greatest[j] && Double(scale[0, j]) < Self.leastAccurateScale
      if !(mean[0, j].isFinite && scale[0, j].isFinite) || isTooSmall {
        // A sum overflows, or squares underflow: of features divided by a power of two none does.
        let largest = Swift.max(least[j].magnitude, greatest[j].magnitude)
        let unit = Scalar(sign: .plus, exponent: largest.exponent, significand: 1)
        let feature = features[0..<features.rows, j..<j + 1] / unit
        mean[0, j] = feature.columnMeans()[0, 0] * unit
        scale[0, j] = feature.columnStandardDeviations()[0, 0] * unit
      }
      // The mean of equal numbers may round to another number, and a deviation may underflow.
      if least[j] == greatest[j] { mean[0, j] = least[j] }
      // scikit-learn's bound for what rounding leaves of a constant.
      let rounding = Double(features.rows) * Double.ulpOfOne * Double(mean[0, j]).magnitude
      if least[j] == greatest[j] || Double(scale[0, j]) <= rounding { scale[0, j] = 1 }
    }
    self.init(mean: mean, scale: scale)
  }

  /// The deviation below which its squares, in Double, lose bits.
  private static var leastAccurateScale: Double { 0x1p-484 }

  /// The numbers in another scalar, each rounded to the nearest.
  ///
  /// - Precondition: they are finite there, and `scale` above 0.
  public init(_ other: Standardizer<some BLASScalar>) {
    self.init(mean: Matrix(other.mean), scale: Matrix(other.scale))
  }

  /// The standardized features, in the shape of `features`.
  ///
  /// - Parameter features: one sample a row, m x `inputs`.
  /// - Precondition: `features.columns == inputs`.
  public func apply(_ features: Matrix<Scalar>) -> Matrix<Scalar> {
    requireFeatures(features)
    return .written(rows: features.rows, columns: inputs) { output in features.withView { apply($0, into: output) } }
  }

  /// Standardizes features in place.
  ///
  /// - Parameter features: one sample a row, m x `inputs`.
  /// - Precondition: `features.columns == inputs`.
  public func apply(to features: inout Matrix<Scalar>) {
    requireFeatures(features)
    features.withMutableView { apply($0.reading, into: $0) }
  }

  /// The inverse of `apply`, up to rounding.
  ///
  /// - Parameter standardized: one sample a row, m x `inputs`.
  /// - Precondition: `standardized.columns == inputs`.
  public func undo(_ standardized: Matrix<Scalar>) -> Matrix<Scalar> {
    requireFeatures(standardized)
    return standardized .* scale + mean
  }

  /// Sets `output` to the standardized features; both may be the same memory.
  func apply(_ features: MatrixView<Scalar>, into output: MutableMatrixView<Scalar>) {
    mean.withView { output.set(.difference, features, $0) }
    scale.withView { output.set(.quotient, output.reading, $0) }
  }

  private func requireFeatures(_ features: Matrix<Scalar>) {
    let (rows, columns) = (features.rows, features.columns)
    require(columns == inputs, "samples of \(rows)x\(columns) for a standardizer of \(inputs) features")
  }

  /// Why these numbers make no standardizer; nil if they do.
  static func problem(_ mean: Matrix<Scalar>, _ scale: Matrix<Scalar>) -> String? {
    if mean.rows != 1 || scale.rows != 1 || mean.columns != scale.columns {
      return
        "a standardizer with a mean of \(mean.shapeText) and a scale of \(scale.shapeText): both must be rows of one width"
    }
    for j in 0..<mean.columns {
      if !mean[0, j].isFinite {
        return "a standardizer with a mean of \(mean[0, j]) of feature \(j): it must be finite"
      }
      if !(scale[0, j].isFinite && scale[0, j] > 0) {
        return "a standardizer with a scale of \(scale[0, j]) of feature \(j): it must be finite, above 0"
      }
    }
    return nil
  }
}

extension Standardizer {
  /// - Throws: `DecodingError` where the numbers make no standardizer.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: CodingKeys.self)
    mean = try container.decode(Matrix<Scalar>.self, forKey: .mean)
    scale = try container.decode(Matrix<Scalar>.self, forKey: .scale)
    try DecodingError.check(Self.problem(mean, scale), decoder)
  }
}

extension MatrixView {
  /// Throws where an element is NaN or infinite.
  func requireFinite() throws(SampleError) {
    if rows == 0 || columns == 0 || largestMagnitude().isFinite { return }
    for i in 0..<rows {
      for j in 0..<columns where !self[i, j].isFinite {
        throw .notFinite(row: i, feature: j, value: Double(self[i, j]))
      }
    }
  }
}
