import LinearAlgebra

/// One step on one mini-batch that is cut into shards: the gradient of each is made by itself, and all are added up in a
/// fixed order. So the bits depend on the number of shards, and neither on the processes that share them nor on the members
/// of their teams.
struct ShardedStep<Scalar: BLASScalar> {
  /// The step on one shard, but for the shard.
  let shardStep: TrainingStep<Scalar>
  let memory: ShardMemory<Scalar>
  var workspace: Workspace<Scalar> { shardStep.workspace }

  /// Trains on the samples at `indices`; of those at `next`, the next mini-batch, this process's first are prefetched. The
  /// loss summed over the samples, and the gradient's norm where the update needs it, are the same in all processes.
  func run(_ indices: ArraySlice<Int>, next: ArraySlice<Int>, _ update: ParameterUpdate) -> (
    loss: Double, norm: Double?
  ) {
    let losses = memory.own.map { makeGradient($0, indices, next: next, update) }
    let loss = (memory.group?.gather(losses) ?? losses).reduce(0, +)
    let layers = workspace.layers.indices
    for index in layers.reversed() {
      if memory.isShared { memory.gradients[index].finish() }
      if update.needsNorm { run(Sum(step: self, layer: index)) } else { applyTotal(update, index, scale: 1) }
    }
    var norm: Double?
    if let clipping = update.clipping, update.needsNorm, let sums = workspace.norm {
      if let group = memory.group {
        sums.set(to: group.gather(sums.sums), inputs: workspace.layers.map(\.inputs), processes: group.count)
      }
      let value = sums.value
      for index in layers.reversed() { applyTotal(update, index, scale: clipping.scale(value)) }
      norm = value
    }
    if memory.isShared {
      for index in layers.reversed() { memory.parameters[index].finish() }
      if memory.isCopied { run(Unpacking(step: self)) }
      if update.averageRate != nil { run(Average(step: self, update: update)) }
    }
    return (loss, norm)
  }

  /// Makes the gradient of one of this process's shards, and adds up what is complete with it; after the last one, what the
  /// other processes need is sent. The result is the shard's loss, summed over its samples.
  private func makeGradient(
    _ shard: Int, _ indices: ArraySlice<Int>, next: ArraySlice<Int>, _ update: ParameterUpdate
  ) -> Double {
    let (slot, merges) = memory.places[shard - memory.own.lowerBound]
    let isLast = shard + 1 == memory.own.upperBound
    func samples(_ shard: Int, of indices: ArraySlice<Int>) -> ArraySlice<Int> {
      let range = memory.samples(of: shard, count: indices.count)
      return indices[indices.startIndex + range.lowerBound..<indices.startIndex + range.upperBound]
    }
    func made(_ layers: Range<Int>) {
      for index in layers.reversed() {
        for merge in 0..<merges { run(Merge(step: self, layer: index, slot: slot - merge)) }
        if isLast && memory.isShared {
          memory.gradients[index].begin()
          // An MPI passes on what is underway only when it is called.
          for above in (index + 1)..<workspace.layers.count { memory.gradients[above].advance() }
        }
      }
    }
    let own = samples(shard, of: indices)
    if own.isEmpty {
      for layer in workspace.layers.indices { memory.gradient(layer, slot: slot).fill(0) }
      made(workspace.layers.indices)
      return 0
    }
    workspace.firstSample = own.startIndex - indices.startIndex
    var step = shardStep
    step.shard = TrainingStep<Scalar>.Shard(slot: slot, batch: indices.count)
    return step.makeGradient(
      own, next: isLast ? samples(memory.own.lowerBound, of: next) : samples(shard + 1, of: indices), update, made: made
    )
  }

  private func run(_ job: some TeamJob) { ThreadTeam.shared.run(workspace.plan.members, job) }

  /// Takes the step in the segment of a layer, and sends its new parameters.
  private func applyTotal(_ update: ParameterUpdate, _ index: Int, scale: Double) {
    run(Update(step: self, update: update, layer: index, scale: scale))
    if memory.isShared { memory.parameters[index].begin() }
  }

  /// A member's part of `rows`, whole blocks of the gradient's norm.
  private func part(_ rows: Range<Int>, of member: Int) -> Range<Int> {
    let part = Partition(count: rows.count, members: workspace.plan.members, unit: StepPlan.partUnit).range(of: member)
    return part.lowerBound + rows.lowerBound..<part.upperBound + rows.lowerBound
  }

  /// A member's rows of one layer's gradient in a slot are added to the slot before.
  private struct Merge: TeamJob {
    let step: ShardedStep
    let layer: Int
    let slot: Int

    func run(part: Int) {
      let rows = step.part(0..<step.workspace.layers[layer].inputs + 1, of: part)
      let target = step.memory.gradient(layer, slot: slot - 1).rows(rows)
      target.set(.sum, target.reading, step.memory.gradient(layer, slot: slot).rows(rows).reading)
    }
  }

  /// A member's rows of the segment: the sums of all processes become one, whose norm is measured.
  private struct Sum: TeamJob {
    let step: ShardedStep
    let layer: Int

    func run(part: Int) {
      let (memory, segment) = (step.memory, step.memory.segments[layer])
      let rows = step.part(segment, of: part)
      if rows.isEmpty { return }
      let place = SharePlace(rows: rows, columns: 0..<step.workspace.layers[layer].outputs)
      memory.addUp(layer, place)
      step.workspace.norm?.measure(layer, memory.total(layer), place)
    }
  }

  /// A member's part of the parameters in the segment takes the step; where no norm is needed, the sums of all processes
  /// become one there first.
  private struct Update: TeamJob {
    let step: ShardedStep
    let update: ParameterUpdate
    let layer: Int
    let scale: Double

    func run(part: Int) {
      let (workspace, segment) = (step.workspace, step.memory.segments[layer])
      // Panels of the first layer are whole columns.
      let panels = workspace.layers[layer].parameters.columns
      let place =
        panels.count > 1
        ? SharePlace(rows: segment, columns: panels[part])
        : SharePlace(rows: step.part(segment, of: part), columns: 0..<workspace.layers[layer].outputs)
      workspace.applyTotal(update, layer, place, scale: scale, member: part)
    }
  }

  /// A member's columns of the first layer's parameters are copied out of what came.
  private struct Unpacking: TeamJob {
    let step: ShardedStep

    func run(part: Int) {
      let layer = step.workspace.layers[0]
      step.memory.unpack(layer, columns: layer.parameters.columns[part])
    }
  }

  /// A member's part of the averages of parameters that other processes have updated: each keeps the whole average.
  private struct Average: TeamJob {
    let step: ShardedStep
    let update: ParameterUpdate

    func run(part: Int) {
      guard let rate = update.averageRate else { return }
      for (layer, segment) in zip(step.workspace.layers, step.memory.segments) {
        guard let average = layer.average else { continue }
        let panels = layer.parameters.columns
        for rows in [0..<segment.lowerBound, segment.upperBound..<layer.inputs + 1] {
          let place =
            panels.count > 1
            ? SharePlace(rows: rows, columns: panels[part])
            : SharePlace(rows: step.part(rows, of: part), columns: panels[0])
          average.view(place).move(to: layer.parameters.view(place).reading, rate: Scalar(rate))
        }
      }
    }
  }
}

extension Workspace {
  /// Takes the step in a part of a layer's parameters along the sum of all shards' gradients, times `scale`, some rows at a
  /// time: what was added up is still in the cache then.
  fileprivate func applyTotal(_ update: ParameterUpdate, _ index: Int, _ share: SharePlace, scale: Double, member: Int)
  {
    guard let shards else { return }
    let (layer, total) = (layers[index], shards.total(index))
    let isWhole = share.columns.count == layer.outputs
    let rows = Self.rowsAtATime(share.columns.count, of: layer.inputs)
    for start in stride(from: share.rows.lowerBound, to: share.rows.upperBound, by: rows) {
      let place = SharePlace(rows: start..<min(start + rows, share.rows.upperBound), columns: share.columns)
      if !update.needsNorm { shards.addUp(index, place) }
      var gradient = total.view(place)
      if !isWhole {
        // A rule takes rows without gaps.
        let copy = gradientParts[member].view.reshaped(rows: place.rows.count, columns: place.columns.count)
        copy.update(from: gradient.reading)
        gradient = copy
      }
      let part = ParameterShare(layer, place, gradient: gradient)
      if let clipping = update.clipping, !update.needsNorm { clipping.clamp(part[.gradient]) }
      applyGradient(part, by: update, scale: scale)
      shards.pack(index, layer, place)
    }
  }
}
