#if MPI && os(Linux)
  internal import CMPI
  import Glibc
  import LinearAlgebra
  import Synchronization

  extension MPIProcesses {
    /// Leaves the others in order, and waits until all of them do. A program that ends with status 0 need not call it.
    ///
    /// After the first call it does nothing.
    ///
    /// - Precondition: No messages are underway, and the thread is the one that called ``start(deadline:)``.
    public func finish() {
      guard !isFinished.load(ordering: .relaxed) else { return }
      require(exchangesUnderway == 0, "finish() was called while messages were underway")
      freeReleased()
      perform { () throws(MPIFailure) in
        // MPI_Finalize has no deadline, so all must be here first. Twice the deadline: one that still works notices before
        // that this one has left, and says so.
        page.phase = .leaving
        _ = try link.gather([0], tag: .leaving, patience: 2)
        page.phase = .finished
        // The watch goes on: MPI_Finalize waits for the others, and forever for one that is gone.
        try check(dense_finalize(), "MPI_Finalize")
      }
      isFinished.store(true, ordering: .relaxed)
      watch.stop()
    }

    /// Registers the clean-up for the end of the program, by `exit` or the return of `main`.
    static func endWithProgram() {
      _ = unsafe dense_at_exit { status, _ in MPIProcesses.started.withLock { $0 }?.programEnded(Int(status)) }
    }

    private func programEnded(_ status: Int) {
      guard !isFinished.load(ordering: .relaxed) else { return }
      if status == 0 && exchangesUnderway == 0 && pthread_equal(pthread_self(), thread) != 0 { return finish() }
      page.status = status
      page.phase = .exited
      watch.say("\(names[rank]) ended with status \(status) \(page.place)")
    }

    /// Ends all processes because of `failure`.
    func end(_ failure: MPIFailure) -> Never {
      switch failure {
      case .silence(let rank, _):
        // The process that waits for the missing rank itself reports it.
        if watch.isWaiting(rank) { usleep(300_000) }
        end("\(Self.sentence(failure, deadline) { self.names[$0] }), \(page.place)\(watch.remark(on: rank))")
      case .call, .mismatch:
        end("\(names[self.rank]) failed \(page.place): \(Self.sentence(failure, deadline) { self.names[$0] })")
      }
    }

    /// Ends all processes with a sentence on standard error.
    func end(_ sentence: String) -> Never {
      watch.say(sentence)
      // On another thread MPI may not be called; the launcher ends the others.
      if pthread_equal(pthread_self(), thread) != 0 { dense_abort(link.communicator, 1) }
      _exit(1)
    }

    static func sentence(_ failure: MPIFailure, _ deadline: Duration, name: (Int) -> String) -> String {
      switch failure {
      case .call(let problem): problem
      case .silence(let rank, let isReceive):
        "\(name(rank)) \(isReceive ? "sent" : "took") nothing for \(deadline.words)"
      case .mismatch(let rank, let bytes, let expected):
        "\(name(rank)) sent \(bytes) bytes where \(expected) were expected: the processes do not make the same calls"
      }
    }
  }
#endif
