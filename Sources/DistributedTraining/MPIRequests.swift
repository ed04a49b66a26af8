#if MPI && os(Linux)
  internal import CMPI
  import NeuralNetwork

  /// Persistent requests of MPI for messages that are sent again and again, from and to the same memory; every method is
  /// called on the thread that calls MPI.
  @safe final class MPIRequests: @unchecked Sendable {
    /// A message as MPI sees it.
    private struct Part {
      let rank: Int
      let isReceive: Bool
      let bytes: Int
    }

    /// Bytes of a longer message that MPI is given at a time, so that a long transfer shows its progress. Between two
    /// processes of one host, 1, 4 and 16 MiB are equally fast.
    static let piece = 4 << 20

    private let parts: [Part]
    private let requests: UnsafeMutablePointer<dense_request>
    private let statuses: UnsafeMutablePointer<dense_status>

    /// - Precondition: The memory of the messages stays until `free`.
    init(
      _ messages: [Message], on communicator: dense_communicator, tag: MessageTag = .work
    ) throws(MPIFailure) {
      var parts = [Part]()
      var memory = unsafe [UnsafeMutableRawPointer]()
      for index in unsafe messages.indices {
        let (rank, (bytes, isReceive)) = unsafe (messages[index].rank, messages[index].memory)
        guard let start = bytes.baseAddress else { continue }
        for offset in stride(from: 0, to: bytes.count, by: Self.piece) {
          parts.append(Part(rank: rank, isReceive: isReceive, bytes: min(Self.piece, bytes.count - offset)))
          // In bounds: `offset` is less than the length.
          unsafe memory.append(start + offset)
        }
      }
      self.parts = parts
      unsafe requests = .allocate(capacity: parts.count)
      unsafe statuses = .allocate(capacity: parts.count)
      unsafe statuses.initialize(repeating: dense_status(), count: parts.count)
      for (index, part) in parts.enumerated() {
        let (bytes, rank) = (CInt(part.bytes), CInt(part.rank))
        // In bounds: `index` is one of `parts`, and the memory has the part's bytes.
        let (start, request) = unsafe (memory[index], requests + index)
        // Between two processes, messages of one tag are matched in the order in which they begin.
        if part.isReceive {
          try unsafe check(dense_make_receive(start, bytes, rank, tag.rawValue, communicator, request), "MPI_Recv_init")
        } else {
          try unsafe check(dense_make_send(start, bytes, rank, tag.rawValue, communicator, request), "MPI_Send_init")
        }
      }
    }

    deinit {
      unsafe requests.deallocate()
      unsafe statuses.deallocate()
    }

    /// Begins all, in their order: `MPI_Startall` promises none.
    func begin() throws(MPIFailure) {
      // In bounds: there is a request for each part.
      for index in parts.indices { try unsafe check(dense_begin(requests + index), "MPI_Start") }
    }

    /// Whether all that was begun has arrived.
    func areComplete() throws(MPIFailure) -> Bool {
      var flag: CInt = 0
      // In bounds: there are a request and a status for each part.
      try unsafe check(dense_test_all(CInt(parts.count), requests, statuses, &flag), "MPI_Testall")
      guard flag != 0 else { return false }
      for (index, part) in parts.enumerated() where part.isReceive {
        var bytes: CInt = 0
        // In bounds: there is a status for each part.
        try unsafe check(dense_received_bytes(statuses + index, &bytes), "MPI_Get_count")
        if Int(bytes) != part.bytes {
          throw .mismatch(rank: part.rank, bytes: Int(bytes), expected: part.bytes)
        }
      }
      return true
    }

    /// Waits until all that was begun has arrived, calling `waiting` now and then with the rank that a long wait is for.
    ///
    /// - Throws: `.silence` where nothing arrives for as long as `deadline`.
    func wait(_ deadline: Duration, waiting: (Int) -> Void = { _ in }) throws(MPIFailure) {
      var wait = Wait()
      var patience: Patience?
      var outstanding = 0
      while try !areComplete() {
        guard wait.pause() else { continue }
        let (count, first) = try self.outstanding()
        guard let first else { continue }
        if patience == nil || count != outstanding { patience = Patience(deadline) }
        outstanding = count
        waiting(first.rank)
        if patience?.isOver() == true { throw .silence(rank: first.rank, isReceive: first.isReceive) }
      }
    }

    /// The number of requests that are not complete, and the one that is waited for: one to receive, if there is one.
    private func outstanding() throws(MPIFailure) -> (count: Int, first: Part?) {
      var count = 0
      var first: Part?
      for (index, part) in parts.enumerated() {
        var flag: CInt = 0
        // In bounds: there is a request for each part.
        try unsafe check(dense_is_complete(requests + index, &flag), "MPI_Request_get_status")
        if flag != 0 { continue }
        count += 1
        if first == nil || (part.isReceive && first?.isReceive == false) { first = part }
      }
      return (count, first)
    }

    /// Gives the requests back to MPI. None of them may be underway.
    func free() {
      // In bounds: there is a request for each part. An error would change nothing for the caller.
      for index in parts.indices { _ = unsafe dense_free(requests + index) }
    }
  }

  /// What a message is for: those of one kind never meet those of the other.
  enum MessageTag: CInt {
    case work
    /// Of the end: a process that leaves early is not mistaken for one that sends something else.
    case leaving
    /// That what was sent has been read in shared memory.
    case reading
  }

  extension Message {
    /// The other process.
    var rank: Int {
      switch unsafe self {
      case .send(let rank, _), .receive(let rank, _), .borrow(let rank, _): rank
      }
    }

    var byteCount: Int {
      switch unsafe self {
      case .send(_, let bytes), .receive(_, let bytes): bytes.count
      case .borrow(_, let byteCount): byteCount
      }
    }

    /// Its memory, and whether that is filled.
    fileprivate var memory: (bytes: UnsafeMutableRawBufferPointer, isReceive: Bool) {
      switch unsafe self {
      case .send(_, let bytes): unsafe (bytes, false)
      case .receive(_, let bytes): unsafe (bytes, true)
      case .borrow: preconditionFailure("a message is borrowed where memory is not shared")
      }
    }
  }
#endif
