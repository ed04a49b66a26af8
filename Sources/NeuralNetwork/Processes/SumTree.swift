/// In which order the shards of a mini-batch are added up: neighbours first, then neighbouring pairs, and so on, as far as
/// the number of shards allows; then what is left from right to left. The order depends on the number of shards alone.
///
/// A node is a run of 2^j shards that begins at a multiple of 2^j.
package enum SumTree {
  /// What is to be done with one node's sum: it is added to another's. The sum is left in `target`.
  package struct Addition: Equatable {
    package let target: Int
    package let source: Int
  }

  /// The largest nodes that a run of shards is made of, in order.
  package static func nodes(of range: Range<Int>) -> [Range<Int>] {
    var nodes = [Range<Int>]()
    for shard in range {
      nodes.append(shard..<shard + 1)
      while let node = parent(of: nodes) { nodes.replaceSubrange(nodes.count - 2..<nodes.count, with: [node]) }
    }
    return nodes
  }

  /// How often the last two sums are added up once the last shard of `range` is complete.
  package static func merges(after range: Range<Int>) -> Int {
    nodes(of: range.dropLast()).count + 1 - nodes(of: range).count
  }

  /// The additions that make the sum of all shards of these nodes, which follow each other, and where the sum is in the end.
  /// Of two sums to be added, the one that is `own` takes the other.
  package static func additions(of nodes: [Range<Int>], isOwn: (Int) -> Bool) -> (additions: [Addition], result: Int) {
    var additions = [Addition]()
    var stack = [(node: Range<Int>, place: Int)]()
    func merge() {
      let (left, right) = (stack[stack.count - 2], stack[stack.count - 1])
      let (target, source) = isOwn(right.place) ? (right.place, left.place) : (left.place, right.place)
      additions.append(Addition(target: target, source: source))
      stack.removeLast(2)
      stack.append((left.node.lowerBound..<right.node.upperBound, target))
    }
    for (place, node) in nodes.enumerated() {
      stack.append((node, place))
      while parent(of: stack.map(\.node)) != nil { merge() }
    }
    while stack.count > 1 { merge() }
    return (additions, stack[0].place)
  }

  /// The node that the last two are the halves of.
  private static func parent(of nodes: [Range<Int>]) -> Range<Int>? {
    guard nodes.count >= 2 else { return nil }
    let (left, right) = (nodes[nodes.count - 2], nodes[nodes.count - 1])
    guard left.count == right.count, left.lowerBound % (2 * left.count) == 0 else { return nil }
    return left.lowerBound..<right.upperBound
  }
}
