#if MPI && os(Linux)
  import DistributedTraining
  import NeuralNetwork

  /// Memory of a message.
  @safe final class Bytes {
    let memory: UnsafeMutableRawBufferPointer

    init(_ count: Int) {
      unsafe memory = .allocate(byteCount: count, alignment: 64)
      unsafe memory.initializeMemory(as: UInt8.self, repeating: 0)
    }

    deinit { unsafe memory.deallocate() }

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
    private let exchange: any Exchange
    private let memory: [Bytes]

    init(_ group: MPIProcesses, _ messages: [(direction: Message.Direction, rank: Int, memory: Bytes)]) {
      memory = messages.map(\.memory)
      // The memory lives as long as this object, which is the one that begins and finishes the exchange.
      unsafe exchange = group.exchange(
        messages.map { unsafe Message($0.direction, rank: $0.rank, memory: $0.memory.memory) })
    }

    func begin() { exchange.begin() }
    func advance() { exchange.advance() }
    func finish() { exchange.finish() }
  }
#endif
