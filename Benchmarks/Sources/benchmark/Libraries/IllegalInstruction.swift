import Foundation

/// Code that may have instructions that this CPU has not. They would end the process without a word.
enum IllegalInstruction {
  /// Calls `body`; at such an instruction the process says the sentence and ends with 1.
  static func explained<Result>(_ sentence: String, _ body: () throws -> Result) rethrows -> Result {
    // All streams: the end does not wait for what is buffered.
    fflush(nil)
    // In bounds: a C string that lives until nothing refers to it.
    unsafe explanation = strdup("Error: \(sentence)\n")
    let former = signal(SIGILL) { _ in
      // In bounds: the string, up to its end. Only what a handler of signals may call.
      if let explanation = unsafe explanation { _ = unsafe write(2, explanation, strlen(explanation)) }
      _exit(1)
    }
    defer {
      signal(SIGILL, former)
      unsafe free(explanation)
      unsafe explanation = nil
    }
    return try body()
  }
}

/// Read by the handler alone, while `explained` runs.
nonisolated(unsafe) private var explanation: UnsafeMutablePointer<CChar>?
