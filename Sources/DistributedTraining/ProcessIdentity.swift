#if MPI && os(Linux)
  internal import CMPI
  import Glibc
  import LinearAlgebra

  /// Who a rank is, as it tells the others.
  struct ProcessIdentity {
    var rank = 0
    let process: Int32
    /// See `ProcessStatus.start`.
    let start: UInt64
    /// The descriptor of its `SharedFile`, -1 where it has none.
    let file: Int32
    let host: String
    /// The boot of the machine, and the namespace of the process.
    private let place: String
    /// The CPUs that it may use, as a mask in hexadecimal.
    private let cpus: String

    /// Such as "rank 1 (process 4242 on host a)".
    var name: String { "rank \(rank) (process \(process) on host \(host))" }

    /// The identity of this process.
    init(file: Int32) {
      self.file = file
      process = getpid()
      start = ProcessStatus(process: process)?.start ?? 0
      host = unsafe DistributedTraining.text(dense_processor_name) ?? "unknown"
      let machine = smallFile("/proc/sys/kernel/random/boot_id").filter { $0 != "\n" }
      var namespace = stat()
      place = machine + (unsafe stat("/proc/self/ns/pid", &namespace) == 0 ? " \(namespace.st_ino)" : "")
      let mask = unsafe [UInt8](unsafeUninitializedCapacity: 1024) { buffer, count in
        // In bounds: at most the buffer's size is written.
        count = unsafe max(0, dense_allowed_cpus(buffer.baseAddress, UInt(buffer.count)))
      }
      cpus = mask.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// Whether both run on one machine.
    func sharesHost(with other: ProcessIdentity) -> Bool {
      // The rest of the place is the namespace.
      host == other.host && place.prefix { $0 != " " } == other.place.prefix { $0 != " " }
    }

    /// Whether both may use the same CPUs.
    func sharesCPUs(with other: ProcessIdentity) -> Bool { cpus == other.cpus && sharesHost(with: other) }

    /// Whether `other` is the process that this one sees by its number.
    func sees(_ other: ProcessIdentity) -> Bool {
      host == other.host && place == other.place && ProcessStatus(process: other.process)?.start == other.start
    }
  }

  extension ProcessIdentity {
    /// Bytes of an encoded identity: the mask of 8,192 CPUs is the longest part of it.
    static let length = 4096

    /// As bytes for the other ranks.
    var encoded: [UInt8] {
      let words = [String(process), String(start), String(file), String(host.prefix(256)), place, cpus]
      let bytes = Array(words.joined(separator: "\n").utf8.prefix(Self.length))
      return bytes + [UInt8](repeating: 0, count: Self.length - bytes.count)
    }

    /// What `rank` has encoded; nil where it is no identity.
    init?(_ bytes: ArraySlice<UInt8>, rank: Int) {
      let words = String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        .split(separator: "\n", omittingEmptySubsequences: false)
      guard words.count == 6, let process = Int32(words[0]), let start = UInt64(words[1]), let file = Int32(words[2])
      else { return nil }
      (self.rank, self.process, self.start, self.file) = (rank, process, start, file)
      host = String(words[3])
      place = String(words[4])
      cpus = String(words[5])
    }
  }
#endif
