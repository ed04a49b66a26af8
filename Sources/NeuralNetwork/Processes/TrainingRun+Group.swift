import LinearAlgebra

// What the processes of a run agree on.
extension TrainingRun {
  /// Which of the flags are set in one of the processes.
  func whatOneSays(_ flags: [Bool]) -> [Bool] {
    guard let group else { return flags }
    let all = group.gather(flags.map { $0 ? 1 : 0 })
    return flags.indices.map { index in (0..<group.count).contains { all[$0 * flags.count + index] == 1 } }
  }

  /// Ends all processes where one of them begins another run.
  func requireSameRun() {
    guard let group, group.count > 1 else { return }
    let layers = template.layers.map { "\($0.inputs)-\($0.outputs) \($0.activation)" }.joined(separator: ", ")
    let facts =
      trainer.settings + machine + [("network", "\(layers), \(template.loss)")] + dataTexts
    // FNV-1a.
    let digests = group.gather(
      facts.map { _, value in
        Double(value.utf8.reduce(2_166_136_261 as UInt32) { ($0 ^ UInt32($1)) &* 16_777_619 })
      })
    for rank in 1..<group.count {
      for (index, (name, value)) in facts.enumerated() where digests[rank * facts.count + index] != digests[index] {
        group.fail(
          "rank \(rank) and rank 0 do not begin the same run: another \(name) ('\(value)' on rank \(group.rank))")
      }
    }
    requireSameParameters("before the first step")
  }

  /// Ends all processes if the parameters of one differ; checked every `stepsBetweenChecks` steps.
  func requireSameParameters() {
    // A process that is alone makes no sentence: its steps allocate nothing.
    if group != nil && history.steps.isMultiple(of: Self.stepsBetweenChecks) {
      requireSameParameters("after step \(history.steps): a machine computes wrongly, or runs another program")
    }
  }

  private func requireSameParameters(_ place: String) {
    guard let group, group.count > 1 else { return }
    var digest = workspace.layers.reduce(into: ParameterDigest()) { $0.add($1.parameters) }
    if let standardizer = template.standardizer {
      for row in [standardizer.mean, standardizer.scale] { row.withView { digest.add($0) } }
    }
    let halves = group.gather([Double(digest.value >> 32), Double(digest.value & 0xFFFF_FFFF)])
    for rank in 1..<group.count where halves[2 * rank..<2 * rank + 2] != halves[0..<2] {
      group.fail("the parameters of rank \(rank) are not those of rank 0 \(place)")
    }
  }

  private static var stepsBetweenChecks: Int { 100 }
}

/// A checksum of parameters: of 64 bits, each of which depends on every element and its place.
private struct ParameterDigest {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  mutating func add<Scalar: BLASScalar>(_ panels: Panels<Scalar>) {
    // Row by row, however the columns are shared in this process.
    let views = panels.columns.map { panels.view($0).reading }
    for i in 0..<panels.rows {
      for view in views { add(view.row(i)) }
    }
  }

  /// Adds the elements of a row.
  mutating func add<Scalar: BLASScalar>(_ row: MatrixView<Scalar>) {
    // In bounds: the elements of a row lie side by side.
    unsafe add(UnsafeRawBufferPointer(start: row.base, count: row.columns * MemoryLayout<Scalar>.stride))
  }

  /// Adds the bytes of whole elements, of 4 bytes or a multiple.
  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    var value = value
    for offset in stride(from: 0, to: bytes.count, by: 4) {
      let x = unsafe (value ^ UInt64(bytes.load(fromByteOffset: offset, as: UInt32.self))) &* 0x9E37_79B9_7F4A_7C15
      value = x ^ x >> 32
    }
    self.value = value
  }
}
