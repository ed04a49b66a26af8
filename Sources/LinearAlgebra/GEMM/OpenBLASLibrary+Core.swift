extension OpenBLASLibrary {
  /// The instruction set of its core, among those that the Swift kernels are compiled for; nil if the core is not known
  /// here.
  ///
  /// OpenBLAS chooses its core by the CPU's model. It does not know models newer than itself, and may fall back to
  /// `Prescott`, which computes with SSE3.
  public var instructionSet: InstructionSet? {
    switch core.lowercased() {
    case "prescott", "core2", "penryn", "dunnington", "nehalem", "atom", "nano", "katmai", "coppermine", "northwood",
      "banias", "athlon", "opteron", "opteron(sse3)", "opteron_sse3", "barcelona", "bobcat", "sandybridge", "bulldozer",
      "piledriver", "steamroller", "excavator":
      // Some have AVX or Bulldozer's multiply-adds; none has AVX2.
      .baseline
    case "haswell", "zen": .avx2
    case "skylakex", "cooperlake", "sapphirerapids": .avx512
    default: nil
    }
  }

  /// Whether its core uses this CPU's instruction sets; false only if it is known to use less than the Swift kernels.
  public var usesThisCPU: Bool { instructionSet.map { $0 >= .best } ?? true }

  /// One sentence that says why it is not the default, and what helps; nil if its core uses this CPU.
  public var shortcoming: String? {
    guard !usesThisCPU, let instructionSet else { return nil }
    let core = InstructionSet.best == .avx512 ? "SkylakeX" : "Haswell"
    let remedy =
      environmentVariable("OPENBLAS_CORETYPE").map { "OPENBLAS_CORETYPE=\($0) asks for that core, \(core) is better" }
      ?? "OPENBLAS_CORETYPE=\(core) helps"
    return "OpenBLAS \(version) computes with its core \(self.core) (\(instructionSet)) though this CPU runs "
      + "\(InstructionSet.best), so swift computes by default: \(remedy)"
  }
}
