import Foundation
import NeuralNetwork

/// Processes of a run as threads of one program: each makes the same calls.
final class LocalProcesses: Sendable {
  let count: Int
  let shareMemory: Bool
  private let mailbox = Mailbox()

  private init(_ count: Int, shareMemory: Bool) { (self.count, self.shareMemory) = (count, shareMemory) }

  /// What each of `count` processes returns, by rank.
  ///
  /// - Parameter shareMemory: whether what they borrow is the memory of the one that sends it.
  static func run<Result: Sendable>(
    _ count: Int, shareMemory: Bool = true, _ body: @escaping @Sendable (any ProcessGroup) throws -> Result
  ) throws -> [Result] {
    let (processes, results) = (LocalProcesses(count, shareMemory: shareMemory), Results<Result>())
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

    func memory(byteCount: Int) -> (any MessageMemory)? { nil }

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

  /// Messages are copies, but for those that are borrowed where processes share memory.
  @safe private final class MemberExchange: Exchange {
    let borrowed: [UnsafeMutableRawBufferPointer]
    private let member: Member
    private let messages: [Message]
    /// The memory of each message, and whether it is this process's.
    private let memory: [(bytes: UnsafeMutableRawBufferPointer, isOwn: Bool)]
    private var numbers: [Int] = []

    init(_ member: Member, _ messages: [Message]) {
      unsafe (self.member, self.messages) = (member, messages)
      for message in unsafe messages {
        if case .send(let rank, let bytes) = unsafe message {
          let address = [UInt(bitPattern: bytes.baseAddress)]
          member.send(address.withUnsafeBytes { unsafe Array($0) }, to: rank)
        }
      }
      let memory = unsafe messages.map { message -> (bytes: UnsafeMutableRawBufferPointer, isOwn: Bool) in
        switch unsafe message {
        case .send(_, let bytes): return unsafe (bytes, false)
        case .receive(let rank, let bytes):
          _ = member.take(member.nextNumber(from: rank), from: rank)
          return unsafe (bytes, false)
        case .borrow(let rank, let byteCount):
          let address = member.take(member.nextNumber(from: rank), from: rank)
            .withUnsafeBytes { unsafe $0.load(as: UInt.self) }
          if member.processes.shareMemory {
            return unsafe (
              UnsafeMutableRawBufferPointer(start: UnsafeMutableRawPointer(bitPattern: address), count: byteCount),
              false
            )
          }
          return unsafe (.allocate(byteCount: byteCount, alignment: 64), true)
        }
      }
      unsafe self.memory = memory
      unsafe borrowed = zip(messages, memory).compactMap { message, memory in
        if case .borrow = unsafe message { unsafe memory.bytes } else { nil }
      }
    }

    deinit { for each in unsafe memory where unsafe each.isOwn { unsafe each.bytes.deallocate() } }

    func begin() {
      precondition(numbers.isEmpty, "an exchange that is underway begins again")
      for (message, memory) in unsafe zip(messages, memory) {
        switch unsafe message {
        case .send(let rank, let bytes): unsafe member.send(Array(bytes), to: rank)
        case .receive(let rank, _), .borrow(let rank, _):
          numbers.append(member.nextNumber(from: rank))
          if case .borrow = unsafe message, unsafe !memory.isOwn { continue }
          // Nobody may read it before it is there.
          for i in unsafe memory.bytes.indices { unsafe memory.bytes[i] = 0xFF }
        }
      }
    }

    func advance() {}

    func finish() {
      var place = 0
      for (message, memory) in unsafe zip(messages, memory) {
        let rank: Int
        switch unsafe message {
        case .send: continue
        case .receive(let other, _), .borrow(let other, _): rank = other
        }
        let bytes = member.take(numbers[place], from: rank)
        unsafe precondition(bytes.count == memory.bytes.count, "\(bytes.count) bytes for \(memory.bytes.count)")
        place += 1
        if case .borrow = unsafe message, unsafe !memory.isOwn { continue }
        unsafe memory.bytes.copyBytes(from: bytes)
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
