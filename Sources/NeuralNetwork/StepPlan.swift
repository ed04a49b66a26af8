import LinearAlgebra

/// How the members of a team share one step on a mini-batch.
///
/// The first layers, as long as they are wide, are shared by their outputs: a member reads only its part of their weights,
/// for all samples at once, and each element serves twice as many as if two members shared the samples. For this each
/// member has a copy of the batch. The layers above are shared by samples.
struct StepPlan {
  /// The samples, shared by rows.
  let samples: RowPlan
  /// The layers that are shared by outputs: so many of the first.
  let sharedLayers: Int

  /// The plan for a batch of `count` samples in a workspace.
  init<Scalar>(_ workspace: Workspace<Scalar>, samples count: Int, threads: Int) {
    let weights = workspace.layers.reduce(0) { $0 + $1.weights.rows * $1.weights.columns }
    samples = RowPlan(m: count, n: weights, k: 1, threads: threads)
    // A small last batch has fewer members, or one.
    let hasCopies = samples.members > 1 && samples.members == workspace.inputs.count
    sharedLayers = hasCopies ? Self.wideLayers(workspace.layers.lazy.map { $0.kind }, members: samples.members) : 0
  }

  /// The members that take part.
  var members: Int { samples.members }

  /// The first layer of those that members take alone, each its samples. The first of all is a job of its own.
  var firstOwnLayer: Int { max(sharedLayers, 1) }

  /// The samples of which a member makes its part of layer `index` in the forward pass.
  func samples(_ index: Int, of member: Int) -> Range<Int> {
    index < sharedLayers ? 0..<samples.rows : samples.rows(of: member)
  }

  /// The copy of the batch that a member reads.
  func copy(of member: Int) -> Int { sharedLayers > 0 ? member : 0 }

  /// The outputs of a shared layer that a member makes: those whose dZ it makes too, and whose weights in the layer above
  /// it owns.
  func outputs(_ all: Int, of member: Int) -> Range<Int> {
    RowPlan(rows: all, members: members, unit: Self.cacheLine).rows(of: member)
  }

  /// The part of the weights of layer `index` that a member owns.
  func share(_ index: Int, of member: Int, rows: Int, columns: Int) -> WeightShare {
    if index == 0 && sharedLayers > 0 {
      return WeightShare(rows: 0..<rows, columns: outputs(columns, of: member), copy: copy(of: member))
    }
    return WeightShare(rows: outputs(rows, of: member), columns: 0..<columns, copy: 0)
  }

  /// The copies of a batch of `count` samples that members of a team need.
  static func copies<Scalar>(_ network: Network<Scalar>, samples count: Int, threads: Int) -> Int {
    let weights = network.layers.reduce(0) { $0 + $1.weights.count }
    let members = RowPlan(m: count, n: weights, k: 1, threads: threads).members
    if count * network.inputs * MemoryLayout<Scalar>.stride > mostCopiedBytes { return 1 }
    return wideLayers(network.layers.lazy.map { ($0.outputs, $0.activation) }, members: members) > 0 ? members : 1
  }

  /// How many layers, from the first on, have enough outputs for each member.
  ///
  /// An activation that is not elementwise needs all of them at once.
  private static func wideLayers(
    _ layers: some Collection<(outputs: Int, activation: Activation)>, members: Int
  ) -> Int {
    layers.prefix { $0.outputs >= fewestOutputs * members && $0.activation.isElementwise }.count
  }

  /// Elements that members do not share a cache line of.
  private static var cacheLine: Int { 16 }
  /// The outputs for which a copy of the batch pays: it takes a twentieth of the time of 64.
  private static var fewestOutputs: Int { 64 }
  /// Bytes of a batch above which sharing the samples is as fast.
  private static var mostCopiedBytes: Int { 4 << 20 }
}

/// The part of a layer's weights that a member owns, and which copy of the batch it reads for the first layer.
struct WeightShare {
  let rows: Range<Int>
  let columns: Range<Int>
  let copy: Int
}
