import LinearAlgebra

extension Dataset {
  /// Takes some samples out, at random, to judge epochs by; both parts keep the order of the whole.
  ///
  /// - Parameters:
  ///   - count: the samples to take out.
  ///   - seed: the same seed takes the same.
  /// - Precondition: `count` is at least 1 and leaves one.
  /// - Complexity: a copy of all samples.
  public func holdingOut(_ count: Int, seed: UInt64 = 42) -> (training: Dataset, validation: Dataset) {
    require(
      count >= 1 && count < self.count, "holding \(count) of \(self.count) samples out: each part needs at least 1")
    var generator = SeededGenerator(seed: seed, .heldOut, 0)
    let order = allIndices.shuffled(using: &generator)
    return (subset(order[count...].sorted()), subset(order[..<count].sorted()))
  }

  /// Takes a share of the samples out, rounded to the nearest number of them.
  ///
  /// - Precondition: the share of samples is at least one of them and leaves one.
  /// - Complexity: a copy of all samples.
  public func holdingOut(fraction: Double, seed: UInt64 = 42) -> (training: Dataset, validation: Dataset) {
    require(fraction > 0 && fraction < 1, "holding a fraction of \(fraction) out: it must be above 0 and below 1")
    return holdingOut(Int((fraction * Double(count)).rounded()), seed: seed)
  }

  /// The samples at `indices`.
  private func subset(_ indices: [Int]) -> Dataset {
    let part: Features
    switch features {
    case .bytes(let bytes, let divisor):
      var taken = [UInt8]()
      taken.reserveCapacity(indices.count * inputs)
      for index in indices { taken += bytes[index * inputs..<(index + 1) * inputs] }
      part = .bytes(taken, divisor: divisor)
    case .values(let matrix): part = .values(matrix.rows(indices))
    }
    let goals: Targets
    switch targets {
    case .labels(let labels): goals = .labels(indices.map { labels[$0] })
    case .values(let matrix): goals = .values(matrix.rows(indices))
    }
    return Dataset(features: part, targets: goals, count: indices.count, inputs: inputs, outputs: outputs)
  }
}

extension Matrix {
  /// The rows at `indices`.
  fileprivate func rows(_ indices: [Int]) -> Matrix {
    withView { source in
      .written(rows: indices.count, columns: columns) { $0.gather(indices[...], of: source) }
    }
  }
}
