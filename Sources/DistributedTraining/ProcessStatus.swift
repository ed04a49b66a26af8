#if MPI && os(Linux)
  import Glibc

  /// What `/proc/PID/stat` says about a process.
  struct ProcessStatus {
    /// When it started, in ticks since the machine did: another process of the same number started later.
    let start: UInt64
    private let state: UInt8

    /// Whether it has ended, and waits for its parent to notice.
    var isOver: Bool { state == UInt8(ascii: "Z") || state == UInt8(ascii: "X") }
    /// Whether a signal stopped it; not a debugger, which is patient.
    var isStopped: Bool { state == UInt8(ascii: "T") }

    /// Nil where there is no such process, or none that may be seen from here.
    init?(process: Int32) {
      // The name of the program, in parentheses, may hold spaces and parentheses.
      let fields = smallFile("/proc/\(process)/stat").split(separator: ")").last?.split(separator: " ") ?? []
      guard fields.count > 19, let state = fields[0].utf8.first, let start = UInt64(fields[19]) else { return nil }
      self.state = state
      self.start = start
    }
  }

  /// The first 4 KiB of a text file; empty where it cannot be read.
  func smallFile(_ path: String) -> String {
    let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return "" }
    defer { close(file) }
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
      // In bounds: at most the buffer's size is read.
      count = unsafe max(0, read(file, buffer.baseAddress, buffer.count))
    }
    return String(decoding: bytes, as: UTF8.self)
  }
#endif
