import Foundation
import NeuralNetwork

/// Checks whether a network fits into this machine before memory is allocated for it.
enum MemoryNeed {
  /// Throws if its parameters and scratch would fill half of the machine's memory.
  ///
  /// - Parameters:
  ///   - widths: the inputs, and the outputs of each layer.
  ///   - batchSize: the samples of a mini-batch; 0 without training.
  ///   - slots: the further copies of the parameters that training keeps.
  static func require(widths: [Int], batchSize: Int, slots: Int = 0) throws {
    let limit = Double(ProcessInfo.processInfo.physicalMemory) / 2
    let weights = zip(widths, widths.dropFirst()).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    // The network, the training run and the evaluation have parameters each, and so does the written file.
    let copies = (batchSize > 0 ? 4.0 : 2.0) + Double(slots)
    // For each layer an output and a gradient for every sample of a batch, and outputs for a block of evaluation.
    let rows = Double(2 * batchSize + Network<Float>.evaluationBlock)
    let bytes = 4 * (copies * weights + rows * widths.reduce(0) { $0 + Double($1) })
    guard bytes <= limit else {
      let text = widths.map(String.init).joined(separator: "-")
      let batches = batchSize > 0 ? " with batches of \(batchSize)" : ""
      throw CommandError(
        "a network of \(text)\(batches) needs \((bytes / 1e9).decimals(1)) GB: half of this machine's memory, "
          + "\((limit / 1e9).decimals(1)) GB, is allowed")
    }
  }
}
