#if MPI && os(Linux)
  internal import CMPI
  import NeuralNetwork

  /// A communicator of its own for all processes; every method is called on the thread that calls MPI.
  struct MPILink {
    let communicator: dense_communicator
    let rank: Int
    let count: Int
    let deadline: Duration

    /// Initializes MPI and copies its communicator.
    static func open(deadline: Duration) throws(MPIFailure) -> MPILink {
      var flag: CInt = 0
      try unsafe check(dense_is_initialized(&flag), "MPI_Initialized")
      if flag != 0 { throw .call("MPI was initialized before, by another part of the program") }
      try unsafe check(dense_initialize(&flag), "MPI_Init_thread")
      if flag == 0 { throw .call("this MPI serves no program with threads (MPI_THREAD_FUNNELED)") }
      var (rank, count): (CInt, CInt) = (0, 0)
      try unsafe check(dense_world_rank(&rank), "MPI_Comm_rank")
      try unsafe check(dense_world_size(&count), "MPI_Comm_size")

      var (copy, request, status) = (dense_communicator(), dense_request(), dense_status())
      try unsafe check(dense_duplicate_world(&copy, &request), "MPI_Comm_idup")
      var wait = Wait()
      var patience = Patience(deadline)
      while true {
        try unsafe check(dense_test_all(1, &request, &status, &flag), "MPI_Test")
        if flag != 0 { break }
        if wait.pause(), patience.isOver() { throw .call("not all processes joined within \(deadline.words)") }
      }
      try check(dense_return_errors(copy), "MPI_Comm_set_errhandler")
      return MPILink(communicator: copy, rank: Int(rank), count: Int(count), deadline: deadline)
    }

    /// Gathers the same number of bytes from each process, in the order of their ranks. It waits `patience` times the
    /// deadline.
    func gather(
      _ bytes: [UInt8], tag: MessageTag = .work, patience: Int = 1, waiting: (Int) -> Void = { _ in }
    ) throws(MPIFailure) -> [UInt8] {
      let (length, all) = (bytes.count, bytes.count * count)
      let sent = UnsafeMutableRawBufferPointer.allocate(byteCount: length, alignment: 16)
      let received = UnsafeMutableRawBufferPointer.allocate(byteCount: all, alignment: 16)
      defer {
        unsafe sent.deallocate()
        unsafe received.deallocate()
      }
      unsafe sent.copyBytes(from: bytes)
      var messages = unsafe [Message]()
      // From the next rank on, so that not all send to the first at a time.
      for other in (1..<max(count, 1)).map({ (rank + $0) % count }) {
        // In bounds: there is memory for the bytes of each rank.
        let part = unsafe UnsafeMutableRawBufferPointer(rebasing: received[other * length..<(other + 1) * length])
        unsafe messages.append(.receive(from: other, part))
        unsafe messages.append(.send(to: other, sent))
      }
      let requests = try unsafe MPIRequests(messages, on: communicator, tag: tag)
      try requests.begin()
      try requests.wait(deadline * patience, waiting: waiting)
      requests.free()
      var result = unsafe [UInt8](received)
      result.replaceSubrange(rank * length..<(rank + 1) * length, with: bytes)
      return result
    }
  }

  extension Duration {
    /// In seconds, such as "60 s" or "0.5 s".
    var words: String {
      let seconds = Double(components.seconds) + Double(components.attoseconds) / 1e18
      return seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
    }
  }
#endif
