#if MPI && os(Linux)
  import Glibc
  import Synchronization

  /// What a rank lets the others of its host know, at the start of its `SharedFile`.
  @safe final class SharedPage: @unchecked Sendable {
    /// How far a process has come.
    enum Phase: Int {
      case running
      /// It waits for the others to come to the end.
      case leaving
      /// It has left the others in order.
      case finished
      /// SIGTERM ends it.
      case terminated
      /// The program has ended with a status that is not 0.
      case exited
    }

    private struct Layout: ~Copyable {
      let phase = Atomic<Int>(Phase.running.rawValue)
      let status = Atomic<Int>(0)
      let step = Atomic<Int>(-1)
      let awaited = Atomic<Int>(-1)
      let sentence = Atomic<Int>(SentenceState.open.rawValue)
    }

    /// Whether somebody has said why the processes end.
    private enum SentenceState: Int { case open, taken, said }

    /// Kept mapped; nil where nobody else reads it.
    private let memory: SharedFile.Mapping?
    private let layout: UnsafeMutablePointer<Layout>

    /// A page of this process, and the file that it is in; nil where the system gives none, so that nobody else can read it.
    static func make() -> (page: SharedPage, file: SharedFile?) {
      if let file = SharedFile(), let page = SharedPage(of: file) {
        unsafe page.layout.initialize(to: Layout())
        return (page, file)
      }
      return (SharedPage(), nil)
    }

    private init() {
      memory = nil
      unsafe layout = .allocate(capacity: 1)
      unsafe layout.initialize(to: Layout())
    }

    /// The page in a file; nil where the system does not give it.
    init?(of file: SharedFile) {
      guard let memory = file.map(0..<SharedFile.pageByteCount) else { return nil }
      self.memory = memory
      // In bounds: the layout is a few words, the mapping a page.
      unsafe layout = unsafe memory.bytes.assumingMemoryBound(to: Layout.self).baseAddress.unsafelyUnwrapped
    }

    // In bounds, in all of these: `layout` points to one.
    var phase: Phase {
      get { unsafe Phase(rawValue: layout.pointee.phase.load(ordering: .acquiring)) ?? .running }
      set { unsafe layout.pointee.phase.store(newValue.rawValue, ordering: .releasing) }
    }
    /// The status of a program that has exited.
    var status: Int {
      get { unsafe layout.pointee.status.load(ordering: .relaxed) }
      set { unsafe layout.pointee.status.store(newValue, ordering: .relaxed) }
    }
    /// The step that has begun; negative before the first.
    var step: Int {
      get { unsafe layout.pointee.step.load(ordering: .relaxed) }
      set { unsafe layout.pointee.step.store(newValue, ordering: .relaxed) }
    }
    /// The rank that a long wait is for; negative where there is none.
    var awaited: Int {
      get { unsafe layout.pointee.awaited.load(ordering: .relaxed) }
      set { unsafe layout.pointee.awaited.store(newValue, ordering: .relaxed) }
    }

    /// Such as "in step 57".
    var place: String { step < 0 ? "before the first step" : "in step \(step)" }

    /// Whether somebody says, or has said, why the processes end.
    var hasSentence: Bool {
      unsafe layout.pointee.sentence.load(ordering: .relaxed) != SentenceState.open.rawValue
    }

    /// Says why the processes end, unless another process of the host has said it: what comes first is the cause.
    func say(_ sentence: String) {
      let (taken, said) = (SentenceState.taken.rawValue, SentenceState.said.rawValue)
      let (isFirst, _) = unsafe layout.pointee.sentence.compareExchange(
        expected: SentenceState.open.rawValue, desired: taken, ordering: .relaxed)
      // Whoever took it may have ended before it spoke.
      if !isFirst && hasBeenSaid(within: .milliseconds(200)) { return }
      writeLine(sentence)
      unsafe layout.pointee.sentence.store(said, ordering: .releasing)
    }

    private func hasBeenSaid(within limit: Duration) -> Bool {
      let end = ContinuousClock.now + limit
      repeat {
        if unsafe layout.pointee.sentence.load(ordering: .acquiring) == SentenceState.said.rawValue { return true }
        usleep(1000)
      } while ContinuousClock.now < end
      return false
    }
  }

  /// Writes "PROGRAM: sentence" to standard error at once, so that lines of several processes do not mix.
  func writeLine(_ sentence: String) {
    let program = CommandLine.arguments.first?.split(separator: "/").last.map(String.init) ?? "program"
    let line = Array("\(program): \(sentence)\n".utf8)
    // In bounds: the array's own count.
    _ = unsafe line.withUnsafeBytes { unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
  }
#endif
