import LinearAlgebra

/// A backend or a library that takes part in a measurement.
struct Contender {
  /// openblas, swift, reference, or the name of a library.
  let name: String
  /// The best that it is known to use.
  let instructionSet: InstructionSet
  /// How many times one repetition does the work.
  var calls = 1
  /// The share of the test images that its network classifies right.
  var accuracy: Double?
  let body: InterleavedTimer.Body
}

extension Contender {
  init(
    backend: GEMMBackend, calls: Int = 1, accuracy: Double? = nil, body: @escaping InterleavedTimer.Body
  ) {
    let set = backend == .openBLAS ? .used(by: OpenBLASLibrary.loaded?.core) : backend.instructionSet ?? .best
    self.init(name: backend.name, instructionSet: set, calls: calls, accuracy: accuracy, body: body)
  }

  /// What to measure on a number of threads: a configuration for each backend.
  ///
  /// - Parameters:
  ///   - naive: whether plain loops take part; they know one thread only.
  ///   - allSets: every instruction set of the Swift kernels, or the best one alone.
  static func configurations(threads: Int, naive: Bool, allSets: Bool = true) -> [ComputeConfiguration] {
    let backends: [GEMMBackend] =
      (naive && threads == 1 ? [.reference] : []) + (allSets ? InstructionSet.available.map { .swift($0) } : [.swift])
      + (GEMMBackend.openBLAS.isAvailable ? [.openBLAS] : [])
    return backends.map { ComputeConfiguration(backend: $0, threads: threads) }
  }
}

extension InstructionSet {
  /// The instruction set of the kernels that a library chose, by the name that OpenBLAS, BLIS or MKL has for them; the
  /// best one here for a name that is not known.
  static func used(by core: String?) -> InstructionSet {
    let best = InstructionSet.available.last ?? .baseline
    // MKL's "def" has its kernels for AMD's CPUs, with AVX2.
    switch core?.lowercased() {
    case "skylakex", "cooperlake", "sapphirerapids", "skx", "knl", "zen4", "zen5", "avx512", "avx10": return .avx512
    case "haswell", "zen", "zen2", "zen3", "excavator", "steamroller", "piledriver", "avx2", "def":
      return min(.avx2, best)
    case "prescott", "core2", "penryn", "dunnington", "nehalem", "atom", "nano", "opteron", "opteron_sse3", "barcelona",
      "bobcat", "generic", "mc3":
      return .baseline
    default: return best
    }
  }
}
