#if MPI && os(Linux)
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
#endif
