import LinearAlgebra

/// One step on one mini-batch, by every member of a team at once.
///
/// Members take the wide layers together, each its outputs, one layer after the other; then each its samples through the
/// layers above and back; then the wide layers back again, and last they update what is left of the weights. No sum is
/// shared, so that the bits do not depend on the number of members.
struct TrainingStep<Scalar: BLASScalar> {
  let workspace: Workspace<Scalar>
  let data: Dataset<Scalar>
  /// How much of each target goes to all classes alike.
  let labelSmoothing: Double
  /// What deforms the images in this epoch; nil where they are learned as they are.
  let deformer: ImageDeformer?
  private let epoch: Int
  /// The backend, and one thread: a member has its part of a product already.
  let configuration: ComputeConfiguration

  init(
    workspace: Workspace<Scalar>, data: Dataset<Scalar>, labelSmoothing: Double, deformer: ImageDeformer?, epoch: Int,
    backend: GEMMBackend
  ) {
    (self.workspace, self.data, self.labelSmoothing) = (workspace, data, labelSmoothing)
    (self.deformer, self.epoch) = (deformer, epoch)
    configuration = ComputeConfiguration(backend: backend, threads: 1)
  }

  /// Trains on the samples at `indices`; those at `next` are prefetched.
  ///
  /// - Returns: the loss summed over the samples, and the gradient's norm where the update needs it.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func run(_ indices: ArraySlice<Int>, next: ArraySlice<Int>, _ update: ParameterUpdate) -> (
    loss: Double, norm: Double?
  ) {
    let (team, plan, count, number) = (ThreadTeam.shared, workspace.plan, indices.count, update.step.number)
    if let deformer, let images = workspace.images {
      team.run(
        plan.members, Deformation(step: self, deformer: deformer, images: images, indices: indices, next: next))
    }
    team.run(plan.members, FirstLayer(step: self, number: number, indices: indices, next: next))
    for layer in 1..<plan.firstOwnLayer {
      team.run(plan.members, WideForward(step: self, number: number, count: count, layer: layer))
    }
    team.run(plan.members, OtherLayers(step: self, number: number, indices: indices))
    for layer in (1..<plan.firstOwnLayer).reversed() {
      team.run(plan.members, WideBackward(step: self, update: update, count: count, layer: layer))
    }
    team.run(plan.members, Update(step: self, update: update, count: count))
    var norm: Double?
    if let clipping = update.clipping, update.needsNorm, let value = workspace.norm?.value {
      team.run(plan.members, ScaledUpdate(step: self, update: update, scale: clipping.scale(value)))
      norm = value
    }
    return (workspace.losses.total(0..<count), norm)
  }

  /// Takes a member's part of layer `index` forward, in a batch of `count` samples.
  private func forward(_ index: Int, _ count: Int, _ number: Int, member: Int) {
    let plan = workspace.plan
    workspace.forward(
      index, plan.samples(count, inLayer: index, of: member),
      plan.outputs(workspace.layers[index].outputs, ofLayer: index, of: member), step: number, member: member,
      on: configuration)
  }

  /// The parameters of layer `index` that a member owns.
  private func share(_ index: Int, member: Int) -> SharePlace {
    let layer = workspace.layers[index]
    return workspace.plan.share(index, of: member, inputs: layer.inputs, outputs: layer.outputs)
  }

  /// Updates a member's share of the parameters of layer `index`.
  private func take(_ update: ParameterUpdate, _ index: Int, _ count: Int, member: Int) {
    workspace.update(
      index, share(index, member: member), by: update, count: count, member: member, on: configuration)
  }

  /// A member's samples of the batch, deformed. All members need them: each gathers the whole batch for its outputs.
  private struct Deformation: TeamJob {
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
  private struct FirstLayer: TeamJob {
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
  private struct WideForward: TeamJob {
    let step: TrainingStep
    let number: Int
    let count: Int
    let layer: Int

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func run(part: Int) {
      step.workspace.passed[layer - 1].collect(0..<count, for: part)
      step.forward(layer, count, number, member: part)
    }
  }

  /// A member's samples through the layers above, and back.
  private struct OtherLayers: TeamJob {
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
      workspace.collectOutputs(plan.firstOwnLayer - 1, samples, for: part)
      workspace.forward(samples, from: plan.firstOwnLayer, step: number, on: step.configuration)
      workspace.evaluateLoss(samples, of: indices.count)
      workspace.backward(samples, to: plan.firstOwnLayer - 1, step: number, on: step.configuration)
    }
  }

  /// From a wide layer to a member's outputs of the one below. The weights between are read by nobody else: they are
  /// updated at once.
  private struct WideBackward: TeamJob {
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
      step.take(update, layer, count, member: part)
    }
  }

  /// A member's share of the parameters of the first layer, and of those above the wide ones.
  private struct Update: TeamJob {
    let step: TrainingStep
    let update: ParameterUpdate
    let count: Int

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func run(part: Int) {
      step.take(update, 0, count, member: part)
      for index in step.workspace.layers.indices.dropFirst(step.workspace.plan.firstOwnLayer) {
        step.take(update, index, count, member: part)
      }
    }
  }

  /// A member's share of all parameters, along gradients that are there.
  private struct ScaledUpdate: TeamJob {
    let step: TrainingStep
    let update: ParameterUpdate
    let scale: Double

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func run(part: Int) {
      for index in step.workspace.layers.indices {
        step.workspace.finish(index, step.share(index, member: part), by: update, scale: scale)
      }
    }
  }
}
