import LinearAlgebra

/// What a step by shards needs besides the workspace: the gradients of the shards and of their sums, what other processes
/// send of theirs, and the messages.
///
/// Each process makes the gradients of its shards. Of every layer it owns some rows, the segment: it gets that part of the
/// other processes' sums, adds all of them up in the order of ``SumTree``, takes the optimizer's step there, and sends the
/// new parameters to all. So the optimizer's work and what it keeps are split over the processes.
final class ShardMemory<Scalar: BLASScalar> {
  /// The shards of a mini-batch, of all processes.
  let shards: Int
  /// The shards of this process.
  let own: Range<Int>
  /// The processes; nil where this one is alone.
  let group: (any ProcessGroup)?
  /// The rows of each layer's parameters, biases included, that this process updates.
  let segments: [Range<Int>]
  /// For each of the own shards the slot of its gradient, and how many sums of the last two slots follow it.
  let places: [(slot: Int, merges: Int)]
  /// The additions that combine the sums of all processes into that of all shards.
  let additions: [SumTree.Addition]
  /// The slot that has the sum in the end.
  let result: Int
  /// The exchange of each layer's gradient, and of its new parameters; empty where this process is alone.
  private(set) var gradients: [any Exchange] = []
  private(set) var parameters: [any Exchange] = []

  private let memory: PanelMemory<Scalar>
  /// For each slot the gradient of each layer, in one panel.
  private let slots: [[Panels<Scalar>]]
  /// For each layer the sums of all processes in the order of their shards, in the rows of the segment: in this process's
  /// slots, and those of others where they are borrowed.
  private var sums: [[MutableMatrixView<Scalar>]] = []
  /// Which of the sums are this process's.
  private let ownSums: Range<Int>
  /// For each layer the memory that its parameters are sent from: their own, if they are one panel.
  private let wires: [MutableMatrixView<Scalar>]
  /// Whether layer 0's parameters, which lie in panels, are copied before they are sent and after they are received.
  let isCopied: Bool

  init(
    _ layers: [LayerMemory<Scalar>], shards: Int, group: (any ProcessGroup)?
  ) {
    let (rank, count) = (group?.rank ?? 0, group?.count ?? 1)
    func shardsOf(_ rank: Int) -> Range<Int> { shards / count * rank..<shards / count * (rank + 1) }
    (self.shards, self.group, own) = (shards, group, shardsOf(rank))
    let memory = PanelMemory<Scalar>(for: group)
    self.memory = memory
    /// Memory in the shape of a layer's parameters.
    func panel(_ layer: LayerMemory<Scalar>) -> Panels<Scalar> {
      Panels(rows: layer.inputs + 1, columns: Partition(count: layer.outputs, members: 1), in: memory, liesApart: true)
    }
    segments = layers.map { Self.segment($0, of: rank, count) }
    places = own.map { [own] shard in
      (SumTree.nodes(of: own.lowerBound..<shard).count, SumTree.merges(after: own.lowerBound..<shard + 1))
    }
    slots = (0...(places.map(\.slot).max() ?? 0)).map { _ in layers.map(panel) }
    let nodes = (0..<count).map { SumTree.nodes(of: shardsOf($0)) }
    let first = nodes[..<rank].reduce(0) { $0 + $1.count }
    ownSums = first..<first + nodes[rank].count
    let plan = SumTree.additions(of: nodes.flatMap { $0 }) { [ownSums] in ownSums.contains($0) }
    (additions, result) = (plan.additions, plan.result - first)
    isCopied = count > 1 && layers[0].parameters.columns.count > 1
    wires = layers.map { [slots, isCopied] layer in
      if layer.parameters.columns.count == 1 { return layer.parameters.all }
      return isCopied ? panel(layer).all : slots[0][0].all
    }
    for (index, layer) in layers.enumerated() {
      let segment = segments[index]
      func ownSum(_ sum: Int, _ rows: Range<Int>) -> MutableMatrixView<Scalar> {
        slots[sum - first][index].all.rows(rows)
      }
      let byteCount = segment.count * layer.outputs * MemoryLayout<Scalar>.stride
      var (sumMessages, parameterMessages) = unsafe ([Message](), [Message]())
      for other in 0..<count where other != rank {
        let theirs = Self.segment(layer, of: other, count)
        for sum in ownSums { unsafe sumMessages.append(.send(to: other, bytes(of: ownSum(sum, theirs)))) }
        for _ in nodes[other] { unsafe sumMessages.append(.borrow(from: other, byteCount: byteCount)) }
        unsafe parameterMessages.append(.send(to: other, bytes(of: wires[index].rows(segment))))
        unsafe parameterMessages.append(.receive(from: other, bytes(of: wires[index].rows(theirs))))
      }
      var borrowed = unsafe [UnsafeMutableRawBufferPointer]()[...]
      if let group, count > 1 {
        let exchange = unsafe group.exchange(sumMessages)
        unsafe borrowed = exchange.borrowed[...]
        gradients.append(exchange)
        unsafe parameters.append(group.exchange(parameterMessages))
      }
      sums.append(
        nodes.flatMap { $0 }.indices.map { sum in
          ownSums.contains(sum)
            ? ownSum(sum, segment)
            : unsafe matrix(in: borrowed.removeFirst(), rows: segment.count, columns: layer.outputs)
        })
    }
  }

  /// The rows of a layer's parameters that a process of `count` updates: whole blocks of the gradient's norm.
  static func segment(_ layer: LayerMemory<Scalar>, of rank: Int, _ count: Int) -> Range<Int> {
    let rows = Partition(count: layer.inputs, members: count, unit: StepPlan.partUnit).range(of: rank)
    // The last has the row of biases too.
    return rows.lowerBound..<(rank == count - 1 ? layer.inputs + 1 : rows.upperBound)
  }

  /// The samples of a shard among `count` of a mini-batch: as many for all, one more for the first ones.
  func samples(of shard: Int, count: Int) -> Range<Int> {
    let (share, more) = (count / shards, count % shards)
    return share * shard + min(shard, more)..<share * (shard + 1) + min(shard + 1, more)
  }

  /// The gradient of a layer in a slot.
  func gradient(_ layer: Int, slot: Int) -> MutableMatrixView<Scalar> { slots[slot][layer].all }

  /// The gradient of all shards, in the rows of the segment.
  func total(_ layer: Int) -> Panels<Scalar> { slots[result][layer] }

  /// Makes one sum of those of all processes, in a part of a layer's segment.
  func addUp(_ layer: Int, _ place: SharePlace) {
    let start = segments[layer].lowerBound
    let rows = place.rows.lowerBound - start..<place.rows.upperBound - start
    for addition in additions {
      let target = sums[layer][addition.target].rows(rows).columns(place.columns)
      target.set(.sum, target.reading, sums[layer][addition.source].rows(rows).columns(place.columns).reading)
    }
  }

  /// Copies new parameters of layer 0 to where they are sent from, if they lie in panels.
  func pack(_ index: Int, _ layer: LayerMemory<Scalar>, _ place: SharePlace) {
    if index > 0 || !isCopied { return }
    wires[0].rows(place.rows).columns(place.columns).update(from: layer.parameters.view(place).reading)
  }

  /// Copies what came of layer 0 into a member's panel.
  func unpack(_ layer: LayerMemory<Scalar>, columns: Range<Int>) {
    if !isCopied { return }
    for rows in [0..<segments[0].lowerBound, segments[0].upperBound..<layer.inputs + 1] {
      layer.parameters.view(SharePlace(rows: rows, columns: columns)).update(
        from: wires[0].rows(rows).columns(columns).reading)
    }
  }

  /// Whether other processes take part.
  var isShared: Bool { !gradients.isEmpty }

  /// Assembles a slot that each process keeps a segment of, such as a momentum, from the segments of all.
  func complete(_ panels: Panels<Scalar>, _ index: Int, _ layer: LayerMemory<Scalar>) {
    guard let group, group.count > 1 else { return }
    let whole = MatrixBuffer<Scalar>(rows: layer.inputs + 1, columns: layer.outputs)
    panels.copy(0..<layer.inputs + 1, into: whole.view)
    var messages = unsafe [Message]()
    for other in 0..<group.count where other != group.rank {
      let theirs = Self.segment(layer, of: other, group.count)
      unsafe messages.append(.send(to: other, bytes(of: whole.view.rows(segments[index]))))
      unsafe messages.append(.receive(from: other, bytes(of: whole.view.rows(theirs))))
    }
    let exchange = unsafe group.exchange(messages)
    exchange.begin()
    exchange.finish()
    panels.set(0..<layer.inputs + 1, to: whole.view.reading)
  }
}

/// The memory of rows without gaps.
@unsafe private func bytes<Scalar>(of rows: MutableMatrixView<Scalar>) -> UnsafeMutableRawBufferPointer {
  require(rows.stride == rows.columns || rows.rows <= 1, "a message with gaps between its rows")
  // In bounds: the rows lie side by side.
  return unsafe UnsafeMutableRawBufferPointer(
    start: rows.base, count: rows.rows * rows.columns * MemoryLayout<Scalar>.stride)
}

/// A matrix without gaps in the memory of a message.
@unsafe private func matrix<Scalar: BLASScalar>(
  in bytes: UnsafeMutableRawBufferPointer, rows: Int, columns: Int
) -> MutableMatrixView<Scalar> {
  require(
    bytes.count == rows * columns * MemoryLayout<Scalar>.stride,
    "a message of \(bytes.count) bytes for \(rows)x\(columns) elements")
  let base = unsafe bytes.baseAddress.map { unsafe $0.bindMemory(to: Scalar.self, capacity: rows * columns) }
  // In bounds: there are bytes for all elements.
  return unsafe MutableMatrixView(
    base: base ?? UnsafeMutablePointer(mutating: MatrixView<Scalar>.nowhere), rows: rows, columns: columns,
    stride: columns)
}
