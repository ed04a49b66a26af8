/// How rows, columns or samples are split over a team: by sizes and the thread count alone.
package struct Partition: Sendable {
  package let count: Int
  /// The number of members that share them; 1 if the product is too small to share.
  package let members: Int
  /// Each member gets a multiple of this many, except the last.
  private let unit: Int

  /// The split of `count` on exactly `members` members, some of which may get none.
  package init(count: Int, members: Int, unit: Int = granularity) {
    (self.count, self.members, self.unit) = (count, members, unit)
  }

  /// The split of the rows of a product of `m` x `k` and `k` x `n` on at most `threads` threads.
  package init(m: Int, n: Int, k: Int, threads: Int) {
    let isWorthSharing = Double(m) * Double(n) * Double(k) >= Self.leastSharedWork
    self.init(count: m, members: threads > 1 && isWorthSharing ? max(1, min(threads, m / Self.granularity)) : 1)
  }

  /// The range of one member: whole units for everyone, with an incomplete last unit for the last member.
  package func range(of member: Int) -> Range<Int> {
    let units = (count + unit - 1) / unit
    let start = units * member / members * unit
    let end = units * (member + 1) / members * unit
    return min(count, start)..<min(count, end)
  }

  /// A member gets at least 8 rows, and a multiple of 8: whole tiles.
  package static var granularity: Int { 8 }

  /// m * n * k above which two threads win: about 5 us of one core, against a barrier below 1 us.
  private static var leastSharedWork: Double { 250_000 }
}
