/// The OpenBLAS that this process has loaded.
public struct OpenBLASLibrary: Sendable, Hashable {
  /// Its version, such as `0.3.21`.
  public let version: String
  /// The kernels that it chose for this CPU, such as `SkylakeX`; `OPENBLAS_CORETYPE` overrides its choice.
  public let core: String
  /// The number of threads that it uses itself: 1, unless it was built with OpenMP and ignores the setting.
  public let threads: Int

  package init(version: String, core: String, threads: Int) {
    (self.version, self.core, self.threads) = (version, core, threads)
  }
}

#if OpenBLAS && os(Linux)
  import COpenBLAS

  extension OpenBLASLibrary {
    /// The library, from now on held at one thread; nil in a build without it.
    ///
    /// Setting the thread count is not synchronized inside OpenBLAS, so it happens here, once,
    /// before the first product; later only inside `withThreads`, which admits one caller.
    public static let loaded: OpenBLASLibrary? = {
      openblas_set_num_threads(1)
      let words = configuration.split(separator: " ")
      // In bounds: a C string that lives as long as the library; likewise below.
      let core = unsafe string(openblas_get_corename())
      return OpenBLASLibrary(
        version: words.count > 1 ? String(words[1]) : configuration, core: core,
        threads: Int(openblas_get_num_threads()))
    }()

    /// Its build configuration, such as `OpenBLAS 0.3.21 DYNAMIC_ARCH NO_AFFINITY SkylakeX MAX_THREADS=64`.
    package static let configuration = unsafe string(openblas_get_config())

    private static func string(_ text: UnsafePointer<CChar>?) -> String {
      // In bounds: the caller passes a C string.
      unsafe text.map { unsafe String(cString: $0) } ?? ""
    }

    static func holdAtOneThread() { _ = loaded }

    /// Sets the thread count. OpenBLAS does not synchronize this; the caller must.
    static func setThreads(_ count: Int) { openblas_set_num_threads(Int32(count)) }

    /// The number of threads that OpenBLAS may use now.
    package static var currentThreads: Int {
      holdAtOneThread()
      return Int(openblas_get_num_threads())
    }
  }
#else
  extension OpenBLASLibrary {
    /// The library; nil, since this build has none.
    public static var loaded: OpenBLASLibrary? { nil }
  }
#endif
