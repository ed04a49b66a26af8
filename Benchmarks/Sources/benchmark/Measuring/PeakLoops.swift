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
    // Towards 2: neither subnormal nor infinite. Written here, not in the loops: those must not know them.
    let (factor, addend) = (0.5, 1.0)
    let (chains, bytes): (Int, Int)
    switch instructionSet {
    case .baseline: (chains, bytes) = (PeakLoops.chainCount, 16)
    case .avx2: (chains, bytes) = (PeakLoopsAVX2.chainCount, 32)
    case .avx512: (chains, bytes) = (PeakLoopsAVX512.chainCount, 64)
    }
    let lanes = bytes / (scalar == .float ? MemoryLayout<Float>.size : MemoryLayout<Double>.size)
    flops = 2 * Double(Self.passes * chains * lanes)
    switch (instructionSet, scalar) {
    case (.baseline, .float): run = { _ = PeakLoops.runChains(Self.passes, Float(factor), Float(addend)) }
    case (.baseline, .double): run = { _ = PeakLoops.runChains(Self.passes, factor, addend) }
    case (.avx2, .float): run = { _ = PeakLoopsAVX2.runChains(Self.passes, Float(factor), Float(addend)) }
    case (.avx2, .double): run = { _ = PeakLoopsAVX2.runChains(Self.passes, factor, addend) }
    case (.avx512, .float): run = { _ = PeakLoopsAVX512.runChains(Self.passes, Float(factor), Float(addend)) }
    case (.avx512, .double): run = { _ = PeakLoopsAVX512.runChains(Self.passes, factor, addend) }
    }
  }
}
