import CInstructionSet

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

/// The CPUs that this process may use.
public enum Processors {
  /// The most CPUs that are used: a configuration has at most as many threads.
  static let most = 256

  /// Their number: the process's affinity, limited by its cgroup's quota of CPU time, rounded up; at least 1.
  public static let available: Int = {
    let allowed = Int(cinstructionset_allowed_cpus())
    let cpus = allowed > 0 ? allowed : Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    return max(1, min(cpus, cgroupQuota ?? cpus, most))
  }()

  /// The least quota of the cgroups that this process is in, in CPUs; nil if none is set.
  private static var cgroupQuota: Int? {
    var quotas = [Int]()
    // Version 2: "0::/a/b" in /proc/self/cgroup; each level may set "quota period" or "max period".
    for line in text(of: "/proc/self/cgroup").split(separator: "\n") where line.hasPrefix("0::") {
      var path = String(line.dropFirst(3))
      while true {
        if let cpus = cpus(text(of: "/sys/fs/cgroup\(path)/cpu.max")) { quotas.append(cpus) }
        guard path.count > 1, let slash = path.lastIndex(of: "/") else { break }
        path = String(path[..<slash])
      }
    }
    // Version 1: the process sees its own group at the root of the mount.
    let folder = "/sys/fs/cgroup/cpu/cpu"
    if let cpus = cpus(text(of: folder + ".cfs_quota_us") + text(of: folder + ".cfs_period_us")) { quotas.append(cpus) }
    return quotas.min()
  }

  /// The CPUs of a quota and a period, in lines or words of a text; nil if it is no limit.
  private static func cpus(_ text: String) -> Int? {
    let numbers = text.split { $0 == " " || $0 == "\n" }.map { Int($0) }
    guard numbers.count == 2, let quota = numbers[0], let period = numbers[1], quota > 0, period > 0 else { return nil }
    return (quota + period - 1) / period
  }

  /// The first 4 KiB of a text file; empty if it cannot be read.
  private static func text(of path: String) -> String {
    guard let file = unsafe fopen(path, "r") else { return "" }
    defer { unsafe fclose(file) }
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
      // In bounds: fread writes at most the buffer's size.
      count = unsafe fread(buffer.baseAddress, 1, buffer.count, file)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
