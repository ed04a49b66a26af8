import Foundation
import NeuralNetwork

/// Processes of a run as threads of one program: each makes the same calls, and messages are copies.
final class LocalProcesses: Sendable {
  let count: Int
  private let mailbox = Mailbox()

  private init(_ count: Int) { self.count = count }

  /// What each of `count` processes returns, by rank.
  static func run<Result: Sendable>(
    _ count: Int, _ body: @escaping @Sendable (any ProcessGroup) throws -> Result
  ) throws -> [Result] {
    let (processes, results) = (LocalProcesses(count), Results<Result>())
    let threads = (0..<count).map { rank in
      let thread = Thread {
        let result = Swift.Result { try body(Member(processes, rank: rank)) }
        results.set(result, rank)
      }
      thread.stackSize = 8 << 20
      return thread
    }
    for thread in threads { thread.start() }
    return try results.wait(for: count).map { try $0.get() }
  }

  /// One of the processes.
  private final class Member: ProcessGroup, @unchecked Sendable {
    let processes: LocalProcesses
    let rank: Int
    /// The messages that were begun with each process: those sent, and those received.
    private var numbers: [Int: (sent: Int, received: Int)] = [:]

    init(_ processes: LocalProcesses, rank: Int) { (self.processes, self.rank) = (processes, rank) }

    var count: Int { processes.count }

    func exchange(_ messages: [Message]) -> any Exchange { unsafe MemberExchange(self, messages) }

    func gather(_ values: [Double]) -> [Double] {
      for other in 0..<count where other != rank { send(values.withUnsafeBytes { unsafe Array($0) }, to: other) }
      return (0..<count).flatMap { other in
        if other == rank { return values }
        let bytes = take(nextNumber(from: other), from: other)
        precondition(
          bytes.count == values.count * 8, "rank \(other) gathers \(bytes.count / 8) numbers, not \(values.count)")
        return bytes.withUnsafeBytes { unsafe Array($0.bindMemory(to: Double.self)) }
      }
    }

    func begin(step: Int) {}

    func fail(_ problem: String) -> Never { fatalError("rank \(rank): \(problem)") }

    func send(_ bytes: [UInt8], to other: Int) {
      let number = numbers[other, default: (0, 0)].sent
      numbers[other, default: (0, 0)].sent += 1
      processes.mailbox.put(bytes, Mailbox.Address(from: rank, to: other, number: number))
    }

    func nextNumber(from other: Int) -> Int {
      defer { numbers[other, default: (0, 0)].received += 1 }
      return numbers[other, default: (0, 0)].received
    }

    func take(_ number: Int, from other: Int) -> [UInt8] {
      processes.mailbox.take(Mailbox.Address(from: other, to: rank, number: number))
    }
  }

  private final class MemberExchange: Exchange {
    private let member: Member
    private let messages: [Message]
    private var numbers: [Int] = []

    init(_ member: Member, _ messages: [Message]) { unsafe (self.member, self.messages) = (member, messages) }

    func begin() {
      precondition(numbers.isEmpty, "an exchange that is underway begins again")
      for message in unsafe messages {
        switch unsafe message.direction {
        case .send: unsafe member.send(Array(message.memory), to: message.rank)
        case .receive:
          unsafe numbers.append(member.nextNumber(from: message.rank))
          // Nobody may read it before it is there.
          for i in unsafe message.memory.indices { unsafe message.memory[i] = 0xFF }
        }
      }
    }

    func advance() {}

    func finish() {
      var place = 0
      for message in unsafe messages where unsafe message.direction == .receive {
        let bytes = unsafe member.take(numbers[place], from: message.rank)
        unsafe precondition(bytes.count == message.memory.count, "\(bytes.count) bytes for \(message.memory.count)")
        unsafe message.memory.copyBytes(from: bytes)
        place += 1
      }
      numbers = []
    }
  }
}

/// Messages that were sent and not yet received.
private final class Mailbox: @unchecked Sendable {
  struct Address: Hashable {
    let from: Int
    let to: Int
    let number: Int
  }

  private let condition = NSCondition()
  private var messages: [Address: [UInt8]] = [:]

  func put(_ bytes: [UInt8], _ address: Address) {
    condition.withLock {
      messages[address] = bytes
      condition.broadcast()
    }
  }

  func take(_ address: Address) -> [UInt8] {
    condition.lock()
    defer { condition.unlock() }
    while true {
      if let bytes = messages.removeValue(forKey: address) { return bytes }
      condition.wait()
    }
  }
}

private final class Results<Value>: @unchecked Sendable {
  private let condition = NSCondition()
  private var values: [Int: Result<Value, any Error>] = [:]

  func set(_ value: Result<Value, any Error>, _ rank: Int) {
    condition.withLock {
      values[rank] = value
      condition.broadcast()
    }
  }

  func wait(for count: Int) -> [Result<Value, any Error>] {
    condition.lock()
    defer { condition.unlock() }
    while values.count < count { condition.wait() }
    return (0..<count).compactMap { values[$0] }
  }
}
