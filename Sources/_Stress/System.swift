import Foundation
import Synchronization

/// Runs `body(0)`, ..., `body(count - 1)`, each on a thread of its own, and returns when all have ended.
///
/// A cooperative pool would have no more threads than there are CPUs.
func onThreads(_ count: Int, _ body: @escaping @Sendable (Int) -> Void) {
  let ended = Atomic<Int>(0)
  for index in 0..<count {
    Thread {
      body(index)
      ended.add(1, ordering: .releasing)
    }.start()
  }
  while ended.load(ordering: .acquiring) < count { usleep(1000) }
}

/// The CPU time that this process has used so far.
func cpuSeconds() -> Double {
  var time = timespec()
  unsafe clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
  return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}

/// The memory of this process that is in RAM; 0 where the system does not say.
func residentBytes() -> Int {
  let words = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
  return words.count > 1 ? (Int(words[1]) ?? 0) * Int(sysconf(Int32(_SC_PAGESIZE))) : 0
}
