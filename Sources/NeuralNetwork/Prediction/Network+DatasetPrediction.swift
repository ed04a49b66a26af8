import LinearAlgebra

// Predictions for a data set, whose bytes are converted to features a block at a time.

extension Network {
  /// The output of the last layer for each sample: probabilities after a softmax, values after identity.
  ///
  /// The targets of the samples are ignored.
  ///
  /// - Parameters:
  ///   - data: m samples of `inputs` features.
  ///   - configuration: the backend and the threads.
  /// - Returns: m x `outputs`.
  /// - Precondition: `data.inputs == inputs`.
  /// - Complexity: 2 m `parameterCount` floating-point operations, in blocks of at most 512 samples.
  public func predict(_ data: Dataset<Scalar>, configuration: ComputeConfiguration = .current) -> Matrix<Scalar> {
    outputs(of: data, givesLogits: false, configuration)
  }

  /// The class of each sample, the same as in `evaluate`.
  ///
  /// - Parameters:
  ///   - data: m samples of `inputs` features.
  ///   - configuration: the backend and the threads.
  /// - Precondition: `data.inputs == inputs`, and the network has outputs and does not predict values.
  /// - Complexity: 2 m `parameterCount` floating-point operations, in blocks of at most 512 samples.
  public func classify(_ data: Dataset<Scalar>, configuration: ComputeConfiguration = .current) -> [Int] {
    requireClasses()
    return outputs(of: data, givesLogits: loss.takesLogits, configuration).withView { loss.classes($0) }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func outputs(
    of data: Dataset<Scalar>, givesLogits: Bool, _ configuration: ComputeConfiguration
  ) -> Matrix<Scalar> {
    require(data.inputs == inputs, "samples of \(data.inputs) features for a network of \(inputs) inputs")
    return .written(rows: data.count, columns: outputs) { output in
      if case .values(let features) = data.features {
        return features.withView { predict($0, into: output, givesLogits: givesLogits, configuration) }
      }
      let plan = Partition(m: data.count, n: parameterCount, k: 1, threads: configuration.threads)
      let (indices, own) = (data.allIndices, ComputeConfiguration(backend: configuration.backend, threads: 1))
      // Each member takes its samples through all layers, a block at a time.
      ThreadTeam.shared.run(plan.members) { part in
        let samples = plan.range(of: part)
        let block = MatrixBuffer<Scalar>(rows: min(samples.count, Self.evaluationBlock), columns: inputs)
        for start in stride(from: samples.lowerBound, to: samples.upperBound, by: Self.evaluationBlock) {
          let rows = start..<min(start + Self.evaluationBlock, samples.upperBound)
          let features = block.firstRows(rows.count)
          data.loadFeatures(indices[rows], 0..<rows.count, into: features)
          predict(features.reading, into: output.rows(rows), givesLogits: givesLogits, own)
        }
      }
    }
  }
}
