import Foundation
import NeuralNetwork

/// Whether a network fits into this machine, seen before its memory is asked for.
enum MemoryNeed {
  /// Throws where its parameters and scratch would fill half of the machine's memory.
  ///
  /// - Parameters:
  ///   - widths: the inputs, and the outputs of each layer.
  ///   - batchSize: the samples of a mini-batch; 0 where the network does not train.
  ///   - slots: what training keeps besides, in the shape of the parameters.
  static func require(widths: [Int], batchSize: Int, slots: Int = 0) throws {
    let limit = Double(ProcessInfo.processInfo.physicalMemory) / 2
    let weights = zip(widths, widths.dropFirst()).reduce(0) { $0 + Double($1.0) * Double($1.1) }
    // The network, what trains and what evaluates have parameters each, and so has the file that is written.
    let copies = (batchSize > 0 ? 4.0 : 2.0) + Double(slots)
    // Of each layer an output and a gradient for every sample of a batch, and outputs for a block of evaluation.
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
