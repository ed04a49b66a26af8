/// The processes that train one network together, each with a copy of it. All of them make the same calls in the same order.
package protocol ProcessGroup: AnyObject, Sendable {
  /// Which of them this process is, from 0.
  var rank: Int { get }
  /// How many they are.
  var count: Int { get }

  /// Messages between this process and others that are sent again and again, from and to the same memory.
  ///
  /// All processes make their exchanges at the same time, so that a message and its receipt meet. Two processes exchange
  /// messages in the order in which both began them.
  @unsafe func exchange(_ messages: [Message]) -> any Exchange

  /// Memory from which other processes of this host read messages without a copy; nil where there is none.
  func memory(byteCount: Int) -> (any MessageMemory)?

  /// Gathers the same number of values from each process, in the order of their ranks.
  func gather(_ values: [Double]) -> [Double]

  /// Records the step that begins, for the sentence if a process fails in it.
  func begin(step: Int)

  /// Says what is wrong and ends all processes.
  func fail(_ problem: String) -> Never
}

/// Memory for messages, all zero at first, for as long as the object lives.
package protocol MessageMemory: AnyObject {
  var bytes: UnsafeMutableRawBufferPointer { get }
}

/// What is sent to another process, or comes from it.
@unsafe package enum Message {
  case send(to: Int, UnsafeMutableRawBufferPointer)
  case receive(from: Int, UnsafeMutableRawBufferPointer)
  /// Read, and possibly changed, in the memory of the sender, if both processes share it; otherwise in memory of the
  /// exchange. The sender leaves it unchanged until it gets a message that this process sends after its last use of it.
  case borrow(from: Int, byteCount: Int)
}

/// Messages that are underway from `begin` to the end of `finish`. Until then the memory of what is sent may not be written,
/// and that of what is received may not be read.
package protocol Exchange: AnyObject {
  /// Where each of the borrowed messages lies, in their order: the same from exchange to exchange.
  @unsafe var borrowed: [UnsafeMutableRawBufferPointer] { get }
  func begin()
  /// Gives the messages that are underway a moment, without waiting for them.
  func advance()
  /// Waits until all messages have arrived, also those sent. All processes finish their exchanges in one order.
  func finish()
}
