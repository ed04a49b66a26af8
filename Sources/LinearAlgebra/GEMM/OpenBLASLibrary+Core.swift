extension OpenBLASLibrary {
  /// The instruction set that its core computes with, of those that the Swift kernels are compiled for; nil of a core
  /// whose instructions are not known here.
  ///
  /// OpenBLAS chooses its core by the CPU's model. Of a model younger than itself it knows nothing, and may fall back to
  /// `Prescott`, which computes with SSE3.
  public var instructionSet: InstructionSet? {
    switch core.lowercased() {
    case "prescott", "core2", "penryn", "dunnington", "nehalem", "atom", "nano", "katmai", "coppermine", "northwood",
      "banias", "athlon", "opteron", "opteron(sse3)", "opteron_sse3", "barcelona", "bobcat", "sandybridge", "bulldozer",
      "piledriver", "steamroller", "excavator":
      // Some have AVX or the multiply-adds of Bulldozer; none has AVX2.
      .baseline
    case "haswell", "zen": .avx2
    case "skylakex", "cooperlake", "sapphirerapids": .avx512
    default: nil
    }
  }

  /// Whether its core uses what this CPU has: not where it is known to compute with less than the Swift kernels.
  public var usesThisCPU: Bool { instructionSet.map { $0 >= .best } ?? true }

  /// Why it is not the default, and what helps, in one sentence; nil where its core uses this CPU.
  public var shortcoming: String? {
    guard !usesThisCPU, let instructionSet else { return nil }
    let core = InstructionSet.best == .avx512 ? "SkylakeX" : "Haswell"
    let remedy =
      environmentVariable("OPENBLAS_CORETYPE").map { "OPENBLAS_CORETYPE=\($0) asks for that core, \(core) is better" }
      ?? "OPENBLAS_CORETYPE=\(core) helps"
    return "OpenBLAS \(version) computes with its core \(self.core) (\(instructionSet)) though this CPU runs "
      + "\(InstructionSet.best), so products are left to swift, and decompositions take longer than they need: \(remedy)"
  }
}
