/// How rows are split over a team, those of C in a product: on a plan that depends on sizes and the thread count alone.
package struct RowPlan: Sendable {
  /// The rows.
  package let rows: Int
  /// The members that share them; 1 where the product is too small to share.
  package let members: Int

  /// The plan for `rows` rows on exactly `members` members, of whom some may get none.
  package init(rows: Int, members: Int) {
    self.rows = rows
    self.members = members
  }

  /// The plan for a product of `m` x `k` and `k` x `n` on at most `threads` threads.
  package init(m: Int, n: Int, k: Int, threads: Int) {
    rows = m
    let isWorthSharing = Double(m) * Double(n) * Double(k) >= Self.leastSharedWork
    members = threads > 1 && isWorthSharing ? max(1, min(threads, m / Self.granularity)) : 1
  }

  /// The rows of one member: whole tiles for everyone, what is left of the last tile with the last member.
  package func rows(of member: Int) -> Range<Int> {
    let tiles = (rows + Self.granularity - 1) / Self.granularity
    let start = tiles * member / members * Self.granularity
    let end = tiles * (member + 1) / members * Self.granularity
    return min(rows, start)..<min(rows, end)
  }

  /// A member gets at least 8 rows, and a multiple of 8: whole tiles.
  package static var granularity: Int { 8 }

  /// m * n * k above which two threads win: about 5 us of one core, against a barrier below 1 us.
  private static var leastSharedWork: Double { 250_000 }
}
