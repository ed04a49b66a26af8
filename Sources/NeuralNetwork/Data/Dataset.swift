import LinearAlgebra

/// Samples to learn from: features, and a label or target values for each; a value.
///
/// ```swift
/// let data = Dataset(
///   features: x, labels: y, classes: 3, classNames: ["setosa", "versicolor", "virginica"])
/// let (training, testing) = data.holdingOut(fraction: 0.2, stratified: true)
/// let first = testing[..<10]
/// ```
///
/// Bytes (pixels) stay bytes until a batch is gathered, which takes a quarter of the memory of `Float`.
public struct Dataset<Scalar: BLASScalar>: Sendable {
  enum Features: Sendable {
    case bytes([UInt8], divisor: Scalar)
    case values(Matrix<Scalar>)
  }

  enum Targets: Sendable {
    case labels([Int])
    case values(Matrix<Scalar>)
  }

  let features: Features
  let targets: Targets
  /// The number of samples.
  public let count: Int
  /// The number of features of a sample.
  public let inputs: Int
  /// The number of classes, or of values of a target.
  public let outputs: Int
  /// The name of each class, if they were given.
  public let classNames: [String]?

  /// The class of each sample; nil if samples have target values.
  public var labels: [Int]? { if case .labels(let labels) = targets { labels } else { nil } }

  /// Samples of bytes, each divided by `divisor` when it is used: 255 makes pixels 0...1.
  ///
  /// - Parameters:
  ///   - bytes: sample after sample.
  ///   - inputs: the number of bytes of one sample.
  ///   - divisor: the divisor of every byte.
  ///   - labels: the class of each sample.
  ///   - classes: the number of classes.
  ///   - classNames: the names of the classes.
  /// - Precondition: there are `inputs` bytes for each label, and labels lie in 0..<classes; there are as many names as
  ///   classes; a matrix can have a row of `inputs` or of `classes` for each sample.
  public init(
    bytes: [UInt8], inputs: Int, divisor: Scalar = 255, labels: some Collection<Int>, classes: Int,
    classNames: [String]? = nil
  ) {
    require(inputs >= 1, "samples of \(inputs) bytes: at least 1 is needed")
    require(divisor.isFinite && divisor != 0, "bytes divided by \(divisor): it must be finite and not 0")
    require(
      bytes.count.isMultiple(of: inputs) && bytes.count / inputs == labels.count,
      "\(bytes.count) bytes for \(labels.count) labels in samples of \(inputs) bytes")
    self.init(
      features: .bytes(bytes, divisor: divisor), targets: .labels(Array(labels)), count: labels.count, inputs: inputs,
      outputs: classes, classNames: classNames)
    requireLabels()
  }

  /// Samples in the rows of a matrix, with a class for each.
  ///
  /// - Parameters:
  ///   - features: one sample a row.
  ///   - labels: the class of each sample.
  ///   - classes: the number of classes.
  ///   - classNames: the names of the classes.
  /// - Precondition: there is a label for each row, and labels lie in 0..<classes; there are as many names as classes; a
  ///   matrix can have a row of `classes` for each sample.
  public init(
    features: Matrix<Scalar>, labels: some Collection<Int>, classes: Int, classNames: [String]? = nil
  ) {
    require(features.rows == labels.count, "\(features.rows) samples and \(labels.count) labels")
    self.init(
      features: .values(features), targets: .labels(Array(labels)), count: features.rows, inputs: features.columns,
      outputs: classes, classNames: classNames)
    requireLabels()
  }

  /// Samples in the rows of a matrix, with the values to predict for each: numbers, or the probabilities of classes.
  ///
  /// - Parameters:
  ///   - features: one sample a row.
  ///   - targets: the values for each sample, in a row.
  /// - Precondition: both have the same number of rows.
  public init(features: Matrix<Scalar>, targets: Matrix<Scalar>) {
    require(features.rows == targets.rows, "\(features.rows) samples and \(targets.rows) rows of targets")
    self.init(
      features: .values(features), targets: .values(targets), count: features.rows, inputs: features.columns,
      outputs: targets.columns, classNames: nil)
  }

  init(features: Features, targets: Targets, count: Int, inputs: Int, outputs: Int, classNames: [String]?) {
    (self.features, self.targets, self.count, self.inputs) = (features, targets, count, inputs)
    (self.outputs, self.classNames) = (outputs, classNames)
    // The matrices for a batch of all samples.
    _ = (Matrix<Scalar>.count(count, inputs), Matrix<Scalar>.count(count, outputs))
  }

  /// The indices of all samples: 0 to `count - 1`.
  var allIndices: [Int] { Array(0..<arrayCount(count, of: Int.self)) }

  private func requireLabels() {
    if let classNames {
      require(classNames.count == outputs, "\(classNames.count) names for \(outputs) classes")
    }
    if let labels, let index = labels.firstIndex(where: { $0 < 0 || $0 >= outputs }) {
      trap("label \(labels[index]) of sample \(index): classes are 0..<\(outputs)")
    }
  }
}
