import LinearAlgebra

extension Dataset {
  /// Holds out random samples for validation; both parts keep the order of the whole.
  ///
  /// - Parameters:
  ///   - count: the number of samples to hold out.
  ///   - seed: the same seed holds out the same samples.
  /// - Precondition: `count` is at least 1 and leaves one.
  /// - Complexity: a copy of all samples.
  public func holdingOut(_ count: Int, seed: UInt64 = 42) -> (training: Dataset, validation: Dataset) {
    requireParts(count)
    var generator = SeededGenerator(seed: seed, .heldOut, 0)
    let order = allIndices.shuffled(using: &generator)
    return (self[order[count...].sorted()], self[order[..<count].sorted()])
  }

  /// Holds out a share of the samples, as the first part of ``split(_:seed:stratified:)`` with that share and the rest.
  ///
  /// ```swift
  /// let (training, testing) = data.holdingOut(fraction: 0.2, stratified: true)
  /// ```
  ///
  /// - Precondition: both parts have at least one sample; `stratified` needs labels.
  /// - Complexity: a copy of all samples.
  public func holdingOut(
    fraction: Double, seed: UInt64 = 42, stratified: Bool = false
  ) -> (training: Dataset, validation: Dataset) {
    require(fraction > 0 && fraction < 1, "holding a fraction of \(fraction) out: it must be above 0 and below 1")
    let parts = places([fraction, 1 - fraction], seed, stratified)
    requireParts(parts[0].count)
    return (self[parts[1]], self[parts[0]])
  }

  /// Splits the samples at random into parts, which keep the order of the whole.
  ///
  /// ```swift
  /// let parts = data.split([0.7, 0.15, 0.15], seed: 1, stratified: true)
  /// let (training, validation, testing) = (parts[0], parts[1], parts[2])
  /// ```
  ///
  /// - Parameters:
  ///   - fractions: the share of each part. A part gets that many samples, rounded down or up to a whole number.
  ///   - seed: the same seed makes the same parts.
  ///   - stratified: whether each class is split by itself, so that each part gets its share of each class, rounded
  ///     down or up. The size of a part may then be off by more than one sample.
  /// - Returns: a part for each fraction; every sample is in exactly one. A part of few samples may be empty.
  /// - Precondition: the fractions are above 0, and their sum is 1 to nine digits; `stratified` needs labels.
  /// - Complexity: a copy of all samples.
  public func split(_ fractions: [Double], seed: UInt64 = 42, stratified: Bool = false) -> [Dataset] {
    require(
      fractions.allSatisfy { $0 > 0 } && abs(fractions.reduce(0, +) - 1) < 1e-9,
      "a split into \(fractions): the fractions must be above 0, and their sum 1")
    return places(fractions, seed, stratified).map { self[$0] }
  }

  /// The samples in random order.
  ///
  /// A `Trainer` shuffles each epoch itself.
  ///
  /// - Parameter seed: the same seed makes the same order.
  /// - Complexity: a copy of all samples.
  public func shuffled(seed: UInt64 = 42) -> Dataset {
    var generator = SeededGenerator(seed: seed, .shuffled, 0)
    return self[allIndices.shuffled(using: &generator)]
  }

  /// The indices of the samples of each part, in ascending order.
  private func places(_ fractions: [Double], _ seed: UInt64, _ stratified: Bool) -> [[Int]] {
    var generator = SeededGenerator(seed: seed, .heldOut, 0)
    var parts = fractions.map { _ in [Int]() }
    // How many samples each part is short of its share of the strata so far.
    var owed = fractions.map { _ in 0.0 }
    for stratum in stratified ? placesOfClasses : [allIndices] {
      let order = stratum.shuffled(using: &generator)
      var start = 0
      for (part, size) in Self.deal(order.count, fractions, &owed).enumerated() {
        parts[part] += order[start..<start + size]
        start += size
      }
    }
    return parts.map { $0.sorted() }
  }

  /// Integers whose sum is `count`: the shares rounded down, plus one for the parts that are owed most, among those
  /// with a fractional share.
  private static func deal(_ count: Int, _ fractions: [Double], _ owed: inout [Double]) -> [Int] {
    let shares = fractions.map { $0 * Double(count) }
    // A share that differs from an integer only by rounding is that integer. All together stay below one sample.
    let rounding = min(1e-9 * Double(max(count, 1)), 0.5 / Double(max(fractions.count, 1)))
    var sizes = shares.map { Int($0 + rounding) }
    let isWhole = shares.indices.map { shares[$0] - Double(sizes[$0]) <= rounding }
    for part in owed.indices { owed[part] += shares[part] - Double(sizes[part]) }
    let rest = count - sizes.reduce(0, +)
    let order = owed.indices.sorted { (isWhole[$0] ? 1 : 0, -owed[$0], $0) < (isWhole[$1] ? 1 : 0, -owed[$1], $1) }
    for part in order.prefix(rest) {
      sizes[part] += 1
      owed[part] -= 1
    }
    return sizes
  }

  /// The indices of the samples of each class.
  private var placesOfClasses: [[Int]] {
    guard let labels else { trap("a stratified split of samples with target values: it needs labels") }
    var places = Array(repeating: [Int](), count: outputs)
    for (place, label) in labels.enumerated() { places[label].append(place) }
    return places
  }

  private func requireParts(_ held: Int) {
    require(held >= 1 && held < count, "holding \(held) of \(count) samples out: each part needs at least 1")
  }
}
