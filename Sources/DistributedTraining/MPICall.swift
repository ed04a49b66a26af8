#if MPI && os(Linux)
  internal import CMPI

  /// Why messages did not arrive.
  enum MPIFailure: Error {
    /// A routine of MPI returned an error.
    case call(String)
    /// A process sent nothing, or took nothing, before the deadline passed.
    case silence(rank: Int, isReceive: Bool)
    /// A message had another length: the processes do not make the same calls.
    case mismatch(rank: Int, bytes: Int, expected: Int)
  }

  /// - Throws: `.call` with MPI's sentence, unless `code` says success.
  func check(_ code: CInt, _ routine: StaticString) throws(MPIFailure) {
    guard code != 0 else { return }
    // In bounds: the text has at most `dense_longest_text` bytes.
    let sentence = unsafe text { unsafe dense_error_text(code, $0) } ?? "error \(code)"
    throw .call("\(routine): \(sentence)")
  }

  /// The text that `write` makes, of at most `dense_longest_text` bytes with its zero; nil where it returns an error.
  func text(_ write: (UnsafeMutablePointer<CChar>) -> CInt) -> String? {
    let longest = Int(dense_longest_text)
    return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: longest) { buffer in
      unsafe buffer.initialize(repeating: 0)
      // In bounds: there is memory for the longest text.
      guard let start = buffer.baseAddress, unsafe write(start) == 0 else { return nil }
      let bytes = unsafe buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
      return String(decoding: bytes, as: UTF8.self)
    }
  }
#endif
