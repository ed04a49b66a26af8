import LinearAlgebra

/// One step on one mini-batch, by every member of a team at once.
///
/// Members take the wide layers together, each its outputs, one layer after the other; then each its samples through the
/// layers above and back; then the wide layers back again, and last they update what is left of the weights. No sum is
/// shared, so that the bits do not depend on the number of members.
struct TrainingStep<Scalar: BLASScalar> {
  let workspace: Workspace<Scalar>
  let data: Dataset<Scalar>
  let optimizer: SGD
  let configuration: ComputeConfiguration
  /// The plan of a whole batch; a smaller last one has its own.
  private let wholePlan: StepPlan

  /// - Parameter batchSize: the samples of a whole batch.
  init(
    workspace: Workspace<Scalar>, data: Dataset<Scalar>, batchSize: Int, optimizer: SGD,
    configuration: ComputeConfiguration
  ) {
    (self.workspace, self.data) = (workspace, data)
    (self.optimizer, self.configuration) = (optimizer, configuration)
    wholePlan = StepPlan(workspace, samples: batchSize, threads: configuration.threads)
  }

  /// Trains on the samples at `indices`; returns their loss, summed. Those at `next` are asked for meanwhile.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func run(_ indices: ArraySlice<Int>, next: ArraySlice<Int>) -> Double {
    let plan =
      indices.count == wholePlan.samples.rows
      ? wholePlan : StepPlan(workspace, samples: indices.count, threads: configuration.threads)
    let team = ThreadTeam.shared
    team.run(plan.members, FirstLayer(step: self, plan: plan, indices: indices, next: next))
    for layer in 1..<plan.firstOwnLayer {
      team.run(plan.members, WideForward(step: self, plan: plan, layer: layer))
    }
    team.run(plan.members, OtherLayers(step: self, plan: plan, indices: indices))
    for layer in (1..<plan.firstOwnLayer).reversed() {
      team.run(plan.members, WideBackward(step: self, plan: plan, layer: layer))
    }
    team.run(plan.members, Update(step: self, plan: plan))
    return workspace.totalLoss(indices.count)
  }

  /// A product by one member: it has its part already.
  private var own: ComputeConfiguration { ComputeConfiguration(backend: configuration.backend, threads: 1) }

  /// Takes a member's part of layer `index` forward.
  private func forward(_ index: Int, _ plan: StepPlan, part: Int) {
    let outputs = workspace.layers[index].weights.columns
    workspace.forward(
      index, plan.samples(index, of: part),
      columns: index < plan.sharedLayers ? plan.outputs(outputs, of: part) : 0..<outputs,
      copy: plan.copy(of: part), on: own)
  }

  /// Updates a member's part of the weights and biases of layer `index`.
  private func update(_ index: Int, _ plan: StepPlan, part: Int) {
    let weights = workspace.layers[index].weights
    let share = plan.share(index, of: part, rows: weights.rows, columns: weights.columns)
    optimizer.update(workspace, index, share, samples: plan.samples.rows, on: own)
  }

  /// Gathers features, and takes them through a member's part of the first layer.
  private struct FirstLayer: TeamJob {
    let step: TrainingStep
    let plan: StepPlan
    let indices: ArraySlice<Int>
    let next: ArraySlice<Int>

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func run(part: Int) {
      let rows = plan.samples(0, of: part)
      step.data.loadFeatures(indices, rows, into: step.workspace.inputs[plan.copy(of: part)].view)
      step.data.prefetch(next, rows)
      step.forward(0, plan, part: part)
    }
  }

  /// A member's outputs of a wide layer above the first.
  private struct WideForward: TeamJob {
    let step: TrainingStep
    let plan: StepPlan
    let layer: Int

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func run(part: Int) { step.forward(layer, plan, part: part) }
  }

  /// A member's samples through the layers above, and back.
  private struct OtherLayers: TeamJob {
    let step: TrainingStep
    let plan: StepPlan
    let indices: ArraySlice<Int>

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func run(part: Int) {
      let (workspace, rows) = (step.workspace, plan.samples.rows(of: part))
      step.data.loadTargets(indices, rows, into: workspace.targets.view)
      workspace.forward(rows, from: plan.firstOwnLayer, on: step.own)
      workspace.evaluateLoss(rows, of: plan.samples.rows)
      workspace.backward(rows, to: plan.firstOwnLayer - 1, on: step.own)
    }
  }

  /// From a wide layer to a member's outputs of the one below. The weights between are read by nobody else: they are
  /// updated at once.
  private struct WideBackward: TeamJob {
    let step: TrainingStep
    let plan: StepPlan
    let layer: Int

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func run(part: Int) {
      let columns = plan.outputs(step.workspace.layers[layer].weights.rows, of: part)
      step.workspace.backward(layer, 0..<plan.samples.rows, columns: columns, on: step.own)
      step.update(layer, plan, part: part)
    }
  }

  /// A member's part of the weights and biases of the first layer, and of those above the wide ones.
  private struct Update: TeamJob {
    let step: TrainingStep
    let plan: StepPlan

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func run(part: Int) {
      step.update(0, plan, part: part)
      for index in step.workspace.layers.indices.dropFirst(plan.firstOwnLayer) {
        step.update(index, plan, part: part)
      }
    }
  }
}
