/// The code that computes matrix products, and with it the provider of decompositions.
///
/// Two backends are equal if the same code computes products. Decompositions are LAPACK's on `openBLAS`, and the
/// routines in Swift on the others. On `automatic` they are whichever is known to be faster for the routine and the
/// shape; to get one provider, name the backend.
public struct GEMMBackend: Hashable, Sendable, CustomStringConvertible {
  enum Kind: Hashable {
    case openBLAS
    case swift(InstructionSet)
    case reference
  }

  let kind: Kind
  /// Whether this backend was chosen automatically, not by name.
  let isAutomatic: Bool

  /// OpenBLAS, held at one thread; available if the trait `OpenBLAS` is on (Linux).
  public static let openBLAS = GEMMBackend(kind: .openBLAS)
  /// The Swift kernels of the best instruction set of this CPU.
  public static var swift: GEMMBackend { GEMMBackend(kind: .swift(.best)) }
  /// Three plain loops: the definition of the product, and the slow end of comparisons.
  public static let reference = GEMMBackend(kind: .reference)

  /// The Swift kernels of one instruction set.
  public static func swift(_ instructionSet: InstructionSet) -> GEMMBackend {
    GEMMBackend(kind: .swift(instructionSet))
  }

  /// OpenBLAS if it is built in and its core uses this CPU, else the Swift kernels.
  ///
  /// An OpenBLAS that did not know the CPU was seen to choose a core four times slower than the Swift kernels;
  /// `OpenBLASLibrary.shortcoming` reports such a choice.
  public static var automatic: GEMMBackend {
    GEMMBackend(kind: OpenBLASLibrary.loaded?.usesThisCPU == true ? .openBLAS : .swift(.best), isAutomatic: true)
  }

  /// Whether this build and this CPU can run it.
  public var isAvailable: Bool {
    switch kind {
    case .openBLAS: Float._routines.openBLAS != nil
    case .swift(let instructionSet): instructionSet.isAvailable
    case .reference: true
    }
  }

  /// The instruction set of the Swift kernels; nil for the other backends.
  public var instructionSet: InstructionSet? {
    if case .swift(let instructionSet) = kind { instructionSet } else { nil }
  }

  /// The name without an instruction set: `openblas`, `swift` or `reference`.
  public var name: String {
    switch kind {
    case .openBLAS: "openblas"
    case .swift: "swift"
    case .reference: "reference"
    }
  }

  /// The backend of that name (`openblas`, `swift`, `reference`, or `swift-avx2` and the like); nil for another.
  public init?(name: String) {
    switch name {
    case "openblas": self = .openBLAS
    case "swift": self = .swift
    case "reference": self = .reference
    default:
      let prefix = "swift-"
      guard name.hasPrefix(prefix), let set = InstructionSet(rawValue: String(name.dropFirst(prefix.count))) else {
        return nil
      }
      self = .swift(set)
    }
  }

  private init(kind: Kind, isAutomatic: Bool = false) {
    self.kind = kind
    self.isAutomatic = isAutomatic
  }

  public static func == (a: GEMMBackend, b: GEMMBackend) -> Bool { a.kind == b.kind }
  public func hash(into hasher: inout Hasher) { hasher.combine(kind) }

  /// The backend as a small number.
  var code: Int {
    let code =
      switch kind {
      case .openBLAS: 0
      case .reference: 1
      case .swift(let instructionSet): 2 + instructionSet.rank
      }
    return isAutomatic ? code | Self.automaticBit : code
  }

  private static let automaticBit = 8

  /// The backend of a code. The last case takes every code above those that are named: a new instruction set needs a
  /// case of its own.
  init(code: Int) {
    isAutomatic = code & Self.automaticBit != 0
    switch code & ~Self.automaticBit {
    case 0: kind = .openBLAS
    case 1: kind = .reference
    // Not `allCases`, which makes an array each time, because every product may read the configuration.
    case 2: kind = .swift(.baseline)
    case 3: kind = .swift(.avx2)
    default: kind = .swift(.avx512)
    }
  }

  /// The name that `init(name:)` takes: `openblas`, `swift-avx512`, ...
  public var description: String {
    if let instructionSet { "swift-\(instructionSet)" } else { name }
  }
}
