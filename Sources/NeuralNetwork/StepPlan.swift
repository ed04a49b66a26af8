import LinearAlgebra

/// How the members of a team share one step on a mini-batch.
///
/// Samples are shared, and rows of the weights. The first layer alone is shared by its outputs where that fits into the
/// caches: a member then reads in each step the weights that it wrote in the one before, and none of the largest matrix
/// comes from another core's cache. For this it needs all samples, and has a copy of them of its own.
struct StepPlan {
  /// The samples, shared by rows.
  let samples: RowPlan
  /// The outputs of the first layer, where they are shared.
  private let outputs: RowPlan?

  /// The plan for a batch of `count` samples in a workspace.
  init<Scalar>(_ workspace: Workspace<Scalar>, samples count: Int, threads: Int) {
    let weights = workspace.layers.reduce(0) { $0 + $1.weights.rows * $1.weights.columns }
    samples = RowPlan(m: count, n: weights, k: 1, threads: threads)
    let sharesOutputs = samples.members > 1 && samples.members == workspace.inputs.count
    outputs =
      sharesOutputs
      ? RowPlan(rows: workspace.layers[0].weights.columns, members: samples.members, unit: Self.cacheLine) : nil
  }

  /// The members that take part.
  var members: Int { samples.members }

  /// What a member does of the first layer's forward pass.
  func firstLayer(of member: Int, outputs all: Int) -> (rows: Range<Int>, columns: Range<Int>, copy: Int) {
    guard let outputs else { return (samples.rows(of: member), 0..<all, 0) }
    return (0..<samples.rows, outputs.rows(of: member), member)
  }

  /// The part of the weights of layer `index` that a member owns.
  func share(_ index: Int, of member: Int, rows: Int, columns: Int) -> WeightShare {
    if let outputs, index == 0 {
      return WeightShare(rows: 0..<rows, columns: outputs.rows(of: member), copy: member)
    }
    return WeightShare(rows: RowPlan(rows: rows, members: members).rows(of: member), columns: 0..<columns, copy: 0)
  }

  /// The copies of a batch of `count` samples that members of a team need.
  static func copies<Scalar>(_ network: Network<Scalar>, samples count: Int, threads: Int) -> Int {
    let members = RowPlan(m: count, n: network.parameterCount, k: 1, threads: threads).members
    guard let first = network.layers.first, first.activation != .softmax else { return 1 }
    let bytes = (first.weights.count / members + count * first.inputs) * MemoryLayout<Scalar>.stride
    return first.outputs >= fewestOutputs * members && bytes <= cachedBytes ? members : 1
  }

  /// Elements that members do not share a cache line of.
  private static var cacheLine: Int { 16 }
  /// The outputs for which a copy of the batch pays: it takes a tenth of the time of 64.
  private static var fewestOutputs: Int { 64 }
  /// Bytes of weights and of the batch, for one member, that stay in a second cache of 1 MB.
  private static var cachedBytes: Int { 3 << 18 }
}

/// The part of a layer's weights that a member owns, and which copy of the batch it reads for the first layer.
struct WeightShare {
  let rows: Range<Int>
  let columns: Range<Int>
  let copy: Int
}
