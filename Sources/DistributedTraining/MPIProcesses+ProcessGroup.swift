#if MPI && os(Linux)
  import NeuralNetwork

  extension MPIProcesses: ProcessGroup {
    @unsafe package func exchange(_ messages: [Message]) -> any Exchange {
      freeReleased()
      return perform { () throws(MPIFailure) in try unsafe MPIExchange(messages, of: self) }
    }

    package func memory(byteCount: Int) -> (any MessageMemory)? {
      files.isEmpty ? nil : file?.block(byteCount: byteCount)
    }

    package func gather(_ values: [Double]) -> [Double] {
      let bytes = values.flatMap { value in (0..<8).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * $0)) } }
      let all = perform { () throws(MPIFailure) in try link.gather(bytes) { page.awaited = $0 } }
      page.awaited = -1
      return stride(from: 0, to: all.count, by: 8).map { start in
        Double(bitPattern: (0..<8).reduce(0) { $0 | UInt64(all[start + $1]) << (8 * $1) })
      }
    }

    package func begin(step: Int) { page.step = step }

    package func fail(_ problem: String) -> Never {
      end("\(names[rank]) failed \(page.place): \(problem)")
    }
  }
#endif
