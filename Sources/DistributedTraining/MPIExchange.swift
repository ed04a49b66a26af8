#if MPI && os(Linux)
  import LinearAlgebra
  import NeuralNetwork
  import Synchronization

  /// Messages that are sent again and again, by persistent requests. A message in memory that both processes share is read
  /// in place; a notice is sent instead of its bytes.
  @safe final class MPIExchange: Exchange {
    private let processes: MPIProcesses
    private let requests: MPIRequests
    /// The notices that bytes have been copied: until then the sender leaves them as they are.
    private let readings: MPIRequests
    /// The memory of all of these.
    private let lease: SharedLease
    private var isUnderway = false
    private var hasArrived = false

    /// - Precondition: The memory of the messages stays as long as this object.
    @unsafe init(_ messages: [Message], of processes: MPIProcesses) throws(MPIFailure) {
      self.processes = processes
      lease = try unsafe SharedLease(messages, of: processes)
      requests = try unsafe MPIRequests(lease.messages, on: processes.link.communicator)
      readings = try unsafe MPIRequests(lease.readings, on: processes.link.communicator, tag: .reading)
    }

    deinit {
      require(!isUnderway, "an exchange was released while its messages were underway")
      processes.free(requests)
      processes.free(readings)
    }

    var borrowed: [UnsafeMutableRawBufferPointer] { unsafe lease.borrowed }

    func begin() {
      require(!isUnderway, "the messages of this exchange are underway: finish() comes first")
      // What was written to shared memory so far is seen by whoever gets a notice.
      atomicMemoryFence(ordering: .releasing)
      processes.perform { () throws(MPIFailure) in try requests.begin() }
      (isUnderway, hasArrived) = (true, false)
      processes.exchangesUnderway += 1
    }

    func advance() {
      guard isUnderway && !hasArrived else { return }
      processes.perform { () throws(MPIFailure) in hasArrived = try requests.areComplete() }
    }

    func finish() {
      guard isUnderway else { return }
      processes.perform { () throws(MPIFailure) in
        if !hasArrived { try wait(requests) }
        atomicMemoryFence(ordering: .acquiring)
        lease.copy()
        atomicMemoryFence(ordering: .releasing)
        try readings.begin()
        try wait(readings)
        isUnderway = false
        processes.exchangesUnderway -= 1
        if processes.page.awaited >= 0 { processes.page.awaited = -1 }
      }
    }

    private func wait(_ requests: MPIRequests) throws(MPIFailure) {
      try requests.wait(processes.deadline) { processes.page.awaited = $0 }
    }
  }
#endif
