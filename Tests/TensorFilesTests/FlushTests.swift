#if canImport(Glibc)
  import Foundation
  import TensorFiles
  import Testing

  @Suite struct FlushTests {
    /// After a power failure the name leads to the old file or to the whole new one.
    @Test func aFileIsOnTheDiskBeforeItGetsItsNameAndItsFolderAfterwards() throws {
      let folder = try TemporaryFolder()
      try IDXArray(shape: [3], bytes: [1, 2, 3]).write(to: folder("a"))
      let own = calls.all.filter { $0.contains(folder.path) }
      let expected = ["flush \(folder("temporary"))", "name \(folder("a"))", "flush \(folder.path)"]
      #expect(own.map { $0.replacing(/\.writing-[0-9a-f]{16}/, with: "temporary") } == expected)
    }
  }

  /// What this process has flushed and named.
  private let calls = Calls()

  /// With a lock of the C library's: the thread sanitizer does not know `Mutex`.
  private final class Calls: @unchecked Sendable {
    private let lock = NSLock()
    private var made = [String]()

    var all: [String] { lock.withLock { made } }

    func add(_ call: String) { lock.withLock { made.append(call) } }
  }

  /// Takes the place of the C library's function in the test program, and calls it.
  @_cdecl("fsync") func noteFlush(_ descriptor: CInt) -> CInt {
    let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(descriptor)")
    calls.add("flush \(path ?? "")")
    return unsafe next("fsync", as: (@convention(c) (CInt) -> CInt).self)(descriptor)
  }

  /// Likewise.
  @_cdecl("rename") func noteName(_ from: UnsafePointer<CChar>, _ to: UnsafePointer<CChar>) -> CInt {
    let path = unsafe String(cString: to)
    calls.add("name \(path)")
    return unsafe next("rename", as: (@convention(c) (UnsafePointer<CChar>, UnsafePointer<CChar>) -> CInt).self)(
      from, to)
  }

  /// The function of that name in the library behind this program.
  @unsafe private func next<Function>(_ name: String, as _: Function.Type) -> Function {
    // RTLD_NEXT is -1. The C library has the function, with this type.
    let address = unsafe dlsym(UnsafeMutableRawPointer(bitPattern: -1), name)
    return unsafe unsafeBitCast(address, to: Function.self)
  }
#endif
