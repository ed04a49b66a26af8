import Testing

extension ExitTest.Result {
  /// What the process wrote to its standard error: the message of a trap.
  var message: String { String(decoding: standardErrorContent, as: UTF8.self) }
}
