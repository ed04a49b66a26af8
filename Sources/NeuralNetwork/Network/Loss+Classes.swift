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

  /// The class of each row of logits.
  func classes<Scalar>(ofLogits logits: MatrixView<Scalar>) -> [Int] {
    // A sigmoid is above a half where its logit is above 0.
    isBinary(outputs: logits.columns) ? (0..<logits.rows).map { Self.side(logits[$0, 0], of: 0) } : logits.rowArgmax()
  }

  /// The class of each row of targets.
  func classes<Scalar>(ofTargets targets: MatrixView<Scalar>) -> [Int] {
    isBinary(outputs: targets.columns)
      ? (0..<targets.rows).map { Self.side(targets[$0, 0], of: 0.5) } : targets.rowArgmax()
  }

  /// The second of two classes if the number is above the limit, else the first, also for NaN.
  static func side<Scalar: BLASScalar>(_ number: Scalar, of limit: Scalar) -> Int { number > limit ? 1 : 0 }
}
