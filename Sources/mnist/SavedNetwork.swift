import MNISTData
import NeuralNetwork
import TensorFiles

/// The network that `--load FILE` names.
enum SavedNetwork {
  /// Reads it and sees that it classifies images of that many pixels, and that this machine can run it.
  ///
  /// - Parameters:
  ///   - batchSize: what it trains with; 0 where it does not.
  ///   - slots: what training keeps besides, in the shape of the parameters.
  static func load(_ path: String, pixels: Int, batchSize: Int = 0, slots: Int = 0) throws -> Network<Float> {
    let network: Network<Float>
    do {
      network = try Network<Float>(contentsOf: path)
    } catch {
      if error.kind != .missing { throw error }
      throw CommandError("--load \(path): \(error.problem); 'mnist train' writes one, runs/latest/model.safetensors")
    }
    guard network.inputs == pixels, network.outputs == LabelledImages.classCount else {
      throw CommandError(
        "--load \(path): it is a network of \(network.inputs) inputs and \(network.outputs) outputs, the images need "
          + "\(pixels) and \(LabelledImages.classCount)")
    }
    guard network.loss == .crossEntropy else {
      throw CommandError("--load \(path): it is a network for \(network.loss.rawValue), digits need cross-entropy")
    }
    do {
      try MemoryNeed.require(
        widths: [network.inputs] + network.layers.map(\.outputs), batchSize: batchSize, slots: slots)
    } catch {
      throw CommandError("--load \(path): \(error)")
    }
    guard network.isFinite() else { throw CommandError("--load \(path): its parameters are not all finite numbers") }
    return network
  }
}
