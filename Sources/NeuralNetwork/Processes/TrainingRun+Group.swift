import LinearAlgebra

// What the processes of a run agree on.
extension TrainingRun {
  /// Whether one of the processes says so.
  func isAgreed(_ flag: Bool) -> Bool {
    guard let group else { return flag }
    return group.gather([flag ? 1 : 0]).contains(1)
  }

  /// Ends all processes where the parameters of one are others: now and then a step looks.
  func requireSameParameters() {
    guard let group, group.count > 1, history.steps.isMultiple(of: Self.stepsBetweenChecks) else { return }
    let digest = workspace.layers.reduce(into: ParameterDigest()) { $0.add($1.parameters) }
    let halves = group.gather([Double(digest.value >> 32), Double(digest.value & 0xFFFF_FFFF)])
    for rank in 1..<group.count where halves[2 * rank..<2 * rank + 2] != halves[0..<2] {
      group.fail(
        "the parameters of rank \(rank) are not those of rank 0 after step \(history.steps): a machine computes wrongly,"
          + " or not all run the same program")
    }
  }

  private static var stepsBetweenChecks: Int { 100 }
}

/// A checksum of parameters: of 64 bits, each of which depends on every element and its place.
private struct ParameterDigest {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add<Scalar: BLASScalar>(_ panels: Panels<Scalar>) {
    for columns in panels.columns {
      let view = panels.view(columns).reading
      for i in 0..<view.rows { for j in 0..<view.columns { add(view[i, j]) } }
    }
  }

  private mutating func add<Scalar: BLASScalar>(_ element: Scalar) {
    // Every Float is a Double of its own.
    let x = (value ^ Double(element).bitPattern) &* 0x9E37_79B9_7F4A_7C15
    value = x ^ x >> 32
  }
}
