import Foundation

/// Who made a library, which kernels it chose, and how its threads are set.
struct CBLASIdentity {
  /// `openblas`, `mkl`, `aocl-blas`, `blis`; the name of the file where the library does not tell.
  let maker: String
  /// As the library tells it.
  var version: String?
  /// The kernels that it chose, where it tells.
  var core: String?
  /// Sets how many threads it uses; nil where it has one only, or cannot be told.
  var setThreads: ((Int) -> Void)?
}

extension CBLASIdentity {
  /// - Parameters:
  ///   - spelling: that of the names in `library`.
  ///   - threads: the most that it will be asked for.
  init(_ library: SharedLibrary, _ spelling: CBLASSpelling, threads: Int) {
    self =
      Self.openBLAS(library, spelling) ?? Self.mkl(library, threads: threads) ?? Self.blis(library)
      ?? Self.other(library)
  }

  private typealias Text = @convention(c) () -> UnsafePointer<CChar>?
  private typealias Number = @convention(c) () -> CInt
  private typealias SetNumber = @convention(c) (CInt) -> Void

  private static func openBLAS(_ library: SharedLibrary, _ spelling: CBLASSpelling) -> CBLASIdentity? {
    // In bounds: the functions have these types in every OpenBLAS; their texts live as long as the library.
    guard let configuration = unsafe library.function(spelling.of("openblas_get_config"), as: Text.self) else {
      return nil
    }
    let words = unsafe configuration().map { unsafe String(cString: $0) }?.split(separator: " ") ?? []
    let core = unsafe library.function(spelling.of("openblas_get_corename"), as: Text.self)
    let parallel = unsafe library.function(spelling.of("openblas_get_parallel"), as: Number.self)
    let setThreads = unsafe library.function(spelling.of("openblas_set_num_threads"), as: SetNumber.self)
    return CBLASIdentity(
      maker: "openblas", version: words.dropFirst().first.map(String.init),
      core: unsafe core?().map { unsafe String(cString: $0) },
      setThreads: parallel?() == 0 ? nil : setThreads.map { set in { set(CInt($0)) } })
  }

  /// The kernels of MKL that the process has loaded: a file each, and none before the first product.
  static var loadedMKLKernels: String? {
    ["avx10", "avx512", "avx2", "avx", "mc3", "mc", "def"].first { SharedLibrary.loaded("libmkl_\($0).so") != nil }
  }

  /// Its parts are told before its first call what they are: 32-bit integers, and threads only where they are needed
  /// and can be loaded; else it would look for Intel's OpenMP and end the process where that is missing.
  private static func mkl(_ library: SharedLibrary, threads: Int) -> CBLASIdentity? {
    // In bounds: the functions have these types in every MKL; the text is cut to the buffer and ends with zero.
    guard
      let writeVersion = unsafe library.function(
        "MKL_Get_Version_String", as: (@convention(c) (UnsafeMutablePointer<CChar>?, CInt) -> Void).self)
    else { return nil }
    typealias SetLayer = @convention(c) (CInt) -> CInt
    let (integersOf32Bits, sequential): (CInt, CInt) = (0, 1)
    let openMP: [(name: String, layer: CInt)] = [("libiomp5.so", 0), ("libgomp.so.1", 3)]
    let team = threads > 1 ? openMP.first { SharedLibrary.canLoad($0.name, besides: library.path) } : nil
    _ = unsafe library.function("MKL_Set_Interface_Layer", as: SetLayer.self)?(integersOf32Bits)
    _ = unsafe library.function("MKL_Set_Threading_Layer", as: SetLayer.self)?(team?.layer ?? sequential)
    let setThreads = unsafe library.function("MKL_Set_Num_Threads", as: SetNumber.self)
    var text = [CChar](repeating: 0, count: 256)
    unsafe text.withUnsafeMutableBufferPointer { unsafe writeVersion($0.baseAddress, CInt($0.count - 1)) }
    let words = String(decoding: text.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self).split { " -".contains($0) }
    return CBLASIdentity(
      maker: "mkl", version: words.drop { $0 != "Version" }.dropFirst().first.map(String.init),
      setThreads: team == nil ? nil : setThreads.map { set in { set(CInt($0)) } })
  }

  private static func blis(_ library: SharedLibrary) -> CBLASIdentity? {
    // In bounds: the functions have these types in every BLIS; its integers may have 32 bits, a count fits either way.
    guard let text = unsafe library.function("bli_info_get_version_str", as: Text.self) else { return nil }
    let words = unsafe text().map { unsafe String(cString: $0) }?.split(separator: " ") ?? []
    let query = unsafe library.function("bli_arch_query_id", as: Number.self)
    let name = unsafe library.function("bli_arch_string", as: (@convention(c) (CInt) -> UnsafePointer<CChar>?).self)
    let threading = unsafe library.function("bli_info_get_enable_threading", as: Number.self)
    let setThreads = unsafe library.function("bli_thread_set_num_threads", as: (@convention(c) (Int) -> Void).self)
    let version = words.first { $0.first?.isNumber == true }
    return CBLASIdentity(
      // AMD's says "AOCL-BLAS 5.3.0 Build 20260507", the original "0.9.0".
      maker: words.first == version ? "blis" : words.first?.lowercased() ?? "blis", version: version.map(String.init),
      core: query.flatMap { query in unsafe name?(query()).map { unsafe String(cString: $0) } },
      setThreads: threading?() == 0 ? nil : setThreads)
  }

  /// A library that does not tell who made it. Its threads, if it has any, are most often OpenMP's.
  private static func other(_ library: SharedLibrary) -> CBLASIdentity {
    // In bounds: OpenMP's function has this type.
    let setThreads = unsafe library.function("omp_set_num_threads", as: SetNumber.self)
    let file = library.path.split(separator: "/").last ?? "library"
    return CBLASIdentity(
      maker: String(file.prefix { $0 != "." }), setThreads: setThreads.map { set in { set(CInt($0)) } })
  }
}
