#if MPI && os(Linux)
  internal import CMPI
  import Glibc
  import Synchronization

  /// A thread that looks whether the other ranks of the host live, and ends this process with a sentence when one does
  /// not. It calls no MPI, which waits forever for a process that is gone.
  final class PeerWatch: @unchecked Sendable {
    /// The time between two checks of what needs no system call.
    private static let interval: Duration = .milliseconds(50)
    /// How long SIGTERM is held back, so that its cause is reported first.
    private static let terminationTime: Duration = .milliseconds(300)

    /// This process's own.
    private let page: SharedPage
    /// The page of the host's first rank, in which the sentence is claimed.
    private let first: SharedPage
    private let deadline: Duration
    private let isOver = Atomic<Bool>(false)
    /// Changed by the thread alone; others read only their constants.
    private var peers: [Peer]

    init(page: SharedPage, first: SharedPage, peers: [Peer], deadline: Duration) {
      (self.page, self.first, self.peers, self.deadline) = (page, first, peers, deadline)
      readers = Dictionary(uniqueKeysWithValues: peers.map { ($0.identity.rank, $0) })
    }

    private let readers: [Int: Peer]

    func start() throws(MPIFailure) { try BackgroundThread.start { self.run() } }

    /// Ends the thread at its next look.
    func stop() { isOver.store(true, ordering: .relaxed) }

    /// Says why the processes end, unless that has been said on this host.
    func say(_ sentence: String) { first.say(sentence) }

    /// Whether a rank of this host waits for another one.
    func isWaiting(_ rank: Int) -> Bool { (readers[rank]?.page.awaited ?? -1) >= 0 }

    /// What is known about a rank that is waited for; empty if that is nothing.
    func remark(on rank: Int) -> String { readers[rank]?.remark ?? "" }

    private func run() {
      let looks = statusLooks
      var turn = 0
      var termination: Patience?
      while !isOver.load(ordering: .relaxed) {
        let ended = waitForEnd()
        if termination == nil && Termination.isPending {
          termination = Patience(Self.terminationTime)
          page.phase = .terminated
        }
        if first.hasSentence { end(termination != nil) }
        // At once, without a look at files: a launcher that has noticed too may end this process.
        let causes = ended.compactMap { peers[$0].causeOfEnd(isTerminating: termination != nil) }
        if !causes.isEmpty {
          say(causes.joined(separator: "; "))
          end(termination != nil)
        }
        turn += 1
        if termination != nil || turn % looks == 0 {
          for index in peers.indices {
            guard let cause = peers[index].cause(deadline, isTerminating: termination != nil) else { continue }
            say(cause)
            end(termination != nil)
          }
        }
        if termination?.isOver() == true { end(true) }
      }
    }

    /// Ends the process, after a moment in which the process that claimed the sentence prints it.
    private func end(_ isTerminating: Bool) -> Never {
      usleep(20_000)
      _exit(isTerminating ? 128 + SIGTERM : 1)
    }

    /// Waits for one interval, or until peers have ended: their indices.
    private func waitForEnd() -> [Int] {
      var entries = peers.map { pollfd(fd: $0.descriptor, events: Int16(POLLIN), revents: 0) }
      let milliseconds = Int32(Self.interval.components.attoseconds / 1_000_000_000_000_000)
      // In bounds: as many as there are.
      guard unsafe poll(&entries, nfds_t(entries.count), milliseconds) > 0 else { return [] }
      return entries.indices.filter { entries[$0].revents != 0 }
    }

    /// The status files are read at every so many checks. If descriptors announce each end, they only show who is stopped.
    private var statusLooks: Int {
      guard peers.allSatisfy({ $0.descriptor >= 0 }) else { return 1 }
      return max(1, min(20, Int(deadline / Self.interval / 10)))
    }
  }
#endif
