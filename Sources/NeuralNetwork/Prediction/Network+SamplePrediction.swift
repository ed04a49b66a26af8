import LinearAlgebra

// Predictions for one sample on the calling thread, as a server does for a request.

extension Network {
  /// The output of the last layer for one sample: probabilities after a softmax, values after identity.
  ///
  /// With the Swift kernels the bits are those of the sample's row in a batch.
  ///
  /// - Parameters:
  ///   - sample: `inputs` features, as in the training data.
  ///   - configuration: the backend; one sample takes one thread.
  /// - Returns: `outputs` elements.
  /// - Precondition: `sample.count == inputs`.
  /// - Complexity: 2 `parameterCount` floating-point operations.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func predict(_ sample: [Scalar], configuration: ComputeConfiguration = .current) -> [Scalar] {
    var output = [Scalar](repeating: 0, count: outputs)
    var span = output.mutableSpan
    predict(sample.span, into: &span, configuration: configuration)
    return output
  }

  /// The same into existing memory; nothing is allocated, unless the thread predicts for the first time.
  ///
  /// Any number of threads may predict with one network at once.
  ///
  /// ```swift
  /// var probabilities = InlineArray<10, Float>(repeating: 0)
  /// var span = probabilities.mutableSpan
  /// network.predict(pixels.span, into: &span)
  /// ```
  ///
  /// - Parameters:
  ///   - sample: `inputs` features, as in the training data.
  ///   - output: `outputs` elements; they are not read.
  ///   - configuration: the backend; one sample takes one thread.
  /// - Precondition: `sample.count == inputs` and `output.count == outputs`.
  /// - Complexity: 2 `parameterCount` floating-point operations.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func predict(
    _ sample: Span<Scalar>, into output: inout MutableSpan<Scalar>, configuration: ComputeConfiguration = .current
  ) {
    requireFeatures(sample)
    let count = output.count
    require(count == outputs, "a prediction into \(count) elements: it has \(outputs)")
    sample.withRowView { sample in
      output.withRowView { predict(sample, into: $0, configuration) }
    }
  }

  /// The class of one sample, as of a row in a batch; nothing is allocated, unless the thread predicts for the first time.
  ///
  /// - Parameters:
  ///   - sample: `inputs` features, as in the training data.
  ///   - configuration: the backend; one sample takes one thread.
  /// - Precondition: `sample.count == inputs`, and the network has outputs and does not predict values.
  /// - Complexity: 2 `parameterCount` floating-point operations.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func classify(_ sample: Span<Scalar>, configuration: ComputeConfiguration = .current) -> Int {
    requireFeatures(sample)
    requireClasses()
    var found = 0
    sample.withRowView { sample in
      Scratch.outputs.withMatrix(rows: 1, columns: outputs) { (logits: MutableMatrixView<Scalar>) in
        predict(sample, into: logits, givesLogits: loss.takesLogits, configuration)
        found = loss.isBinary(outputs: outputs) ? Loss.side(logits[0, 0], of: 0) : logits.reading.argmax()
      }
    }
    return found
  }

  /// The class of one sample, as of a row in a batch.
  ///
  /// - Parameters:
  ///   - sample: `inputs` features, as in the training data.
  ///   - configuration: the backend; one sample takes one thread.
  /// - Precondition: `sample.count == inputs`, and the network has outputs and does not predict values.
  /// - Complexity: 2 `parameterCount` floating-point operations.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func classify(_ sample: [Scalar], configuration: ComputeConfiguration = .current) -> Int {
    classify(sample.span, configuration: configuration)
  }

  private func requireFeatures(_ sample: Span<Scalar>) {
    let count = sample.count
    require(count == inputs, "a sample of \(count) features for a network of \(inputs) inputs")
  }
}
