import LinearAlgebra

// What a run needs of its trainer for each step.

extension Trainer {
  /// What a step does that follows `steps` others.
  func update(after steps: Int, stepsPerEpoch: Int) -> ParameterUpdate {
    let count = epochs > .max / stepsPerEpoch ? .max : epochs * stepsPerEpoch
    let rate = optimizer.learningRate * schedule.factor(step: steps, of: count)
    return ParameterUpdate(
      rule: optimizer.rule, clipping: clipping, step: UpdateStep(number: steps + 1, rate: rate),
      averageRate: average?.rate(step: steps + 1))
  }

  /// The memory of steps on batches of up to `batch` samples.
  func workspace<Scalar>(
    _ network: Network<Scalar>, batch: Int, group: (any ProcessGroup)?
  ) -> Workspace<Scalar> {
    let rows = (batch + shards - 1) / shards
    return Workspace(
      network, StepPlan(network, batch: rows, threads: configuration.threads), rows: rows,
      update: update(after: 0, stepsPerEpoch: 1), masks: dropout.map { DropoutMasks($0, seed: seed, for: network) },
      deformsImages: augmentation != nil, shards: shards, group: group)
  }
}
