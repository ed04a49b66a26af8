import LinearAlgebra

// Dropout's part in a step, on what its caller, a member, owns.

extension Workspace {
  /// Sets features of the `samples` to zero, in the member's copy of the batch.
  func dropFeatures(_ samples: Range<Int>, step: Int, member: Int) {
    guard let mask = masks?.inputs(step: step) else { return }
    let features = inputs[min(member, inputs.count - 1)].view.rows(samples)
    mask.apply(to: features.reading, into: features, row: firstSample + samples.lowerBound, column: 0)
  }

  /// Hands the outputs `columns` of layer `index` on to the layer above, dropped units as zero.
  func dropOutputs(_ index: Int, _ samples: Range<Int>, _ columns: Range<Int>, step: Int, member: Int) {
    guard let mask = mask(index, step: step) else { return }
    mask.apply(
      to: outputs[index].view(samples, columns, for: member).reading,
      into: inputsAbove[index].view(samples, columns, for: member), row: firstSample + samples.lowerBound,
      column: columns.lowerBound)
  }

  /// Puts the panels of layer `index` together for members that need all outputs of some samples: what the layer above
  /// reads, and what the gradient is taken back by.
  func collectOutputs(_ index: Int, _ samples: Range<Int>, for member: Int) {
    inputsAbove[index].collect(samples, for: member)
    if isDropped(index) { outputs[index].collect(samples, for: member) }
  }

  /// Takes the gradient for what was handed on back to the outputs `columns` of layer `index`.
  func dropGradient(_ index: Int, _ samples: Range<Int>, _ columns: Range<Int>, step: Int, member: Int) {
    guard let mask = mask(index, step: step) else { return }
    let gradient = deltas[index].view(samples, columns, for: member)
    mask.apply(to: gradient.reading, into: gradient, row: firstSample + samples.lowerBound, column: columns.lowerBound)
  }

  /// The mask of layer `index`; nil where all its units are used.
  private func mask(_ index: Int, step: Int) -> DropoutMask? {
    isDropped(index) ? masks?.hidden(index, step: step) : nil
  }

  /// Whether units of layer `index` are dropped: never those of the last one.
  private func isDropped(_ index: Int) -> Bool { index < layers.count - 1 && (masks?.rate(index) ?? 0) > 0 }
}
