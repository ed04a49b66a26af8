#if MPI && os(Linux)
  import ArgumentParser
  import DistributedTraining
  import NeuralNetwork

  /// Times exchanges in both directions between pairs of processes.
  struct Measure: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "How long an exchange takes, by its length.")

    @Option(help: "Microseconds that the other process computes before each exchange.")
    var compute = 0

    func run() throws {
      let group = try MPIProcesses.start()
      if group.rank == 0 {
        print("\(group.count) processes, pairs send each other a message at once; median and nine tenths of the times")
        print("     bytes        us   90 % us     GB/s")
      }
      for bytes in [8, 1 << 10, 16 << 10, 256 << 10, 1 << 20, 4 << 20, 16 << 20, 64 << 20] {
        let other = group.rank ^ 1
        guard other < group.count else { continue }
        let (sent, received) = (Bytes(bytes), Bytes(bytes))
        // Both outlive the exchange.
        let exchange = unsafe group.exchange([
          Message(.receive, rank: other, memory: received.memory), Message(.send, rank: other, memory: sent.memory),
        ])
        var times = [Double]()
        for _ in 0..<max(10, min(2000, (200 << 20) / (bytes + 1 << 10))) {
          if compute > 0 && group.rank % 2 == 1 { spin(compute) }
          let began = ContinuousClock.now
          exchange.begin()
          exchange.finish()
          let time = ContinuousClock.now - began
          times.append(Double(time.components.attoseconds) / 1e12 + Double(time.components.seconds) * 1e6)
        }
        times.sort()
        if group.rank == 0 {
          let (median, most) = (times[times.count / 2], times[times.count * 9 / 10])
          let cells = ["\(bytes)", tenths(median), tenths(most), tenths(Double(bytes) / median / 1e3)]
          print(cells.map { String(repeating: " ", count: max(0, 9 - $0.count)) + $0 }.joined(separator: " "))
        }
      }
      group.finish()
    }

    private func spin(_ microseconds: Int) {
      let end = ContinuousClock.now + .microseconds(microseconds)
      while ContinuousClock.now < end {}
    }

    private func tenths(_ value: Double) -> String { "\((value * 10).rounded() / 10)" }
  }
#endif
