/// The code that computes matrix products, and with it the provider of decompositions.
///
/// Two backends are equal if the same code computes products. Decompositions are LAPACK's on `openBLAS`, and the
/// routines in Swift on the others. On `automatic` they are whichever is known to be faster for the routine and the
/// shape; to get one provider, name the backend.
public struct GEMMBackend: Hashable, Sendable, CustomStringConvertible {
  /// The Swift kernels are the last ones, in the order of `InstructionSet`.
  private enum Kind: Int {
    case openBLAS, reference, baseline, avx2, avx512

    static func swift(_ set: InstructionSet) -> Kind { Kind(rawValue: Kind.baseline.rawValue + set.rank) ?? .baseline }
  }

  private let kind: Kind
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
    if kind == .openBLAS { return Float._routines.openBLAS != nil }
    return instructionSet?.isAvailable ?? true
  }

  /// The instruction set of the Swift kernels; nil for the other backends.
  public var instructionSet: InstructionSet? {
    switch kind {
    case .openBLAS, .reference: nil
    case .baseline: .baseline
    case .avx2: .avx2
    case .avx512: .avx512
    }
  }

  /// The name without an instruction set: `openblas`, `swift` or `reference`.
  public var name: String {
    switch kind {
    case .openBLAS: "openblas"
    case .reference: "reference"
    case .baseline, .avx2, .avx512: "swift"
    }
  }

  /// The backend of that name (`openblas`, `swift`, `reference`, or `swift-avx2` and the like); nil for another.
  public init?(name: String) {
    let all = [.openBLAS, .reference] + InstructionSet.allCases.map { GEMMBackend.swift($0) }
    guard let backend = name == "swift" ? .swift : all.first(where: { $0.description == name }) else { return nil }
    self = backend
  }

  private init(kind: Kind, isAutomatic: Bool = false) {
    self.kind = kind
    self.isAutomatic = isAutomatic
  }

  public static func == (a: GEMMBackend, b: GEMMBackend) -> Bool { a.kind == b.kind }
  public func hash(into hasher: inout Hasher) { hasher.combine(kind) }

  /// The backend as a small number.
  var code: Int { isAutomatic ? kind.rawValue | Self.automaticBit : kind.rawValue }

  private static let automaticBit = 8

  /// The backend of a code.
  init(code: Int) {
    isAutomatic = code & Self.automaticBit != 0
    kind = Kind(rawValue: code & ~Self.automaticBit) ?? .reference
  }

  /// The name that `init(name:)` takes: `openblas`, `swift-avx512`, ...
  public var description: String {
    if let instructionSet { "swift-\(instructionSet)" } else { name }
  }
}
