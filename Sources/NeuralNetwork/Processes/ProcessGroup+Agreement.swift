extension ProcessGroup {
  /// Runs `body`, which may fail in only some of the processes; if it fails in one, all throw: the error of `body`, or where
  /// that did not fail, `other` with the first rank that did.
  package func agree<Result, Failure: Error>(
    _ body: () throws(Failure) -> Result, other: (_ rank: Int) -> Failure
  ) throws(Failure) -> Result {
    let result = Swift.Result(catching: body)
    let failed = gather([(try? result.get()) == nil ? 1 : 0]).firstIndex(of: 1)
    if let failed, case .success = result { throw other(failed) }
    return try result.get()
  }

  /// The bytes that the first process gives, in all of them.
  package func broadcast(_ bytes: [UInt8]) -> [UInt8] {
    let size = Int(gather([Double(bytes.count)])[0])
    let memory = UnsafeMutableRawBufferPointer.allocate(byteCount: size, alignment: 64)
    defer { unsafe memory.deallocate() }
    if rank == 0 { unsafe memory.copyBytes(from: bytes) }
    let exchange = unsafe exchange(
      rank == 0
        ? (1..<max(count, 1)).map { unsafe Message.send(to: $0, memory) }
        : [.receive(from: 0, memory)])
    exchange.begin()
    exchange.finish()
    return unsafe Array(memory)
  }
}
