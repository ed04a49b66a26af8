#if MPI && os(Linux)
  import LinearAlgebra
  import NeuralNetwork

  /// Messages that are sent again and again, by persistent requests.
  final class MPIExchange: Exchange {
    private let processes: MPIProcesses
    private let requests: MPIRequests
    private var isUnderway = false

    init(_ requests: MPIRequests, of processes: MPIProcesses) {
      self.requests = requests
      self.processes = processes
    }

    deinit {
      require(!isUnderway, "an exchange was released while its messages were underway")
      processes.free(requests)
    }

    func begin() {
      require(!isUnderway, "the messages of this exchange are underway: finish() comes first")
      processes.perform { () throws(MPIFailure) in try requests.begin() }
      isUnderway = true
      processes.exchangesUnderway += 1
    }

    func advance() {
      guard isUnderway else { return }
      processes.perform { () throws(MPIFailure) in if try requests.areComplete() { hasArrived() } }
    }

    func finish() {
      guard isUnderway else { return }
      processes.perform { () throws(MPIFailure) in
        try requests.wait(processes.deadline) { processes.page.awaited = $0 }
        hasArrived()
      }
    }

    private func hasArrived() {
      isUnderway = false
      processes.exchangesUnderway -= 1
      if processes.page.awaited >= 0 { processes.page.awaited = -1 }
    }
  }
#endif
