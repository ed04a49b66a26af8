import LinearAlgebra

/// How the members of a team share steps on mini-batches; made once for a training run, before its memory.
///
/// The first layers, as long as they are wide, are shared by their outputs: a member reads only its part of their weights,
/// for all samples at once, and each element serves twice as many as if two members shared the samples. For this each
/// member has a copy of the batch. The layers above are shared by samples. A last batch of fewer samples is shared in the
/// same way.
struct StepPlan {
  /// The members that take part.
  let members: Int
  /// The layers that are shared by outputs: so many of the first.
  let sharedLayers: Int

  /// The plan of steps on batches of up to `count` samples.
  init<Scalar>(_ network: Network<Scalar>, batch count: Int, threads: Int) {
    let weights = network.layers.reduce(0) { $0 + $1.weights.count }
    let members = RowPlan(m: count, n: weights, k: 1, threads: threads).members
    let isCopied = members > 1 && count * network.inputs * MemoryLayout<Scalar>.stride <= Self.mostCopiedBytes
    self.members = members
    // An activation that is not elementwise needs all outputs at once.
    sharedLayers =
      isCopied
      ? network.layers.prefix { $0.outputs >= Self.fewestOutputs * members && $0.activation.isElementwise }.count : 0
  }

  private init() { (members, sharedLayers) = (1, 0) }

  /// One member that takes everything.
  static var alone: StepPlan { StepPlan() }

  /// The first layer of those that members take alone, each its samples. The first of all is a job of its own.
  var firstOwnLayer: Int { max(sharedLayers, 1) }

  /// The samples that a member takes through the layers above the shared ones, of a batch of `count`.
  func samples(_ count: Int, of member: Int) -> Range<Int> {
    RowPlan(rows: count, members: members).rows(of: member)
  }

  /// The samples of which a member makes its part of layer `index` in the forward pass.
  func samples(_ count: Int, inLayer index: Int, of member: Int) -> Range<Int> {
    index < sharedLayers ? 0..<count : samples(count, of: member)
  }

  /// The outputs of layer `index`, of `all`, that a member makes in the forward pass.
  func outputs(_ all: Int, ofLayer index: Int, of member: Int) -> Range<Int> {
    index < sharedLayers ? part(all, of: member) : 0..<all
  }

  /// How the outputs of layer `index`, of `all`, lie side by side: by members, where each makes its own, else together.
  func panels(_ all: Int, ofLayer index: Int) -> RowPlan {
    index < sharedLayers ? parts(all) : RowPlan(rows: all, members: 1)
  }

  /// The part of the parameters of layer `index` that a member owns: the columns whose outputs it makes of the first
  /// layer, where that is shared; else rows, of which those above a shared layer are for the outputs that it makes there.
  func share(_ index: Int, of member: Int, inputs: Int, outputs: Int) -> SharePlace {
    if index == 0 && sharedLayers > 0 { return SharePlace(rows: 0..<inputs + 1, columns: part(outputs, of: member)) }
    let rows = part(inputs, of: member)
    // Who has the last row of weights has the biases too.
    let end = rows.upperBound == inputs ? inputs + 1 : rows.upperBound
    return SharePlace(rows: rows.lowerBound..<end, columns: 0..<outputs)
  }

  /// A member's part of `all` inputs or outputs.
  private func part(_ all: Int, of member: Int) -> Range<Int> { parts(all).rows(of: member) }

  private func parts(_ all: Int) -> RowPlan { RowPlan(rows: all, members: members, unit: Self.cacheLine) }

  /// Elements that members do not share a cache line of.
  static var cacheLine: Int { 16 }
  /// The outputs for which a copy of the batch pays: it takes a twentieth of the time of 64.
  private static var fewestOutputs: Int { 64 }
  /// Bytes of a batch above which sharing the samples is as fast.
  private static var mostCopiedBytes: Int { 4 << 20 }
}

/// The place of a share among a layer's parameters: weights, and biases as a row below them.
struct SharePlace {
  var rows: Range<Int>
  let columns: Range<Int>
}
