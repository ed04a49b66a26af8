import LinearAlgebra
import PeakLoops
import PeakLoopsAVX2
import PeakLoopsAVX512

/// Reading as many bytes as the first layer's weights have, over and over: from the cache that holds them, with the
/// widest loads and nothing else to do. No prediction of one sample can be faster.
final class WeightStream {
  private let weights: [Float]
  private let instructionSet: InstructionSet

  /// - Parameter count: the weights, rounded up to what one turn of the loop reads.
  init(_ count: Int, _ instructionSet: InstructionSet = .best) {
    let turn = PeakLoopsAVX512.vectorsPerTurn * 16
    weights = Array(repeating: 1, count: (count + turn - 1) / turn * turn)
    self.instructionSet = instructionSet
  }

  /// Reads them once; their sum, which is their number where it is below 2^24.
  func read() -> Float {
    // In bounds: the array's own length, a multiple of every set's turn.
    unsafe weights.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return switch instructionSet {
      case .baseline: unsafe PeakLoops.sum(buffer.count, base)
      case .avx2: unsafe PeakLoopsAVX2.sum(buffer.count, base)
      case .avx512: unsafe PeakLoopsAVX512.sum(buffer.count, base)
      }
    }
  }

  /// - Throws: `WrongAnswer` where not every weight was read.
  func check() throws {
    if read() != Float(weights.count) {
      throw WrongAnswer(description: "reading \(weights.count) weights of 1 gives the sum \(read())")
    }
  }
}
