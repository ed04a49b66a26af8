import Synchronization

/// The value that the program set as `ComputeConfiguration.current`; 0 until then.
private let currentCode = Atomic(0)

/// Which backend computes, and on how many threads.
///
/// ```swift
/// print(ComputeConfiguration.current)
/// // openblas 0.3.21 (SkylakeX), 2 threads, swift kernels avx512, release build
/// ```
public struct ComputeConfiguration: Hashable, Sendable {
  /// The code that computes products.
  public var backend: GEMMBackend {
    didSet { Self.require(backend) }
  }
  /// The most threads that one product uses; small products use fewer.
  public var threads: Int {
    didSet { Self.require(threads: threads) }
  }

  /// - Parameters:
  ///   - backend: the code that computes products.
  ///   - threads: the most threads for one product; more than there are CPUs is allowed but slow.
  /// - Precondition: the backend is available, and `threads` is in 1...256.
  public init(backend: GEMMBackend = .automatic, threads: Int = Processors.available) {
    Self.require(backend)
    Self.require(threads: threads)
    self.backend = backend
    self.threads = threads
  }

  private static func require(_ backend: GEMMBackend) {
    LinearAlgebra.require(backend.isAvailable, "the backend \(backend) is not available in this build on this CPU")
  }

  private static func require(threads: Int) {
    LinearAlgebra.require(
      threadLimits.contains(threads), "a configuration with \(threads) threads: allowed are \(threadLimits)")
  }

  /// The thread counts that a configuration may have.
  public static let threadLimits = 1...Processors.most

  /// The configuration of this process, which operators always use, and every other operation unless it is given
  /// another.
  ///
  /// Its initial value is all CPUs that the process may use and `GEMMBackend.automatic`, unless `DENSE_BACKEND`,
  /// `DENSE_INSTRUCTION_SET` or `DENSE_THREADS` say otherwise. A program sets it once, at its start:
  ///
  /// ```swift
  /// ComputeConfiguration.current.threads = 1
  /// ```
  ///
  /// Any thread may read and set it; an operation uses the value at its beginning.
  ///
  /// - Precondition: the variables hold valid values; `init(environment:)` throws instead of trapping.
  public static var current: ComputeConfiguration {
    get { Self(code: currentCode.load(ordering: .relaxed)) ?? initial }
    set { currentCode.store(newValue.code, ordering: .relaxed) }
  }

  private static let initial: ComputeConfiguration = {
    do throws(ConfigurationError) {
      return try ComputeConfiguration(environment: environmentVariable)
    } catch {
      trap(error.description)
    }
  }()

  /// The configuration as one number, never 0.
  private var code: Int { backend.code << 16 | threads }

  /// The configuration for a code; nil for 0.
  private init?(code: Int) {
    if code == 0 { return nil }
    (backend, threads) = (GEMMBackend(code: code >> 16), code & 0xffff)
  }

  /// The configuration given by environment variables.
  ///
  /// - Parameter variable: returns the value of an environment variable, nil where it is unset.
  /// - Throws: `ConfigurationError` where a variable holds a value that is unknown or not available here.
  public init(environment variable: (String) -> String?) throws(ConfigurationError) {
    func value<T>(_ name: String, _ allowed: String, _ parse: (String) -> T?) throws(ConfigurationError) -> T? {
      guard let text = variable(name) else { return nil }
      guard let value = parse(text) else { throw ConfigurationError(variable: name, value: text, allowed: allowed) }
      return value
    }
    let sets = InstructionSet.available.map { $0.rawValue }.joined(separator: ", ")
    let instructionSet = try value("DENSE_INSTRUCTION_SET", sets) { name in
      InstructionSet(rawValue: name).flatMap { $0.isAvailable ? $0 : nil }
    }
    let backend = try value("DENSE_BACKEND", Self.backendNames) { name in
      GEMMBackend(name: name).flatMap { $0.isAvailable ? $0 : nil }
    }
    let threads = try value("DENSE_THREADS", "1 to \(Self.threadLimits.upperBound)") { text in
      Int(text).flatMap { Self.threadLimits.contains($0) ? $0 : nil }
    }
    var chosen = backend ?? .automatic
    // `swift-avx512` stays what it is, though it may be the same as `swift` in this process.
    if let instructionSet, backend == nil || variable("DENSE_BACKEND") == "swift", chosen == .swift {
      chosen = .swift(instructionSet)
    }
    self.init(backend: chosen, threads: threads ?? Processors.available)
  }

  /// The names of the backends that this build on this CPU can run, separated by commas.
  package static var backendNames: String {
    (GEMMBackend.openBLAS.isAvailable ? "openblas, " : "") + "swift, reference"
      + InstructionSet.available.map { ", swift-\($0)" }.joined()
  }

  /// The instruction set of the Swift kernels that compute products with this configuration. Elementwise operations use
  /// `InstructionSet.best` on every backend.
  public var instructionSet: InstructionSet { backend.instructionSet ?? .best }

  /// Whether this library was built for debugging; its kernels are optimized in either build.
  package static var isDebugBuild: Bool {
    #if DEBUG
      true
    #else
      false
    #endif
  }
}

extension ComputeConfiguration: CustomStringConvertible {
  public var description: String {
    var name = backend.name
    if backend == .openBLAS, let library = OpenBLASLibrary.loaded { name += " \(library.version) (\(library.core))" }
    return "\(name), \(threads) thread\(threads == 1 ? "" : "s"), swift kernels \(instructionSet), "
      + "\(Self.isDebugBuild ? "debug" : "release") build"
      + (OpenBLASLibrary.loaded?.shortcoming.map { "; \($0)" } ?? "")
  }
}

/// An environment variable with an invalid value.
public struct ConfigurationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The variable.
  public let variable: String
  /// Its value.
  public let value: String
  /// The values that it may have here.
  public let allowed: String

  public var description: String {
    "\(variable)=\(value) is not available here: it may be \(allowed)"
  }
}
