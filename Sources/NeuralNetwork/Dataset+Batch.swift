import LinearAlgebra

extension Dataset {
  /// Puts the samples of `rows`, at their `indices`, into the rows of the workspace's input and targets.
  func load(_ indices: ArraySlice<Int>, _ rows: Range<Int>, into workspace: Workspace<Scalar>) {
    let indices = indices[indices.startIndex + rows.lowerBound..<indices.startIndex + rows.upperBound]
    let (input, target) = (workspace.input.view.rows(rows), workspace.targets.view.rows(rows))
    switch features {
    case .bytes(let bytes, let divisor): input.gather(indices, of: bytes, divisor: divisor)
    case .values(let matrix): matrix.withView { input.gather(indices, of: $0) }
    }
    switch targets {
    case .labels(let labels): target.gatherOneHot(indices, of: labels)
    case .values(let matrix): matrix.withView { target.gather(indices, of: $0) }
    }
  }

  /// Traps where the data set does not fit the network.
  func requireFit(_ network: Network<Scalar>) {
    require(inputs == network.inputs, "samples of \(inputs) features for a network of \(network.inputs) inputs")
    require(outputs == network.outputs, "targets of \(outputs) values for a network of \(network.outputs) outputs")
  }

  /// The features as the network sees them, one sample a row: `count` x `inputs`.
  ///
  /// Bytes are converted: four times their memory for `Float`.
  public func featureMatrix() -> Matrix<Scalar> {
    switch features {
    case .values(let matrix): return matrix
    case .bytes(let bytes, let divisor):
      var matrix = Matrix<Scalar>.zeros(rows: count, columns: inputs)
      matrix.withMutableView { $0.gather(Array(0..<count)[...], of: bytes, divisor: divisor) }
      return matrix
    }
  }

  /// The targets as the network sees them, one sample a row: `count` x `outputs`, one-hot for labels.
  public func targetMatrix() -> Matrix<Scalar> {
    switch targets {
    case .values(let matrix): matrix
    case .labels(let labels): .oneHot(labels, classes: outputs)
    }
  }
}

extension Matrix {
  /// One row for each label: zeros, with a one in the label's column.
  ///
  /// - Precondition: labels lie in 0..<classes.
  public static func oneHot(_ labels: [Int], classes: Int) -> Matrix {
    var matrix = Matrix.zeros(rows: labels.count, columns: classes)
    for (row, label) in labels.enumerated() {
      require(label >= 0 && label < classes, "label \(label) of sample \(row): classes are 0..<\(classes)")
      matrix[row, label] = 1
    }
    return matrix
  }
}
