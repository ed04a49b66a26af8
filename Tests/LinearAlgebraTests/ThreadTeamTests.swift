import Foundation
import LinearAlgebra
import Synchronization
import Testing

@Suite struct ThreadTeamTests {
  /// Counts of calls by part, from any thread.
  final class Counts: @unchecked Sendable {
    private let lock = NSLock()
    private var counts: [Int: Int] = [:]
    func add(_ part: Int) { lock.withLock { counts[part, default: 0] += 1 } }
    var all: [Int: Int] { lock.withLock { counts } }
  }

  @Test(arguments: [0, 1, 2, 3, 8, 100]) func everyPartRunsOnce(parts: Int) {
    let counts = Counts()
    ThreadTeam.shared.run(parts) { counts.add($0) }
    #expect(counts.all == Dictionary(uniqueKeysWithValues: (0..<parts).map { ($0, 1) }))
  }

  /// 256 threads are the most. In a process of its own no other test has the team, and the threads do not stay.
  @Test func partsBeyondTheMostThreadsRunOnceToo() async {
    await #expect(processExitsWith: .success) {
      let counts = ThreadTeamTests.Counts()
      ThreadTeam.shared.run(300) { counts.add($0) }
      #expect(counts.all == Dictionary(uniqueKeysWithValues: (0..<300).map { ($0, 1) }))
    }
  }

  @Test func aPartMayCallForATeamOfItsOwn() {
    let counts = Counts()
    ThreadTeam.shared.run(4) { outer in ThreadTeam.shared.run(3) { counts.add(outer * 3 + $0) } }
    #expect(counts.all.count == 12 && counts.all.values.allSatisfy { $0 == 1 })
  }

  @Test func manyCallersAtOnceEachGetAllTheirParts() async {
    await withTaskGroup(of: Int.self) { group in
      for _ in 0..<8 {
        group.addTask {
          let sum = Atomic<Int>(0)
          for _ in 0..<500 { ThreadTeam.shared.run(3) { sum.add($0 + 1, ordering: .relaxed) } }
          return sum.load(ordering: .relaxed)
        }
      }
      for await sum in group { #expect(sum == 500 * 6) }
    }
  }

  @Test func whatPartsWroteIsThereAfterTheRun() {
    let buffer = MatrixBuffer<Double>(rows: 64, columns: 100)
    for round in 0..<200 {
      ThreadTeam.shared.run(4) { part in buffer.view.rows(16 * part..<16 * part + 16).fill(Double(round)) }
      #expect(buffer.view[0, 0] + buffer.view[63, 99] + buffer.view[17, 5] == 3 * Double(round))
    }
  }

  /// A team that stayed busy would leave all later parts to the thread of their caller, with the same results.
  @Test func theTeamIsFreeAfterARun() async {
    await #expect(processExitsWith: .success) {
      for _ in 0..<3 {
        let threads = ThreadTeamTests.Counts()
        ThreadTeam.shared.run(2) { _ in threads.add(Int(bitPattern: pthread_self())) }
        #expect(threads.all.count == 2)
      }
    }
  }

  @Test func membersThatSleptAreWoken() async throws {
    let counts = Counts()
    for _ in 0..<5 {
      ThreadTeam.shared.run(2) { counts.add($0) }
      try await Task.sleep(for: .milliseconds(5))
    }
    #expect(counts.all == [0: 5, 1: 5])
  }
}
