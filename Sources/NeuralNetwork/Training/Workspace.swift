import LinearAlgebra

/// Everything that a step writes, sized once for a plan and its largest batch: parameters, batch, outputs, gradients.
final class Workspace<Scalar: BLASScalar> {
  let plan: StepPlan
  /// The memory of all panels but the parameters.
  private let memory = PanelMemory<Scalar>()
  /// What other processes read.
  private let parameterMemory: PanelMemory<Scalar>
  let layers: [LayerMemory<Scalar>]
  let loss: Loss
  /// What is done to the features of a batch first.
  let standardizer: Standardizer<Scalar>?
  /// The features of the batch: one copy for each member where there are wide layers, else one.
  let inputs: [MatrixBuffer<Scalar>]
  /// The images of the batch, deformed; nil where the features are read from the data as they are.
  let images: ImageRows?
  /// The targets of the batch: one-hot rows, or values.
  let targets: MatrixBuffer<Scalar>
  /// The output of each layer; that of the last becomes its dZ in a backward pass.
  let outputs: [BatchValues<Scalar>]
  /// What the layer above reads: the outputs themselves, or what dropout left of them.
  let inputsAbove: [BatchValues<Scalar>]
  /// Which units are dropped; nil without dropout.
  let masks: DropoutMasks?
  /// The dZ of each layer.
  let deltas: [BatchValues<Scalar>]
  /// The last layer's activated output, where its activation's gradient needs it.
  let activated: MatrixBuffer<Scalar>
  /// A row of ones, one for each sample: its product with dZ is the sum over the batch.
  let ones: MatrixBuffer<Scalar>
  let losses: LossGroups
  /// The sums that make the gradient's norm, where a step needs it.
  let norm: GradientNorm<Scalar>?
  /// What a step by shards needs; nil where steps take whole mini-batches.
  let shards: ShardMemory<Scalar>?
  /// The place of the first sample in its mini-batch, which masks depend on.
  var firstSample = 0
  /// Where a step makes the gradient of some rows at a time: the memory of each member for them.
  let gradientParts: [MatrixBuffer<Scalar>]

  /// Room for batches of up to `rows` samples, with the parameters of `network`, and room for what the rule of `update`
  /// keeps, which starts at zero. An average starts at the parameters.
  ///
  /// - Parameter shards: the number of shards of a mini-batch. If it is above 1, `rows` is the size of one shard.
  init(
    _ network: Network<Scalar>, _ plan: StepPlan, rows: Int, update: ParameterUpdate? = nil, masks: DropoutMasks? = nil,
    deformsImages: Bool = false, shards: Int = 1, group: (any ProcessGroup)? = nil
  ) {
    (self.plan, self.masks) = (plan, masks)
    let needsNorm = update?.needsNorm ?? false
    norm = needsNorm ? GradientNorm(network) : nil
    let makesParts = shards > 1 ? plan.wideLayerCount > 0 : update?.makesGradientParts ?? false
    gradientParts = (0..<(makesParts ? plan.members : 0)).map { member in
      let size = network.layers.enumerated().map { index, layer in
        let columns = plan.share(index, of: member, inputs: layer.inputs, outputs: layer.outputs).columns.count
        return Self.rowsAtATime(columns, of: layer.inputs) * columns
      }.max()
      // A page from the next.
      return MatrixBuffer(rows: 1, columns: (size ?? 0) + MatrixBuffer<Scalar>.page)
    }
    parameterMemory = PanelMemory(for: shards > 1 ? group : nil)
    layers = network.layers.enumerated().map { [memory, parameterMemory] index, layer in
      // Layers above the first are owned by rows, which lie one after the other.
      let columns = index == 0 ? plan.panels(layer.outputs, ofLayer: 0) : Partition(count: layer.outputs, members: 1)
      func slot(in owner: PanelMemory<Scalar>? = nil) -> Panels<Scalar> {
        Panels(rows: layer.inputs + 1, columns: columns, in: owner ?? memory)
      }
      return LayerMemory(
        inputs: layer.inputs, outputs: layer.outputs, activation: layer.activation,
        parameters: slot(in: parameterMemory),
        gradient: needsNorm && shards == 1 ? slot() : nil,
        kept: (0..<(update?.rule.keptSlots ?? 0)).map { _ in
          let slot = slot()
          for range in slot.columns { slot.view(range).fill(0) }
          return slot
        }, average: update?.averageRate == nil ? nil : slot())
    }
    self.shards = shards > 1 ? ShardMemory(layers, shards: shards, group: group) : nil
    (loss, standardizer) = (network.loss, network.standardizer)
    inputs = (0..<(plan.wideLayerCount > 0 ? plan.members : 1)).map { _ in
      MatrixBuffer(rows: rows, columns: network.inputs)
    }
    images = deformsImages ? ImageRows(rows: rows, columns: network.inputs) : nil
    targets = MatrixBuffer(rows: rows, columns: network.outputs)
    let last = network.layers.count - 1
    let dropped = network.layers.indices.filter { $0 < last && (masks?.rate($0) ?? 0) > 0 }
    let memory = memory
    func values(_ index: Int, isReadWhole: Bool) -> BatchValues<Scalar> {
      BatchValues(
        rows: rows, columns: plan.panels(network.layers[index].outputs, ofLayer: index),
        copies: isReadWhole ? plan.members : 1, in: memory)
    }
    outputs = network.layers.indices.map { index in
      values(index, isReadWhole: index + 1 < plan.wideLayerCount && !dropped.contains(index))
    }
    inputsAbove = outputs.enumerated().map { index, outputs in
      dropped.contains(index) ? values(index, isReadWhole: index + 1 < plan.wideLayerCount) : outputs
    }
    deltas = network.layers.indices.map { [outputs] index in
      if index == last { return outputs[index].singleCopy }
      // The uppermost wide layer's are written by samples; the first layer's are read by columns.
      let isBelowWide = index + 1 < plan.wideLayerCount
      let width = network.layers[index].outputs
      return BatchValues(
        rows: rows, columns: isBelowWide ? plan.panels(width, ofLayer: index) : Partition(count: width, members: 1),
        copies: index > 0 ? plan.members : 0, in: memory)
    }
    activated = MatrixBuffer(rows: rows, columns: network.outputs)
    ones = MatrixBuffer(rows: 1, columns: rows)
    ones.view.fill(1)
    losses = LossGroups(samples: rows)
    for (layer, source) in zip(layers, network.layers) {
      for slot in [layer.parameters, layer.average].compactMap({ $0 }) {
        source.weights.withView { slot.set(0..<layer.inputs, to: $0) }
        source.bias.withView { slot.set(layer.inputs..<layer.inputs + 1, to: $0) }
      }
    }
  }

  /// Gives the parameters back, or their average where one is kept.
  func store(into network: inout [Dense<Scalar>]) {
    for (index, layer) in layers.enumerated() { network[index].update(from: layer.average ?? layer.parameters) }
  }

  /// The features `columns` that layer `index` reads, for the `samples`.
  func input(
    ofLayer index: Int, _ samples: Range<Int>, _ columns: Range<Int>, for member: Int
  ) -> MatrixView<Scalar> {
    let input =
      index == 0
      ? inputs[min(member, inputs.count - 1)].view.rows(samples).columns(columns)
      : inputsAbove[index - 1].view(samples, columns, for: member)
    return input.reading
  }
}
