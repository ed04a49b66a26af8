import NeuralNetwork
import Testing

@Suite struct SumTreeTests {
  /// The sum that processes make of texts: (0 (1 2)) and so on.
  private func sum(shards: Int, processes: Int, rank: Int) -> String {
    let share = shards / processes
    let nodes = (0..<processes).map { SumTree.nodes(of: share * $0..<share * ($0 + 1)) }
    let first = nodes[..<rank].reduce(0) { $0 + $1.count }
    let own = first..<first + nodes[rank].count
    var texts = nodes.joined().map { whole($0) }
    let plan = SumTree.additions(of: Array(nodes.joined())) { own.contains($0) }
    for addition in plan.additions {
      // The sum of two floating-point numbers does not depend on their order.
      let pair = [texts[addition.target], texts[addition.source]].sorted()
      texts[addition.target] = "(\(pair[0]) \(pair[1]))"
    }
    #expect(own.contains(plan.result) && plan.additions.count == nodes.joined().count - 1)
    return texts[plan.result]
  }

  /// The sum of a node, which is a perfect tree.
  private func whole(_ node: Range<Int>) -> String {
    if node.count == 1 { return "\(node.lowerBound)" }
    let middle = node.lowerBound + node.count / 2
    let pair = [whole(node.lowerBound..<middle), whole(middle..<node.upperBound)].sorted()
    return "(\(pair[0]) \(pair[1]))"
  }

  @Test func everyProcessAddsUpInTheSameOrder() {
    for shards in 1...40 {
      let alone = sum(shards: shards, processes: 1, rank: 0)
      for processes in 1...shards where shards.isMultiple(of: processes) {
        for rank in 0..<processes { #expect(sum(shards: shards, processes: processes, rank: rank) == alone) }
      }
    }
    #expect(sum(shards: 6, processes: 3, rank: 1) == "(((0 1) (2 3)) (4 5))")
  }

  /// Slots are used one after the other, and the sums of the largest nodes are left in the first ones.
  @Test func slotsAreMergedAsTheyFill() {
    for range in [0..<1, 0..<8, 0..<7, 3..<6, 5..<17, 12..<16] {
      var slots = [String]()
      for shard in range {
        #expect(slots.count == SumTree.nodes(of: range.lowerBound..<shard).count)
        slots.append("\(shard)")
        for _ in 0..<SumTree.merges(after: range.lowerBound..<shard + 1) {
          let pair = slots.suffix(2).sorted()
          slots.removeLast(2)
          slots.append("(\(pair[0]) \(pair[1]))")
        }
      }
      #expect(slots == SumTree.nodes(of: range).map(whole))
    }
  }
}
