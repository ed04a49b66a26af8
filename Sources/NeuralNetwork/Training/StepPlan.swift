import LinearAlgebra

/// How the members of a team divide the work of a step; made once for a training run, before its memory.
///
/// The first layers, as long as they are wide, are divided by outputs: a member reads only its columns of the weights,
/// for all samples at once. With two members, each loaded weight is then used for twice as many samples as in a split
/// by samples. For this each member has a copy of the batch. The layers above are divided by samples. A last batch of
/// fewer samples is divided in the same way.
struct StepPlan {
  /// How many members there are.
  let members: Int
  /// How many of the first layers are divided by outputs.
  let wideLayerCount: Int

  /// The plan of steps on batches of up to `count` samples.
  init<Scalar>(_ network: Network<Scalar>, batch count: Int, threads: Int) {
    let weights = network.layers.reduce(0) { $0 + $1.weights.count }
    let members = Partition(m: count, n: weights, k: 1, threads: threads).members
    let isCopied = members > 1 && count * network.inputs * MemoryLayout<Scalar>.stride <= Self.mostCopiedBytes
    self.members = members
    // An activation that is not elementwise needs all outputs at once.
    wideLayerCount =
      isCopied
      ? network.layers.prefix { $0.outputs >= Self.fewestOutputs * members && $0.activation.isElementwise }.count : 0
  }

  private init() { (members, wideLayerCount) = (1, 0) }

  /// One member that takes everything.
  static var alone: StepPlan { StepPlan() }

  /// The first layer that is divided by samples together with all above it. Layer 0 is always a job of its own.
  var firstSampleSplitLayer: Int { max(wideLayerCount, 1) }

  /// A member's samples in the layers that are divided by samples, in a batch of `count`.
  func samples(_ count: Int, of member: Int) -> Range<Int> {
    Partition(count: count, members: members).range(of: member)
  }

  /// The samples whose outputs a member computes in layer `index`.
  func samples(_ count: Int, inLayer index: Int, of member: Int) -> Range<Int> {
    index < wideLayerCount ? 0..<count : samples(count, of: member)
  }

  func outputs(_ all: Int, ofLayer index: Int, of member: Int) -> Range<Int> {
    index < wideLayerCount ? parts(all).range(of: member) : 0..<all
  }

  /// The panels of the outputs of layer `index`, of `all`: one for each member where the layer is divided by outputs, else one.
  func panels(_ all: Int, ofLayer index: Int) -> Partition {
    index < wideLayerCount ? parts(all) : Partition(count: all, members: 1)
  }

  /// The part of the parameters of layer `index` that a member updates. In a first layer that is divided by outputs, these
  /// are the columns of its outputs. In all others they are rows: the member's outputs of the layer below, if that is divided.
  func share(_ index: Int, of member: Int, inputs: Int, outputs: Int) -> SharePlace {
    if index == 0 && wideLayerCount > 0 {
      return SharePlace(rows: 0..<inputs + 1, columns: parts(outputs).range(of: member))
    }
    let rows = parts(inputs).range(of: member)
    // The last member has the biases too: the row after the last one of weights, if there are any.
    let end = member == members - 1 ? inputs + 1 : rows.upperBound
    return SharePlace(rows: rows.lowerBound..<end, columns: 0..<outputs)
  }

  /// The members' parts of `all` inputs or outputs.
  private func parts(_ all: Int) -> Partition { Partition(count: all, members: members, unit: Self.partUnit) }

  /// Parts begin with a multiple of this, the floats of a cache line, so that two members write no line together.
  static var partUnit: Int { 16 }
  /// The fewest outputs per member for which copying the batch pays: for 64 it takes a twentieth of the product's time.
  private static var fewestOutputs: Int { 64 }
  /// Bytes of a batch above which sharing the samples is as fast.
  private static var mostCopiedBytes: Int { 4 << 20 }
}

/// The place of a share among a layer's parameters: weights, and biases as a row below them.
struct SharePlace {
  var rows: Range<Int>
  let columns: Range<Int>
}
