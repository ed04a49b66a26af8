import LinearAlgebra

/// The order in which an epoch takes the samples: a function of the seed and the epoch's number, so that a run can
/// be resumed from anywhere.
package struct EpochOrder: Sendable {
  package private(set) var indices: [Int]
  private let seed: UInt64
  private let shuffles: Bool
  /// The epoch whose order `indices` has; 0 before the first.
  private var epoch = 0

  package init(_ indices: [Int], seed: UInt64, shuffles: Bool) {
    (self.indices, self.seed, self.shuffles) = (indices, seed, shuffles)
  }

  /// Makes the order that of an epoch, counted from 1, in the memory that is there.
  package mutating func draw(epoch: Int) {
    if !shuffles || epoch == self.epoch { return }
    self.epoch = epoch
    for place in indices.indices { indices[place] = place }
    var generator = SeededGenerator(seed: seed, .order, epoch)
    indices.shuffle(using: &generator)
  }
}

/// What random numbers of a run are for.
enum RandomPurpose: UInt64 {
  case order, heldOut, shuffled, deformation
}

extension SeededGenerator {
  /// The generator of one place in a run: what others draw does not change what it draws.
  init(seed: UInt64, _ purpose: RandomPurpose, _ number: Int) {
    self.init(seed: Self.key(seed: seed, purpose) ^ UInt64(number))
  }

  /// The key of all random numbers of a run for one purpose.
  static func key(seed: UInt64, _ purpose: RandomPurpose) -> UInt64 {
    var outer = SplitMix64(state: seed)
    var inner = SplitMix64(state: outer.next() ^ purpose.rawValue)
    return inner.next()
  }
}
