import LinearAlgebra

/// Samples to learn from: features, and a label or target values for each; a value.
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
  /// The features of a sample.
  public let inputs: Int
  /// The classes of the labels, or the values of a target.
  public let outputs: Int

  /// Samples of bytes, each divided by `divisor` when it is used: 255 makes pixels 0...1.
  ///
  /// - Parameters:
  ///   - bytes: sample after sample.
  ///   - inputs: the bytes of one sample.
  ///   - divisor: what every byte is divided by.
  ///   - labels: the class of each sample.
  ///   - classes: their number.
  /// - Precondition: there are `inputs` bytes for each label, and labels lie in 0..<classes; a matrix can have a row of
  ///   `inputs` or of `classes` for each sample.
  public init(bytes: [UInt8], inputs: Int, divisor: Scalar = 255, labels: [Int], classes: Int) {
    require(inputs >= 1, "samples of \(inputs) bytes: at least 1 is needed")
    require(divisor.isFinite && divisor != 0, "bytes divided by \(divisor): it must be finite and not 0")
    require(
      bytes.count.isMultiple(of: inputs) && bytes.count / inputs == labels.count,
      "\(bytes.count) bytes for \(labels.count) labels in samples of \(inputs) bytes")
    self.init(
      features: .bytes(bytes, divisor: divisor), targets: .labels(labels), count: labels.count, inputs: inputs,
      outputs: classes)
    requireLabels(labels)
  }

  /// Samples in the rows of a matrix, with a class for each.
  ///
  /// - Parameters:
  ///   - features: one sample a row.
  ///   - labels: the class of each sample.
  ///   - classes: their number.
  /// - Precondition: there is a label for each row, and labels lie in 0..<classes; a matrix can have a row of `classes` for
  ///   each sample.
  public init(features: Matrix<Scalar>, labels: [Int], classes: Int) {
    require(features.rows == labels.count, "\(features.rows) samples and \(labels.count) labels")
    self.init(
      features: .values(features), targets: .labels(labels), count: features.rows, inputs: features.columns,
      outputs: classes)
    requireLabels(labels)
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
      outputs: targets.columns)
  }

  init(features: Features, targets: Targets, count: Int, inputs: Int, outputs: Int) {
    self.features = features
    self.targets = targets
    self.count = count
    self.inputs = inputs
    self.outputs = outputs
    // What a batch of all samples takes.
    _ = (Matrix<Scalar>.count(count, inputs), Matrix<Scalar>.count(count, outputs))
  }

  /// The samples in their order: 0 to `count - 1`.
  var allIndices: [Int] { Array(0..<arrayCount(count, of: Int.self)) }

  private func requireLabels(_ labels: [Int]) {
    if let index = labels.firstIndex(where: { $0 < 0 || $0 >= outputs }) {
      trap("label \(labels[index]) of sample \(index): classes are 0..<\(outputs)")
    }
  }
}
