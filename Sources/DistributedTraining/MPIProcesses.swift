#if MPI && os(Linux)
  internal import CMPI
  import Glibc
  import LinearAlgebra
  import NeuralNetwork
  import Synchronization

  /// The processes that a launcher of MPI (`mpirun`, `mpiexec`, `srun`) started to train one network together.
  ///
  /// ```
  /// let processes = try MPIProcesses.start()
  /// ...
  /// processes.finish()
  /// ```
  ///
  /// When one of them fails, all end with a non-zero status, and each host that noticed writes one sentence to standard
  /// error, such as "train: rank 1 (process 4242 on host a) was gone in step 57". The death of a process is noticed by
  /// those of its host at once, by those of other hosts when the deadline of a wait has passed, unless the launcher ends
  /// them before. `mpiexec` of MPICH does that by SIGKILL, within a millisecond: then it is the launcher that names the
  /// process, and the sentence may be missing or about one that the launcher killed.
  ///
  /// - Note: MPI is initialized once, with `MPI_THREAD_FUNNELED`: the thread that called `start` exchanges the messages and
  ///   calls `finish`.
  @safe public final class MPIProcesses: @unchecked Sendable {
    /// Which of them this process is, from 0.
    public let rank: Int
    /// How many they are.
    public let count: Int
    /// The host of each rank, by MPI's name for it.
    public let hosts: [String]
    /// How many of them run on this host.
    public let localCount: Int
    /// How many threads a process may use, at least 1: its CPUs, shared with the ranks of this host that have the same.
    ///
    /// `mpirun` of Open MPI gives each of one or two processes a single core, unless told `--bind-to none`.
    public let threadsPerProcess: Int
    /// How long a process may send nothing while another waits for it, or be stopped.
    public let deadline: Duration

    let link: MPILink
    let page: SharedPage
    let file: SharedFile?
    /// Those of the ranks that share memory with this one.
    let files: [Int: SharedFile]
    let watch: PeerWatch
    /// Such as "rank 1 (process 4242 on host a)", of each rank.
    let names: [String]
    let thread = pthread_self()
    /// Exchanges that have begun and not finished.
    var exchangesUnderway = 0
    let isFinished = Atomic<Bool>(false)
    /// Requests that were released on another thread.
    private let released = Mutex<[MPIRequests]>([])

    private static let hasStarted = Atomic<Bool>(false)
    /// Whether all have joined, or the start has failed.
    private static let joiningIsOver = Atomic<Bool>(false)
    /// Kept for the end of the process.
    static let started = Mutex<MPIProcesses?>(nil)

    /// Whether a launcher of MPI has started this process; without one, `start` makes a group of one process.
    public static var isLaunched: Bool {
      ["OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "PMI_RANK", "PMIX_RANK"].contains { (name: String) in
        unsafe getenv(name) != nil
      }
    }

    /// Joins the processes: each of them calls it, once, and waits for the others.
    ///
    /// Where the program leaves SIGTERM to the system, it now ends the process with status 143 up to 0.3 s later.
    ///
    /// If not all have joined within the deadline plus ten seconds for their start, the process ends with a sentence.
    ///
    /// - Parameter deadline: How long a process may send nothing while another waits for it, or be stopped, before all
    ///   end.
    /// - Precondition: It has not been called before, and `deadline` is positive, at most 10^9 s.
    /// - Throws: An ``MPIError`` where MPI fails, or not all processes join before the deadline has passed.
    public static func start(deadline: Duration = .seconds(60)) throws(MPIError) -> MPIProcesses {
      require(
        deadline > .zero && deadline <= .seconds(1_000_000_000),
        "a deadline of \(deadline.words): it must be positive, at most 1000000000 s")
      require(!hasStarted.exchange(true, ordering: .relaxed), "MPIProcesses.start was called twice")
      do throws(MPIFailure) {
        try watchJoining(deadline + .seconds(10))
        defer { joiningIsOver.store(true, ordering: .relaxed) }
        let processes = try MPIProcesses(MPILink.open(deadline: deadline))
        started.withLock { $0 = processes }
        endWithProgram()
        Termination.install()
        try processes.watch.start()
        return processes
      } catch {
        throw MPIError(sentence(error, deadline, name: { "rank \($0)" }))
      }
    }

    /// Ends this process with a sentence when the others do not join: MPI waits for them forever, and nobody knows them yet.
    private static func watchJoining(_ limit: Duration) throws(MPIFailure) {
      try BackgroundThread.start {
        var patience = Patience(limit)
        while !joiningIsOver.load(ordering: .relaxed) {
          usleep(50_000)
          if patience.isOver() && !joiningIsOver.load(ordering: .relaxed) {
            writeLine("not all processes joined within \(limit.words)")
            _exit(1)
          }
        }
      }
    }

    private init(_ link: MPILink) throws(MPIFailure) {
      let (page, file) = SharedPage.make()
      let own = ProcessIdentity(file: file?.descriptor ?? -1)
      let encoded = try link.gather(own.encoded)
      var all = [ProcessIdentity]()
      for rank in 0..<link.count {
        let part = encoded[rank * ProcessIdentity.length..<(rank + 1) * ProcessIdentity.length]
        guard let identity = ProcessIdentity(part, rank: rank) else {
          throw .call("rank \(rank) runs another version of the program")
        }
        all.append(identity)
      }
      var files = [Int: SharedFile]()
      let peers = all.compactMap { other -> Peer? in
        guard other.rank != link.rank, other.file >= 0, own.sees(other) else { return nil }
        guard let file = SharedFile(of: other.process, descriptor: other.file), let page = SharedPage(of: file) else {
          return nil
        }
        files[other.rank] = file
        return Peer(other, page: page)
      }
      // Memory is shared where both can open the other's file.
      let opened = try link.gather((0..<link.count).map { files[$0] == nil ? 0 : 1 })

      self.link = link
      self.page = page
      self.file = file
      self.files = files.filter { opened[$0.key * link.count + link.rank] == 1 }
      rank = link.rank
      count = link.count
      deadline = link.deadline
      names = all.map(\.name)
      hosts = all.map(\.host)
      localCount = all.count { own.sharesHost(with: $0) }
      threadsPerProcess = max(1, Processors.available / all.count { own.sharesCPUs(with: $0) })
      let first = peers.first.flatMap { $0.identity.rank < link.rank ? $0.page : nil } ?? page
      watch = PeerWatch(page: page, first: first, peers: peers, deadline: link.deadline)
    }
  }

  extension MPIProcesses {
    /// Calls MPI on the one thread that may; where it fails, all processes end.
    func perform<Result>(_ body: () throws(MPIFailure) -> Result) -> Result {
      require(
        pthread_equal(pthread_self(), thread) != 0, "MPI was called on another thread than the one that called start")
      require(!isFinished.load(ordering: .relaxed), "MPI was called after finish()")
      do throws(MPIFailure) { return try body() } catch { end(error) }
    }

    /// Gives requests back to MPI: at once, or where another thread releases them, at the next call on MPI's.
    func free(_ requests: MPIRequests) {
      if isFinished.load(ordering: .relaxed) { return }
      if pthread_equal(pthread_self(), thread) != 0 { return requests.free() }
      released.withLock { $0.append(requests) }
    }

    /// Frees what other threads have released.
    func freeReleased() {
      let requests = released.withLock { list in
        defer { list = [] }
        return list
      }
      for each in requests { each.free() }
    }
  }
#endif
