#if MPI && os(Linux)
  import ArgumentParser
  import DistributedTraining
  import LinearAlgebra
  import NeuralNetwork

  /// Sends messages of many lengths around, and compares what arrives with what was sent.
  struct Messages: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Messages arrive, in order and unchanged.")

    @Flag(help: "Send messages of different lengths than are received, which is an error.")
    var mismatch = false

    func run() throws {
      let group = try MPIProcesses.start(deadline: .seconds(20))
      if mismatch { sendMore(group) }
      var wrong = 0
      for bytes in [0, 1, 5, 3 << 20, 20 << 20] { wrong += ring(group, bytes: bytes) }
      wrong += again(group)
      wrong += interleaved(group)
      wrong += gathered(group)
      let all = group.gather([Double(wrong)]).reduce(0, +)
      if group.rank == 0 {
        print(
          "messages: \(group.count) processes, \(group.localCount) on this host, "
            + "\(group.threadsPerProcess) threads each; \(Int(all)) wrong")
      }
      group.finish()
      group.finish()
      if all != 0 { throw ExitCode.failure }
    }

    /// Each sends to the next.
    private func ring(_ group: MPIProcesses, bytes: Int) -> Int {
      guard group.count > 1 else { return 0 }
      let next = (group.rank + 1) % group.count
      let previous = (group.rank + group.count - 1) % group.count
      let (sent, received) = (Bytes(bytes), Bytes(bytes))
      sent.fill(seed: seed(group.rank, bytes))
      // Both outlive the exchange.
      let exchange = unsafe group.exchange([
        Message(.receive, rank: previous, memory: received.memory), Message(.send, rank: next, memory: sent.memory),
      ])
      exchange.begin()
      exchange.advance()
      exchange.finish()
      return received.isFilled(seed: seed(previous, bytes)) ? 0 : 1
    }

    /// One exchange 1,000 times, in both directions and with two messages to the same process.
    private func again(_ group: MPIProcesses) -> Int {
      guard group.count > 1 else { return 0 }
      let others = [(group.rank + 1) % group.count, (group.rank + group.count - 1) % group.count]
      let sent = (0..<4).map { _ in Bytes(257) }
      let received = (0..<4).map { _ in Bytes(257) }
      var messages = unsafe [Message]()
      // To the next what the previous one receives, in the same order. All memory outlives the exchange.
      for (index, other) in [others[0], others[0], others[1], others[1]].enumerated() {
        unsafe messages.append(Message(.send, rank: other, memory: sent[index].memory))
      }
      for (index, other) in [others[1], others[1], others[0], others[0]].enumerated() {
        unsafe messages.append(Message(.receive, rank: other, memory: received[index].memory))
      }
      let exchange = unsafe group.exchange(messages)
      var wrong = 0
      for time in 0..<1000 {
        for (index, each) in sent.enumerated() { each.fill(seed: seed(group.rank, time) + UInt64(index) << 50) }
        exchange.begin()
        exchange.finish()
        for (index, each) in received.enumerated() {
          let sender = index < 2 ? others[1] : others[0]
          if !each.isFilled(seed: seed(sender, time) + UInt64(index) << 50) { wrong += 1 }
        }
      }
      return wrong
    }

    /// Three exchanges that are begun in one order and finished in another.
    private func interleaved(_ group: MPIProcesses) -> Int {
      guard group.count > 1 else { return 0 }
      let next = (group.rank + 1) % group.count
      let previous = (group.rank + group.count - 1) % group.count
      // Lengths on both sides of where MPI changes its protocol and where a message is split.
      let sizes = [100_000, 64, 9 << 20]
      let (sent, received) = (sizes.map { Bytes($0) }, sizes.map { Bytes($0) })
      let exchanges = sizes.indices.map { index in
        // Both outlive the exchange.
        unsafe group.exchange([
          Message(.send, rank: next, memory: sent[index].memory),
          Message(.receive, rank: previous, memory: received[index].memory),
        ])
      }
      var wrong = 0
      for time in 0..<20 {
        for (index, each) in sent.enumerated() { each.fill(seed: seed(group.rank, time) + UInt64(index) << 50) }
        for exchange in exchanges { exchange.begin() }
        for index in [1, 2, 0] {
          for exchange in exchanges { exchange.advance() }
          exchanges[index].finish()
          if !received[index].isFilled(seed: seed(previous, time) + UInt64(index) << 50) { wrong += 1 }
        }
      }
      return wrong
    }

    private func gathered(_ group: MPIProcesses) -> Int {
      var wrong = 0
      for count in [0, 1, 7, 1000] {
        let all = group.gather((0..<count).map { Double(group.rank) + Double($0) / 4096 })
        let expected = (0..<group.count).flatMap { rank in (0..<count).map { Double(rank) + Double($0) / 4096 } }
        if all != expected { wrong += 1 }
      }
      let all = group.gather([.nan, -0.0, group.rank == 0 ? .infinity : Double.leastNonzeroMagnitude])
      if all.map(\.bitPattern).prefix(3) != [Double.nan, -0.0, .infinity].map(\.bitPattern)[...] { wrong += 1 }
      return wrong
    }

    /// Rank 0 sends 8 bytes where 16 are received.
    private func sendMore(_ group: MPIProcesses) {
      let bytes = Bytes(group.rank == 0 ? 8 : 16)
      let other = 1 - group.rank
      let direction: Message.Direction = group.rank == 0 ? .send : .receive
      // The memory outlives the exchange.
      let exchange = unsafe group.exchange([Message(direction, rank: other, memory: bytes.memory)])
      exchange.begin()
      exchange.finish()
    }

    private func seed(_ rank: Int, _ number: Int) -> UInt64 { UInt64(rank) << 32 + UInt64(number) }
  }
#endif
