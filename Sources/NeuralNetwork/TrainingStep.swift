import LinearAlgebra

/// One step on one mini-batch, by every member of a team at once.
///
/// Members take their part of the first layer, then their samples through the other layers and back; then, when all
/// have, they update their part of every layer's weights from the whole batch. No sum is shared, so that the bits do not
/// depend on the number of members.
struct TrainingStep<Scalar: BLASScalar> {
  let workspace: Workspace<Scalar>
  let data: Dataset<Scalar>
  let optimizer: SGD
  let configuration: ComputeConfiguration

  /// Trains on the samples at `indices`; returns their loss, summed. Those at `next` are asked for meanwhile.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func run(_ indices: ArraySlice<Int>, next: ArraySlice<Int>) -> Double {
    let plan = StepPlan(workspace, samples: indices.count, threads: configuration.threads)
    let team = ThreadTeam.shared
    team.run(plan.members, FirstLayer(step: self, plan: plan, indices: indices, next: next))
    team.run(plan.members, OtherLayers(step: self, plan: plan, indices: indices))
    team.run(plan.members, Update(step: self, plan: plan))
    return workspace.totalLoss(indices.count)
  }

  /// A product by one member: it has its part already.
  private var own: ComputeConfiguration { ComputeConfiguration(backend: configuration.backend, threads: 1) }

  /// Gathers features, and takes them through a member's part of the first layer.
  private struct FirstLayer: TeamJob {
    let step: TrainingStep
    let plan: StepPlan
    let indices: ArraySlice<Int>
    let next: ArraySlice<Int>

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func run(part: Int) {
      let workspace = step.workspace
      let (rows, columns, copy) = plan.firstLayer(of: part, outputs: workspace.layers[0].weights.columns)
      step.data.loadFeatures(indices, rows, into: workspace.inputs[copy].view)
      step.data.prefetch(next, rows)
      workspace.forward(0, rows, columns: columns, copy: copy, on: step.own)
    }
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
      workspace.forward(rows, from: 1, on: step.own)
      workspace.evaluateLoss(rows, of: plan.samples.rows)
      workspace.backward(rows, on: step.own)
    }
  }

  /// A member's part of the weights and biases.
  private struct Update: TeamJob {
    let step: TrainingStep
    let plan: StepPlan

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func run(part: Int) {
      for (index, layer) in step.workspace.layers.enumerated() {
        let share = plan.share(index, of: part, rows: layer.weights.rows, columns: layer.weights.columns)
        step.optimizer.update(step.workspace, index, share, samples: plan.samples.rows, on: step.own)
      }
    }
  }
}
