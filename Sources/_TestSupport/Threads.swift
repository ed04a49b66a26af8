import Foundation
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
