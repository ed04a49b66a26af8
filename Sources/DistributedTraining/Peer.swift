#if MPI && os(Linux)
  internal import CMPI
  import Glibc

  /// Another rank of this host, as the watch sees it.
  struct Peer {
    let identity: ProcessIdentity
    let page: SharedPage
    /// Readable when the process has ended; -1 where the system gives none, and when the end needs no sentence.
    private(set) var descriptor: Int32
    private var stopped: Patience?

    init(_ identity: ProcessIdentity, page: SharedPage) {
      self.identity = identity
      self.page = page
      descriptor = dense_process_descriptor(identity.process)
    }

    /// Why the processes must end: this one is gone, or has been stopped for as long as `deadline`, and is killed now. Nil
    /// where they need not; where SIGTERM ends this process, too, an end by SIGTERM is no cause.
    mutating func cause(_ deadline: Duration, isTerminating: Bool) -> String? {
      let status = ProcessStatus(process: identity.process)
      guard let status, status.start == identity.start, !status.isOver else {
        return causeOfEnd(isTerminating: isTerminating)
      }
      guard status.isStopped else {
        stopped = nil
        return nil
      }
      if stopped == nil { stopped = Patience(deadline, lookingEvery: .seconds(1)) }
      guard stopped?.isOver() == true else { return nil }
      // It cannot end by itself, and not every launcher ends it.
      kill(identity.process, SIGKILL)
      return "\(identity.name) has been stopped for \(deadline.words), \(page.place)"
    }

    /// The same for a process that has ended.
    mutating func causeOfEnd(isTerminating: Bool) -> String? {
      switch page.phase {
      case .exited: return "\(identity.name) ended with status \(page.status) \(page.place)"
      case .running, .leaving: return "\(identity.name) was gone \(page.place)"
      case .terminated where !isTerminating: return "\(identity.name) was ended by SIGTERM \(page.place)"
      case .finished, .terminated:
        // It would be readable from now on.
        if descriptor >= 0 { close(descriptor) }
        descriptor = -1
        return nil
      }
    }

    /// What is known about it while it is waited for.
    var remark: String {
      if page.phase == .leaving || page.phase == .finished { return "; it has left the others" }
      if ProcessStatus(process: identity.process)?.isStopped == true { return "; it is stopped" }
      return page.awaited < 0 ? "" : "; it waits for rank \(page.awaited)"
    }
  }
#endif
