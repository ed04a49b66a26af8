import LinearAlgebra
import PeakLoops
import PeakLoopsAVX2
import PeakLoopsAVX512

/// The loop of multiply-adds of one instruction set and scalar.
struct PeakLoop: Sendable {
  /// Floating-point operations of one call.
  let flops: Double
  /// Runs it once. Only for an instruction set that this CPU has.
  let run: @Sendable () -> Void

  /// Multiply-adds on each chain in one call: a few microseconds.
  private static let passes = 1000

  init(_ scalar: ScalarKind, _ instructionSet: InstructionSet) {
    typealias Loop<Number> = @Sendable (_ passes: Int, _ factor: Number, _ addend: Number) -> Number
    let (chains, bytes, float, double): (Int, Int, Loop<Float>, Loop<Double>) =
      switch instructionSet {
      case .baseline: (PeakLoops.chainCount, 16, PeakLoops.runChains, PeakLoops.runChains)
      case .avx2: (PeakLoopsAVX2.chainCount, 32, PeakLoopsAVX2.runChains, PeakLoopsAVX2.runChains)
      case .avx512: (PeakLoopsAVX512.chainCount, 64, PeakLoopsAVX512.runChains, PeakLoopsAVX512.runChains)
      }
    // Towards 2: neither subnormal nor infinite. Written here, not in the loops: those must not know them.
    switch scalar {
    case .float: run = { _ = float(Self.passes, 0.5, 1) }
    case .double: run = { _ = double(Self.passes, 0.5, 1) }
    }
    flops = 2 * Double(Self.passes * chains * bytes / (scalar == .float ? 4 : 8))
  }
}
