#if MPI && os(Linux)
  import ArgumentParser
  import DistributedTraining
  import Glibc
  import NeuralNetwork

  /// Times exchanges in both directions between pairs of processes.
  struct Measure: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "How long an exchange takes, by its length.")

    func run() throws {
      let group = try MPIProcesses.start()
      if group.rank == 0 {
        print("\(group.count) processes, pairs send each other a message at once; median and nine tenths of the times")
        print("     bytes        us   90 % us     GB/s")
      }
      for bytes in [8, 1 << 10, 16 << 10, 256 << 10, 1 << 20, 4 << 20, 16 << 20, 64 << 20] {
        let count = max(10, min(2000, (200 << 20) / (bytes + 1 << 10)))
        guard let times = times(group, bytes: bytes, count: count), group.rank == 0 else { continue }
        let (median, most) = (times[count / 2], times[count * 9 / 10])
        let cells = ["\(bytes)", tenths(median), tenths(most), tenths(Double(bytes) / median / 1e3)]
        print(cells.map { String(repeating: " ", count: max(0, 9 - $0.count)) + $0 }.joined(separator: " "))
      }
      // What a wait takes from others that have work.
      for work in [100, 1000] {
        let time = stepTime(group, work: work)
        guard group.rank == 0 else { continue }
        print("steps of \(work) us of work by each, then 8 bytes from all to all: \(tenths(time)) us")
      }
      group.finish()
    }

    /// Microseconds of each exchange with the other of the pair, in order of length; nil where there is no other.
    private func times(_ group: MPIProcesses, bytes: Int, count: Int) -> [Double]? {
      let other = group.rank ^ 1
      guard other < group.count else { return nil }
      let exchange = OwnedExchange(group, [(.receive, other, Bytes(bytes)), (.send, other, Bytes(bytes))])
      return (0..<count).map { _ in
        let began = ContinuousClock.now
        exchange.begin()
        exchange.finish()
        return (ContinuousClock.now - began) / .microseconds(1)
      }.sorted()
    }

    /// Microseconds of a step in which each process uses a core for `work` microseconds and then waits for all.
    private func stepTime(_ group: MPIProcesses, work: Int) -> Double {
      let others = (0..<group.count).filter { $0 != group.rank }
      let exchange = OwnedExchange(
        group, others.map { (.receive, $0, Bytes(8)) } + others.map { (.send, $0, Bytes(8)) })
      let count = 300_000 / work
      let began = ContinuousClock.now
      for _ in 0..<count {
        let end = coreTime + work
        while coreTime < end {}
        exchange.begin()
        exchange.finish()
      }
      return (ContinuousClock.now - began) / .microseconds(count)
    }

    /// Microseconds that this thread has run.
    private var coreTime: Int {
      var time = timespec()
      unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
      return time.tv_sec * 1_000_000 + time.tv_nsec / 1000
    }

    private func tenths(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
  }
#endif
