#if MPI && os(Linux)
  import LinearAlgebra
  import NeuralNetwork

  /// Which messages of an exchange are read in memory that both processes share, and what is sent for each of them.
  @safe final class SharedLease {
    /// What is sent: the bytes, or a notice that they may be read.
    private(set) var messages: [Message]
    /// The notices that bytes have been copied, to the process that sent them.
    private(set) var readings: [Message]
    /// What is copied when its notice has come.
    private var copies: [(source: UnsafeMutableRawBufferPointer, target: UnsafeMutableRawBufferPointer)]
    /// Where each of the borrowed messages lies.
    private(set) var borrowed: [UnsafeMutableRawBufferPointer]

    private let mappings: [SharedFile.Mapping]
    /// The notices, and borrowed messages that had to be sent.
    private var own: [UnsafeMutableRawBufferPointer]

    /// What becomes of a message; its receiver decides.
    private enum Use: Int { case sent, copied, borrowed }

    /// - Precondition: All processes make it at the same time, of the same messages in the same order.
    @unsafe init(_ all: [Message], of processes: MPIProcesses) throws(MPIFailure) {
      let isLocal = unsafe all.map { unsafe $0.byteCount > 0 && processes.files[$0.rank] != nil }
      let lengths = try unsafe Self.tell(all.map { unsafe $0.byteCount }, of: all, where: isLocal, processes)
      for index in unsafe all.indices where unsafe lengths[index] != all[index].byteCount {
        throw unsafe .mismatch(rank: all[index].rank, bytes: lengths[index], expected: all[index].byteCount)
      }
      // Where it lies in the sender's file, counted from 1; 0 where it does not.
      let places = try unsafe Self.tell(
        all.map { message in
          guard case .send(_, let bytes) = unsafe message else { return 0 }
          return unsafe processes.file?.offset(of: bytes).map { $0 + 1 } ?? 0
        }, of: all, where: isLocal, processes)
      let sources = unsafe zip(all, places).map { message, place -> SharedFile.Mapping? in
        if case .send = unsafe message { return nil }
        guard place > 0, let file = unsafe processes.files[message.rank] else { return nil }
        return unsafe file.map(place - 1..<place - 1 + message.byteCount)
      }
      let uses = try unsafe Self.tell(
        zip(all, sources).map { message, source in
          guard source != nil else { return Use.sent.rawValue }
          if case .borrow = unsafe message { return Use.borrowed.rawValue }
          return Use.copied.rawValue
        }, of: all, where: isLocal, processes, backwards: true)
      mappings = sources.compactMap { $0 }
      unsafe (messages, readings, copies, borrowed, own) = unsafe ([], [], [], [], [])
      for index in unsafe all.indices {
        let use = isLocal[index] ? Use(rawValue: uses[index]) ?? .sent : .sent
        unsafe add(all[index], use, in: sources[index])
      }
    }

    deinit {
      // In bounds: the indices are the array's own.
      for index in unsafe own.indices { unsafe own[index].deallocate() }
    }

    /// Copies what is received from shared memory.
    func copy() {
      // In bounds: the indices are the array's own, and both have the bytes of the message.
      for index in unsafe copies.indices {
        unsafe copies[index].target.copyMemory(from: UnsafeRawBufferPointer(copies[index].source))
      }
    }

    private func add(_ message: Message, _ use: Use, in source: SharedFile.Mapping?) {
      switch unsafe message {
      case .send(let rank, let bytes):
        unsafe messages.append(.send(to: rank, use == .sent ? bytes : notice()))
        if use == .copied { unsafe readings.append(.receive(from: rank, notice())) }
      case .receive(let rank, let bytes):
        guard let source else { return unsafe messages.append(message) }
        unsafe messages.append(.receive(from: rank, notice()))
        unsafe copies.append((source.bytes, bytes))
        unsafe readings.append(.send(to: rank, notice()))
      case .borrow(let rank, let byteCount):
        let memory = unsafe source?.bytes ?? allocate(byteCount)
        unsafe messages.append(.receive(from: rank, source == nil ? memory : notice()))
        unsafe borrowed.append(memory)
      }
    }

    private func notice() -> UnsafeMutableRawBufferPointer { unsafe allocate(8) }

    private func allocate(_ byteCount: Int) -> UnsafeMutableRawBufferPointer {
      let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: byteCount, alignment: 64)
      unsafe memory.initializeMemory(as: UInt8.self, repeating: 0)
      unsafe own.append(memory)
      return unsafe memory
    }

    /// Sends a number for each message that is set in `isTold`, from its sender to its receiver, or backwards. Returns the
    /// numbers, with those received in the places of this process's own.
    private static func tell(
      _ numbers: [Int], of messages: [Message], where isTold: [Bool], _ processes: MPIProcesses, backwards: Bool = false
    ) throws(MPIFailure) -> [Int] {
      let memory = UnsafeMutableBufferPointer<Int>.allocate(capacity: numbers.count)
      defer { unsafe memory.deallocate() }
      _ = unsafe memory.initialize(from: numbers)
      var told = unsafe [Message]()
      for index in unsafe messages.indices where isTold[index] {
        // In bounds: there is a number for each message.
        let number = unsafe UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: memory[index...index]))
        var isSender = backwards
        if case .send = unsafe messages[index] { isSender = !backwards }
        let rank = unsafe messages[index].rank
        unsafe told.append(isSender ? .send(to: rank, number) : .receive(from: rank, number))
      }
      let requests = try unsafe MPIRequests(told, on: processes.link.communicator)
      try requests.begin()
      try requests.wait(processes.deadline) { processes.page.awaited = $0 }
      processes.page.awaited = -1
      requests.free()
      return unsafe Array(memory)
    }
  }
#endif
