import LinearAlgebra

extension Loss {
  /// The number of classes for this number of outputs: two if the single output is the probability of the second; nil
  /// if outputs are values.
  func classCount(outputs: Int) -> Int? {
    switch self {
    case .crossEntropy: outputs
    case .binaryCrossEntropy: isBinary(outputs: outputs) ? 2 : outputs
    case .meanSquaredError: nil
    }
  }

  /// The number of classes if each sample belongs to exactly one, so that predictions can be compared with truths; nil
  /// otherwise.
  func exclusiveClassCount(outputs: Int) -> Int? {
    self == .crossEntropy || isBinary(outputs: outputs) ? classCount(outputs: outputs) : nil
  }

  /// Whether the only output is the probability of the second of two classes.
  func isBinary(outputs: Int) -> Bool { self == .binaryCrossEntropy && outputs == 1 }

  /// The class of each row of logits, or of targets; of a single one, the second where it is above `limit`: a half for
  /// targets, and 0 for logits, whose sigmoid is a half there.
  func classes<Scalar>(_ rows: MatrixView<Scalar>, limit: Scalar = 0) -> [Int] {
    isBinary(outputs: rows.columns) ? (0..<rows.rows).map { Self.side(rows[$0, 0], of: limit) } : rows.rowArgmax()
  }

  /// The second of two classes if the number is above the limit, else the first, also for NaN.
  static func side<Scalar: BLASScalar>(_ number: Scalar, of limit: Scalar) -> Int { number > limit ? 1 : 0 }
}
