import LinearAlgebra

// What the members of a team do between two waits for each other.

extension TrainingStep {
  /// A member's samples of the batch, deformed. All members need them: each gathers the whole batch for its outputs.
  struct Deformation: TeamJob {
    let step: TrainingStep
    let deformer: ImageDeformer
    let images: ImageRows
    let indices: ArraySlice<Int>
    let next: ArraySlice<Int>

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func run(part: Int) {
      let samples = step.workspace.plan.samples(indices.count, of: part)
      step.data.prefetch(next, samples)
      step.data.deform(indices, samples, epoch: step.epoch, by: deformer, into: images)
    }
  }

  /// Gathers features, and takes them through a member's part of the first layer.
  struct FirstLayer: TeamJob {
    let step: TrainingStep
    let number: Int
    let indices: ArraySlice<Int>
    let next: ArraySlice<Int>

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func run(part: Int) {
      let (workspace, plan) = (step.workspace, step.workspace.plan)
      let samples = plan.samples(indices.count, inLayer: 0, of: part)
      workspace.loadFeatures(indices, samples, of: step.data, step: number, member: part)
      if workspace.images == nil { step.data.prefetch(next, samples) }
      step.forward(0, indices.count, number, member: part)
    }
  }

  /// A member's outputs of a wide layer above the first.
  struct WideForward: TeamJob {
    let step: TrainingStep
    let number: Int
    let count: Int
    let layer: Int

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func run(part: Int) {
      step.workspace.inputsAbove[layer - 1].collect(0..<count, for: part)
      step.forward(layer, count, number, member: part)
    }
  }

  /// A member's samples through the layers above, and back.
  struct OtherLayers: TeamJob {
    let step: TrainingStep
    let number: Int
    let indices: ArraySlice<Int>

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func run(part: Int) {
      let (workspace, plan) = (step.workspace, step.workspace.plan)
      let samples = plan.samples(indices.count, of: part)
      step.data.loadTargets(indices, samples, into: workspace.targets.view)
      if step.labelSmoothing > 0 { workspace.smoothTargets(samples, by: step.labelSmoothing) }
      workspace.collectOutputs(plan.firstSampleSplitLayer - 1, samples, for: part)
      workspace.forward(samples, from: plan.firstSampleSplitLayer, step: number, on: step.configuration)
      workspace.evaluateLoss(samples, of: step.shard?.batch ?? indices.count)
      workspace.backward(samples, to: plan.firstSampleSplitLayer - 1, step: number, on: step.configuration)
    }
  }

  /// The backward pass through one wide layer, for a member's outputs of the layer below. No other member reads the
  /// weights in between: they are updated at once, or their gradient is made.
  struct WideBackward: TeamJob {
    let step: TrainingStep
    let update: ParameterUpdate
    let count: Int
    let layer: Int

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func run(part: Int) {
      let (workspace, samples) = (step.workspace, 0..<count)
      workspace.deltas[layer].collect(samples, for: part)
      workspace.backward(
        layer, samples, workspace.plan.outputs(workspace.layers[layer].inputs, ofLayer: layer - 1, of: part),
        step: update.step.number, member: part, on: step.configuration)
      step.updateOrStoreGradient(update, layer, count, member: part)
    }
  }

  /// A member's share of the parameters of the first layer, or of those above the wide ones, or of both.
  struct Update: TeamJob {
    let step: TrainingStep
    let update: ParameterUpdate
    let count: Int
    let first: Bool
    let upper: Bool

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func run(part: Int) {
      if first { step.updateOrStoreGradient(update, 0, count, member: part) }
      if !upper { return }
      for index in step.workspace.layers.indices.dropFirst(step.workspace.plan.firstSampleSplitLayer) {
        step.updateOrStoreGradient(update, index, count, member: part)
      }
    }
  }

  /// A member's share of all parameters, along gradients that are there.
  struct ScaledUpdate: TeamJob {
    let step: TrainingStep
    let update: ParameterUpdate
    let scale: Double

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func run(part: Int) {
      for index in step.workspace.layers.indices {
        step.workspace.applyGradient(index, step.share(index, member: part), by: update, scale: scale)
      }
    }
  }
}
