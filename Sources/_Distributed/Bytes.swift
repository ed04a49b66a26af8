#if MPI && os(Linux)
  import DistributedTraining
  import NeuralNetwork

  /// Memory of a message.
  @safe final class Bytes {
    let memory: UnsafeMutableRawBufferPointer
    /// Owns the memory that processes of a host share.
    private let shared: (any MessageMemory)?
    private let isOwn: Bool

    /// - Parameter group: shares the memory with its other processes, where it can.
    init(_ count: Int, sharedBy group: MPIProcesses? = nil) {
      shared = group?.memory(byteCount: count)
      unsafe memory = shared?.bytes ?? .allocate(byteCount: count, alignment: 64)
      isOwn = shared == nil
      unsafe memory.initializeMemory(as: UInt8.self, repeating: 0)
    }

    /// Those of an exchange.
    @unsafe init(borrowed: UnsafeMutableRawBufferPointer) {
      unsafe (memory, shared, isOwn) = unsafe (borrowed, nil, false)
    }

    deinit { if isOwn { unsafe memory.deallocate() } }

    /// Fills it with bytes that follow from `seed`.
    func fill(seed: UInt64) {
      // In bounds: the indices are the memory's own.
      for index in unsafe memory.indices { unsafe memory[index] = Self.byte(index, seed) }
    }

    /// Whether it holds what `fill` writes.
    func isFilled(seed: UInt64) -> Bool {
      // In bounds: the indices are the memory's own.
      unsafe memory.indices.allSatisfy { unsafe memory[$0] == Self.byte($0, seed) }
    }

    private static func byte(_ index: Int, _ seed: UInt64) -> UInt8 {
      UInt8(truncatingIfNeeded: ((UInt64(index) ^ seed) &* 0x9E37_79B9_7F4A_7C15) >> 56)
    }
  }

  /// Messages with their memory.
  final class OwnedExchange {
    enum Direction { case send, receive, borrow }

    private let exchange: any Exchange
    private let memory: [Bytes]

    init(_ group: MPIProcesses, _ messages: [(direction: Direction, rank: Int, memory: Bytes)]) {
      memory = messages.map(\.memory)
      // The memory lives as long as this object, which is the one that begins and finishes the exchange.
      unsafe exchange = group.exchange(
        messages.map { message in
          switch message.direction {
          case .send: unsafe .send(to: message.rank, message.memory.memory)
          case .receive: unsafe .receive(from: message.rank, message.memory.memory)
          // As many bytes as the memory has.
          case .borrow: unsafe .borrow(from: message.rank, byteCount: message.memory.memory.count)
          }
        })
    }

    var borrowed: [Bytes] { unsafe exchange.borrowed.map { unsafe Bytes(borrowed: $0) } }
    func begin() { exchange.begin() }
    func advance() { exchange.advance() }
    func finish() { exchange.finish() }
  }
#endif
