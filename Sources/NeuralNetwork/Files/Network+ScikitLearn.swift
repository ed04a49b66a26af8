import LinearAlgebra
import TensorFiles

extension Network {
  /// The network of scikit-learn's `MLPClassifier` or `MLPRegressor`, from its `coefs_` and `intercepts_`.
  ///
  /// ```python
  /// for i, (w, b) in enumerate(zip(model.coefs_, model.intercepts_)):
  ///     np.save(f"coefs_{i}.npy", w)
  ///     np.save(f"intercepts_{i}.npy", b)
  /// ```
  ///
  /// - Parameters:
  ///   - coefficients: the weights of each layer, [inputs, outputs], as 32- or 64-bit floating-point numbers, rounded
  ///     to the nearest `Scalar`.
  ///   - intercepts: the bias of each layer, [outputs].
  ///   - activation: the activation of the hidden layers; ``Activation/sigmoid`` for `"logistic"`.
  ///   - loss: nil means ``Loss/crossEntropy`` if there is more than one output. A classifier of two classes has one
  ///     output, and ``Loss/binaryCrossEntropy``; a regressor has ``Loss/meanSquaredError``.
  /// - Throws: `TensorFileError` if the arrays have other elements or shapes, are inconsistent, or leave the loss
  ///   undetermined.
  public init(
    coefficients: [NPYArray], intercepts: [NPYArray], activation: Activation = .relu, loss: Loss? = nil
  ) throws(TensorFileError) {
    let name = coefficients.first?.name ?? "coefficients"
    func mismatch(_ problem: String) -> TensorFileError { TensorFileError(.mismatch, file: name, problem) }
    guard coefficients.count == intercepts.count, let last = intercepts.last else {
      throw mismatch(
        "\(coefficients.count) arrays of coefficients and \(intercepts.count) of intercepts: each layer needs one of "
          + "both"
      )
    }
    let loss = try UnsaidParts(layout: nil, activation: activation, loss: loss).loss(outputs: last.count, of: name)
    var layers = [Dense<Scalar>]()
    for (index, (weights, bias)) in zip(coefficients, intercepts).enumerated() {
      let shape = weights.shape
      guard shape.count == 2, shape[0] >= 1, shape[1] >= 1 else {
        throw TensorFileError(
          .mismatch, file: weights.name, "has shape \(shape), expected [inputs, outputs], each at least 1")
      }
      layers.append(
        Dense(
          weights: try weights.matrix(shape, rows: shape[0], columns: shape[1]),
          bias: try bias.matrix([shape[1]], rows: 1, columns: shape[1]),
          activation: index == coefficients.count - 1 ? loss.outputActivation : activation))
    }
    if let problem = Self.problem(layers, loss) { throw mismatch(problem) }
    self.init(layers: layers, loss: loss)
  }

  /// Reads `coefs_0.npy`, `intercepts_0.npy`, `coefs_1.npy`, ... of a folder, as
  /// ``init(coefficients:intercepts:activation:loss:)`` takes them.
  ///
  /// - Parameters:
  ///   - folder: the folder with the files.
  ///   - activation: the activation of the hidden layers; ``Activation/sigmoid`` for `"logistic"`.
  ///   - loss: nil takes ``Loss/crossEntropy`` where there is more than one output.
  /// - Throws: `TensorFileError` where a file is missing or cannot be read, or the arrays make no network.
  public init(
    scikitLearn folder: String, activation: Activation = .relu, loss: Loss? = nil
  ) throws(TensorFileError) {
    // The layers with a file of either kind, so that a missing one is reported, also in between.
    let last =
      fileNames(in: folder).compactMap { name in
        let parts = name.split(separator: "_", omittingEmptySubsequences: false)
        let isArray = parts.count == 2 && ["coefs", "intercepts"].contains(parts[0]) && parts[1].hasSuffix(".npy")
        return isArray ? Int(parts[1].dropLast(4)) : nil
      }.max() ?? 0
    var (coefficients, intercepts) = ([NPYArray](), [NPYArray]())
    for layer in 0...max(last, 0) {
      coefficients.append(try NPYArray(contentsOf: "\(folder)/coefs_\(layer).npy"))
      intercepts.append(try NPYArray(contentsOf: "\(folder)/intercepts_\(layer).npy"))
    }
    try self.init(coefficients: coefficients, intercepts: intercepts, activation: activation, loss: loss)
  }
}

extension NPYArray {
  /// The elements as a matrix, each rounded to the nearest.
  fileprivate func matrix<Scalar: BLASScalar>(
    _ shape: [Int], rows: Int, columns: Int
  ) throws(TensorFileError) -> Matrix<Scalar> {
    func elements<Element: NPYElement & BLASScalar>(_: Element.Type) throws(TensorFileError) -> Matrix<Scalar> {
      Matrix<Scalar>(
        try Matrix<Element>(rows: rows, columns: columns) { span throws(TensorFileError) in
          try appendElements(shape: shape, to: &span)
        })
    }
    return elementType == .float32 ? try elements(Float.self) : try elements(Double.self)
  }
}
