import LinearAlgebra

/// One step on one mini-batch, by every member of a team at once.
///
/// Each member takes its samples through the network and back; then, when all have, it updates its rows of every layer's
/// weights from the whole batch. No sum is shared, so that the bits do not depend on the number of members.
struct TrainingStep<Scalar: BLASScalar> {
  let workspace: Workspace<Scalar>
  let data: Dataset<Scalar>
  let optimizer: SGD
  let configuration: ComputeConfiguration

  /// Trains on the samples at `indices`; returns their loss, summed.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func run(_ indices: ArraySlice<Int>) -> Double {
    let samples = RowPlan(
      m: indices.count, n: workspace.layers.reduce(0) { $0 + $1.weights.columns * $1.weights.rows }, k: 1,
      threads: configuration.threads)
    let team = ThreadTeam.shared
    team.run(samples.members, Passes(step: self, indices: indices, samples: samples))
    team.run(samples.members, Update(step: self, samples: samples))
    return workspace.totalLoss(samples.rows)
  }

  /// A product by one member: it has its rows already.
  private var own: ComputeConfiguration { ComputeConfiguration(backend: configuration.backend, threads: 1) }

  /// The first half: a member's samples, forward and back.
  private struct Passes: TeamJob {
    let step: TrainingStep
    let indices: ArraySlice<Int>
    let samples: RowPlan

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func run(part: Int) {
      let rows = samples.rows(of: part)
      step.data.load(indices, rows, into: step.workspace)
      step.workspace.forward(rows, on: step.own)
      step.workspace.evaluateLoss(rows, of: samples.rows)
      step.workspace.backward(rows, on: step.own)
    }
  }

  /// The second half: a member's rows of the weights, and for the last member the biases.
  private struct Update: TeamJob {
    let step: TrainingStep
    let samples: RowPlan

    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    func run(part: Int) {
      for (index, layer) in step.workspace.layers.enumerated() {
        let share = RowPlan(rows: layer.weights.rows, members: samples.members).rows(of: part)
        step.optimizer.update(
          step.workspace, index, share: share, samples: samples.rows, biasToo: part == samples.members - 1, on: step.own
        )
      }
    }
  }
}
