import CInstructionSet

/// A set of vector instructions that the Swift kernels are compiled for.
public enum InstructionSet: String, CaseIterable, Comparable, Sendable, CustomStringConvertible {
  /// The instructions of every CPU of the architecture: SSE2 on x86-64, NEON on arm64.
  case baseline
  /// AVX2 with FMA.
  case avx2
  /// AVX-512 F, VL, DQ and BW.
  case avx512

  /// Whether the CPU and the operating system support it.
  ///
  /// A CPU that supports one set also supports those before it.
  public var isAvailable: Bool { self <= Self.most }

  /// The sets that this CPU supports, the best last.
  public static let available: [InstructionSet] = {
    var sets = [InstructionSet.baseline]
    if cinstructionset_has_avx2() != 0 { sets.append(.avx2) }
    if cinstructionset_has_avx512() != 0 { sets.append(.avx512) }
    return sets
  }()

  private static let most = available.last ?? .baseline

  /// The set that the library uses unless a call names another: the best one that this CPU supports, or the one named
  /// by the environment variable `DENSE_INSTRUCTION_SET`.
  ///
  /// An unknown or unavailable name in the variable is ignored here and reported by `ComputeConfiguration`.
  public static let best: InstructionSet = {
    guard let named = environmentVariable("DENSE_INSTRUCTION_SET").flatMap(InstructionSet.init(rawValue:)) else {
      return most
    }
    return named.isAvailable ? named : most
  }()

  /// From the least to the most capable.
  public static func < (a: InstructionSet, b: InstructionSet) -> Bool {
    a.rank < b.rank
  }

  public var description: String { rawValue }

  /// Its index among all sets, from 0.
  var rank: Int {
    switch self {
    case .baseline: 0
    case .avx2: 1
    case .avx512: 2
    }
  }
}
