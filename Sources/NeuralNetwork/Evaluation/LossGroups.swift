import LinearAlgebra

/// The loss of each group of samples. The groups are added up in order, so the sum does not depend on which member
/// computed them.
struct LossGroups {
  private let losses: MatrixBuffer<Double>

  /// The samples of a group, which is never split between members.
  static var size: Int { Partition.granularity }

  /// Storage for the groups of up to `samples` samples.
  init(samples: Int) {
    // Losses are 256 bytes apart, because two members write adjacent ones at the same time.
    losses = MatrixBuffer(rows: samples / Self.size + 1, columns: 32)
  }

  /// Sets the loss of each group of the `samples`, which start at the beginning of a group.
  func evaluate(_ samples: Range<Int>, _ loss: (_ group: Range<Int>) -> Double) {
    for start in stride(from: samples.lowerBound, to: samples.upperBound, by: Self.size) {
      losses.view[start / Self.size, 0] = loss(start..<min(start + Self.size, samples.upperBound))
    }
  }

  /// The loss of the `samples`, which start at the beginning of a group: the sum over their groups.
  func total(_ samples: Range<Int>) -> Double {
    var sum = 0.0
    for start in stride(from: samples.lowerBound, to: samples.upperBound, by: Self.size) {
      sum += losses.view[start / Self.size, 0]
    }
    return sum
  }
}
