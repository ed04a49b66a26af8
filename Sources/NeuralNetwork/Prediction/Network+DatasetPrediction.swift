import LinearAlgebra

// Predictions for a data set, whose bytes are converted to features a block at a time.

extension Network {
  /// The output of the last layer for each of m samples, whose targets are ignored: m x `outputs` probabilities after a
  /// softmax, values after identity.
  ///
  /// - Precondition: `data.inputs == inputs`.
  /// - Complexity: 2 m `parameterCount` floating-point operations, in blocks of at most 512 samples.
  public func predict(_ data: Dataset<Scalar>, configuration: ComputeConfiguration = .current) -> Matrix<Scalar> {
    outputs(of: data, givesLogits: false, configuration)
  }

  /// The class of each of m samples, the same as in `evaluate`.
  ///
  /// - Precondition: `data.inputs == inputs`, and the network does not predict values.
  /// - Complexity: 2 m `parameterCount` floating-point operations, in blocks of at most 512 samples.
  public func classify(_ data: Dataset<Scalar>, configuration: ComputeConfiguration = .current) -> [Int] {
    requireClasses()
    return outputs(of: data, givesLogits: loss.takesLogits, configuration).withView { loss.classes(ofLogits: $0) }
  }

  private func outputs(
    of data: Dataset<Scalar>, givesLogits: Bool, _ configuration: ComputeConfiguration
  ) -> Matrix<Scalar> {
    require(data.inputs == inputs, "samples of \(data.inputs) features for a network of \(inputs) inputs")
    return .written(rows: data.count, columns: outputs) { output in
      if case .values(let features) = data.features {
        return features.withView { predict($0, into: output, givesLogits: givesLogits, configuration) }
      }
      let plan = Partition(m: data.count, n: parameterCount, k: 1, threads: configuration.threads)
      let pass = BytePass(
        network: self, data: data, indices: data.allIndices, plan: plan, output: output, givesLogits: givesLogits,
        configuration: ComputeConfiguration(backend: configuration.backend, threads: 1))
      ThreadTeam.shared.run(plan.members, pass)
    }
  }
}

/// Predicts samples of bytes: each member takes its own through all layers, a block at a time.
private struct BytePass<Scalar: BLASScalar>: TeamJob {
  let network: Network<Scalar>
  let data: Dataset<Scalar>
  let indices: [Int]
  let plan: Partition
  let output: MutableMatrixView<Scalar>
  let givesLogits: Bool
  let configuration: ComputeConfiguration

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func run(part: Int) {
    let samples = plan.range(of: part)
    let block = MatrixBuffer<Scalar>(
      rows: min(samples.count, Network<Scalar>.evaluationBlock), columns: network.inputs)
    var start = samples.lowerBound
    while start < samples.upperBound {
      let rows = start..<min(start + block.rows, samples.upperBound)
      let features = block.firstRows(rows.count)
      data.loadFeatures(indices[rows], 0..<rows.count, into: features)
      network.predict(features.reading, into: output.rows(rows), givesLogits: givesLogits, configuration)
      start = rows.upperBound
    }
  }
}
