#if MPI && os(Linux)
  import ArgumentParser
  import DistributedTraining
  import NeuralNetwork

  /// Sends messages of many lengths around, and compares what arrives with what was sent.
  struct Messages: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Messages arrive, in order and unchanged.")

    @Flag(help: "Send messages of different lengths than are received, which is an error.")
    var mismatch = false

    func run() throws {
      let group = try MPIProcesses.start(deadline: .seconds(20))
      if mismatch { sendMore(group) }
      var wrong = gathered(group)
      if group.count > 1 {
        for bytes in [0, 1, 5, 3 << 20, 20 << 20] {
          for isShared in [false, true] { wrong += ring(group, bytes: bytes, isShared: isShared) }
        }
        wrong += borrowed(group) + again(group) + interleaved(group)
        releaseElsewhere(group)
        wrong += ring(group, bytes: 1000, isShared: false)
      }
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

    /// Each sends to the next, from memory that may be shared.
    private func ring(_ group: MPIProcesses, bytes: Int, isShared: Bool) -> Int {
      let (next, previous) = (group.next, group.previous)
      let (sent, received) = (Bytes(bytes, sharedBy: isShared ? group : nil), Bytes(bytes))
      sent.fill(seed: seed(group.rank, bytes))
      let exchange = OwnedExchange(group, [(.receive, previous, received), (.send, next, sent)])
      exchange.begin()
      exchange.advance()
      exchange.finish()
      return received.isFilled(seed: seed(previous, bytes)) ? 0 : 1
    }

    /// Each reads and changes, again and again, what the next one lends it, and answers; some memory is shared.
    private func borrowed(_ group: MPIProcesses) -> Int {
      let (next, previous) = (group.next, group.previous)
      let lengths = [100_000, 5, 4096, 1 << 20]
      let lent = lengths.enumerated().map { Bytes($1, sharedBy: $0 % 3 == 2 ? nil : group) }
      let answers = (sent: Bytes(64, sharedBy: group), received: Bytes(64))
      let exchange = OwnedExchange(
        group, lent.map { (.send, previous, $0) } + lengths.map { (.borrow, next, Bytes($0)) })
      let answer = OwnedExchange(group, [(.send, next, answers.sent), (.receive, previous, answers.received)])
      var wrong = 0
      for time in 0..<200 {
        for (index, each) in lent.enumerated() { each.fill(seed: seed(group.rank, time) + UInt64(index) << 50) }
        answers.sent.fill(seed: seed(group.rank, time))
        exchange.begin()
        exchange.finish()
        for (index, each) in exchange.borrowed.enumerated() {
          if !each.isFilled(seed: seed(next, time) + UInt64(index) << 50) { wrong += 1 }
          each.fill(seed: 0)
        }
        answer.begin()
        answer.finish()
        if !answers.received.isFilled(seed: seed(previous, time)) { wrong += 1 }
      }
      return wrong
    }

    /// One exchange 1,000 times, in both directions and with two messages to the same process.
    private func again(_ group: MPIProcesses) -> Int {
      let others = [group.next, group.previous]
      let sent = (0..<4).map { _ in Bytes(257) }
      let received = (0..<4).map { _ in Bytes(257) }
      // In the order in which the other receives them.
      let exchange = OwnedExchange(
        group,
        (0..<4).map { (.send, others[$0 / 2], sent[$0]) }
          + (0..<4).map { (.receive, others[1 - $0 / 2], received[$0]) })
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
      let (next, previous) = (group.next, group.previous)
      // Lengths on both sides of where MPI changes its protocol and where a message is split.
      let sizes = [100_000, 64, 9 << 20]
      let (sent, received) = (sizes.map { Bytes($0) }, sizes.map { Bytes($0) })
      let exchanges = sizes.indices.map { index in
        OwnedExchange(group, [(.send, next, sent[index]), (.receive, previous, received[index])])
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

    /// An exchange ends its life on a thread that may not call MPI.
    private func releaseElsewhere(_ group: MPIProcesses) {
      let (next, previous) = (group.next, group.previous)
      var exchange: OwnedExchange? = OwnedExchange(group, [(.send, next, Bytes(8)), (.receive, previous, Bytes(8))])
      withExtendedLifetime(exchange) {}
      onThread { exchange = nil }
    }

    /// Rank 0 sends 8 bytes where 16 are received.
    private func sendMore(_ group: MPIProcesses) {
      let exchange = OwnedExchange(
        group, [group.rank == 0 ? (.send, 1, Bytes(8)) : (.receive, group.rank - 1, Bytes(16))])
      exchange.begin()
      exchange.finish()
    }

    private func seed(_ rank: Int, _ number: Int) -> UInt64 { UInt64(rank) << 32 + UInt64(number) }
  }

  extension MPIProcesses {
    /// The neighbours of this rank, if all stand in a circle.
    var next: Int { (rank + 1) % count }
    var previous: Int { (rank + count - 1) % count }
  }
#endif
