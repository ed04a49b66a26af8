/// The processes that train one network together, each with a copy of it. All of them make the same calls in the same order.
package protocol ProcessGroup: AnyObject, Sendable {
  /// Which of them this process is, from 0.
  var rank: Int { get }
  /// How many they are.
  var count: Int { get }

  /// Messages between this process and others that are sent again and again, from and to the same memory.
  ///
  /// Two processes exchange messages in the order in which both began them.
  @unsafe func exchange(_ messages: [Message]) -> any Exchange

  /// The numbers that each process gives, as many of each, by rank.
  func gather(_ values: [Double]) -> [Double]

  /// Names the step that begins, for what is said where a process fails in it.
  func begin(step: Int)

  /// Says what is wrong and ends all processes.
  func fail(_ problem: String) -> Never
}

/// Memory that is sent to another process, or that it fills.
@unsafe package struct Message {
  package enum Direction: Sendable { case send, receive }

  package let direction: Direction
  /// The other process.
  package let rank: Int
  package let memory: UnsafeMutableRawBufferPointer

  package init(_ direction: Direction, rank: Int, memory: UnsafeMutableRawBufferPointer) {
    unsafe self.direction = direction
    unsafe self.rank = rank
    unsafe self.memory = memory
  }
}

/// Messages that are underway from `begin` to the end of `finish`: until then their memory must stay, that of those sent
/// unchanged, that of those received unread.
package protocol Exchange: AnyObject {
  func begin()
  /// Gives the messages that are underway a moment, without waiting for them.
  func advance()
  /// Waits until all have arrived.
  func finish()
}
