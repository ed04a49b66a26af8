import Foundation
import LinearAlgebra
import Synchronization

/// Runs `body(0)`, ..., `body(count - 1)`, each on a thread of its own, and returns when all have ended.
///
/// A cooperative pool would have no more threads than there are CPUs. Without `stackSize`, in bytes, the system chooses.
public func onThreads(_ count: Int, stackSize: Int? = nil, _ body: @escaping @Sendable (Int) -> Void) {
  let ended = Atomic<Int>(0)
  for index in 0..<count {
    let thread = Thread {
      body(index)
      ended.add(1, ordering: .releasing)
    }
    if let stackSize { thread.stackSize = stackSize }
    thread.start()
  }
  while ended.load(ordering: .acquiring) < count { usleep(1000) }
}

/// Runs `body` on all CPUs with the next 50 indices, again and again: up to `count`, or until it returns false.
public func onAllCPUs(count: Int = .max, _ body: @escaping @Sendable (Range<Int>) -> Bool) {
  let next = Atomic<Int>(0)
  onThreads(Processors.available) { _ in
    while true {
      let first = next.add(50, ordering: .relaxed).oldValue
      if first >= count || !body(first..<min(count, first + 50)) { return }
    }
  }
}
