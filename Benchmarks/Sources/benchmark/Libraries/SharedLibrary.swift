import Foundation

/// A library that was loaded by its path, and stays: its threads may outlive any use of it.
@safe struct SharedLibrary {
  let path: String
  private let handle: UnsafeMutableRawPointer

  /// - Throws: `Refusal` where there is no library for this CPU at `path`.
  init(path: String) throws {
    // Absolute: a name without a slash would be searched for elsewhere.
    self.path = URL(fileURLWithPath: path).path
    guard let type = OutputFile.type(of: path) else { throw Refusal("--cblas \(path): there is no such file.") }
    // Only a regular file can be looked into: opening a pipe would wait.
    guard type == .typeRegular, let platform = Self.platform(of: path) else {
      throw Refusal("--cblas \(path): this is no shared library.")
    }
    if platform != Self.platform(of: "/proc/self/exe") {
      throw Refusal("--cblas \(path): this library is not made for this CPU.")
    }
    var tried = Set<String>()
    do {
      unsafe handle = try Self.open(self.path, &tried)
    } catch {
      throw Refusal("--cblas \(path): it cannot be loaded: \(error.description).")
    }
  }

  /// The function of that name, in this library or in those that it brings; `type` must be its type in C.
  @unsafe func function<Function>(_ name: String, as type: Function.Type) -> Function? {
    // In bounds: a function's address, read as the function that the caller knows it to be.
    unsafe dlsym(handle, name).map { unsafe unsafeBitCast($0, to: type) }
  }

  /// The file of a library that the process has loaded, by the beginning of its name.
  static func loaded(_ name: String) -> String? {
    // To its end: the system gives such a file in parts.
    let maps = try? FileHandle(forReadingFrom: URL(fileURLWithPath: "/proc/self/maps")).readToEnd()
    let line = String(decoding: maps ?? Data(), as: UTF8.self).split(separator: "\n").first { $0.contains("/\(name)") }
    return line.flatMap { line in line.firstIndex(of: "/").map { String(line[$0...]) } }
  }

  /// Loads a library that is there for another one, from the folder of this one or from where the system looks.
  static func canLoad(_ name: String, besides path: String) -> Bool {
    let places = [URL(fileURLWithPath: path).deletingLastPathComponent().path + "/" + name, name]
    // In bounds: a C string for the time of the call.
    return places.contains { (place: String) in unsafe dlopen(place, RTLD_NOW | RTLD_LOCAL) != nil }
  }

  /// What an ELF file's first bytes tell: word size, byte order, CPU; nil for other files.
  private static func platform(of path: String) -> [UInt8]? {
    let header = try? FileHandle(forReadingFrom: URL(fileURLWithPath: path)).read(upToCount: 20)
    guard let header, header.count == 20, header.starts(with: [0x7F, 0x45, 0x4C, 0x46]) else { return nil }
    return Array(header[4...5] + header[18...19])
  }

  /// Loads a library, and before it those of its folder that it needs and does not find: in a wheel they are found
  /// through the Python module alone.
  private static func open(_ path: String, _ tried: inout Set<String>) throws(Refusal) -> UnsafeMutableRawPointer {
    while true {
      // Its own names first: another BLAS of the process has the same.
      // In bounds: a C string for the time of the call.
      if let handle = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL | deepBinding) { return unsafe handle }
      // In bounds: a C string, copied before the next call replaces it.
      let reason = unsafe dlerror().map { unsafe String(cString: $0) } ?? "no reason was told"
      let missing = String(reason.prefix { $0 != ":" })
      let sibling = URL(fileURLWithPath: path).deletingLastPathComponent().path + "/" + missing
      guard tried.insert(sibling).inserted, OutputFile.type(of: sibling) == .typeRegular else {
        throw Refusal(reason)
      }
      _ = unsafe try open(sibling, &tried)
    }
  }

  private static var deepBinding: CInt {
    #if canImport(Glibc)
      RTLD_DEEPBIND
    #else
      0
    #endif
  }
}
