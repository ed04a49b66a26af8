import LinearAlgebra

/// One step on one mini-batch by a team of threads.
///
/// In the wide layers each member computes some outputs of all samples, layer by layer. Through the layers above, forward and
/// backward, it takes some samples. Then the wide layers follow backward, and last the remaining parameters are updated. With
/// the Swift kernels the bits do not depend on the number of members: each sum has one owner and one order.
struct TrainingStep<Scalar: BLASScalar> {
  /// Where the gradient of a shard goes.
  struct Shard {
    /// The slot of the workspace's ``ShardMemory``.
    let slot: Int
    /// The samples of the whole mini-batch.
    let batch: Int
  }

  let workspace: Workspace<Scalar>
  let data: Dataset<Scalar>
  /// How much of each target goes to all classes alike.
  let labelSmoothing: Double
  /// What deforms the images in this epoch; nil where they are learned as they are.
  let deformer: ImageDeformer?
  let epoch: Int
  /// The shard that this is, whose gradient is made and left; nil where the step updates the parameters.
  var shard: Shard?
  /// The backend, and one thread: a member has its part of a product already.
  let configuration: ComputeConfiguration

  /// Trains on the samples at `indices`, and prefetches those at `next`: the loss summed over the samples, and the
  /// gradient's norm where the update needs it.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func run(_ indices: ArraySlice<Int>, next: ArraySlice<Int>, _ update: ParameterUpdate) -> (
    loss: Double, norm: Double?
  ) {
    let (team, plan, count) = (ThreadTeam.shared, workspace.plan, indices.count)
    pass(indices, next: next, number: update.step.number)
    for layer in (1..<plan.firstSampleSplitLayer).reversed() {
      team.run(plan.members, WideBackward(step: self, update: update, count: count, layer: layer))
    }
    team.run(plan.members, Update(step: self, update: update, count: count, first: true, upper: true))
    var norm: Double?
    if let clipping = update.clipping, update.needsNorm, let value = workspace.norm?.value {
      team.run(plan.members, ScaledUpdate(step: self, update: update, scale: clipping.scale(value)))
      norm = value
    }
    return (workspace.losses.total(0..<count), norm)
  }

  /// Makes the gradient of a shard, the last layers' first, and calls `made` with the layers whose gradient is there: the
  /// loss summed over the samples.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func makeGradient(
    _ indices: ArraySlice<Int>, next: ArraySlice<Int>, _ update: ParameterUpdate, made: (Range<Int>) -> Void
  ) -> Double {
    let (team, plan, count) = (ThreadTeam.shared, workspace.plan, indices.count)
    func store(first: Bool, upper: Bool) {
      team.run(plan.members, Update(step: self, update: update, count: count, first: first, upper: upper))
    }
    pass(indices, next: next, number: update.step.number)
    if plan.firstSampleSplitLayer < workspace.layers.count {
      store(first: false, upper: true)
      made(plan.firstSampleSplitLayer..<workspace.layers.count)
    }
    for layer in (1..<plan.firstSampleSplitLayer).reversed() {
      team.run(plan.members, WideBackward(step: self, update: update, count: count, layer: layer))
      made(layer..<layer + 1)
    }
    store(first: true, upper: false)
    made(0..<1)
    return workspace.losses.total(0..<count)
  }

  /// Forward through all layers, and backward until dZ of the uppermost wide layer, or of the first one, is made.
  private func pass(_ indices: ArraySlice<Int>, next: ArraySlice<Int>, number: Int) {
    let (team, plan, count) = (ThreadTeam.shared, workspace.plan, indices.count)
    if let deformer, let images = workspace.images {
      team.run(
        plan.members, Deformation(step: self, deformer: deformer, images: images, indices: indices, next: next))
    }
    team.run(plan.members, FirstLayer(step: self, number: number, indices: indices, next: next))
    for layer in 1..<plan.firstSampleSplitLayer {
      team.run(plan.members, WideForward(step: self, number: number, count: count, layer: layer))
    }
    team.run(plan.members, OtherLayers(step: self, number: number, indices: indices))
  }

  /// Takes a member's part of layer `index` forward, in a batch of `count` samples.
  func forward(_ index: Int, _ count: Int, _ number: Int, member: Int) {
    let plan = workspace.plan
    workspace.forward(
      index, plan.samples(count, inLayer: index, of: member),
      plan.outputs(workspace.layers[index].outputs, ofLayer: index, of: member), step: number, member: member,
      on: configuration)
  }

  /// The parameters of layer `index` that a member owns.
  func share(_ index: Int, member: Int) -> SharePlace {
    let layer = workspace.layers[index]
    return workspace.plan.share(index, of: member, inputs: layer.inputs, outputs: layer.outputs)
  }

  /// Updates a member's share of the parameters of layer `index`, or makes that part of a shard's gradient.
  func updateOrStoreGradient(_ update: ParameterUpdate, _ index: Int, _ count: Int, member: Int) {
    if let shard, let memory = workspace.shards {
      let place = share(index, member: member)
      return workspace.accumulate(
        index, place, into: memory.gradient(index, slot: shard.slot).rows(place.rows).columns(place.columns),
        count: count, alpha: 1, beta: 0, member: member, on: configuration)
    }
    workspace.update(
      index, share(index, member: member), by: update, count: count, member: member, on: configuration)
  }
}
