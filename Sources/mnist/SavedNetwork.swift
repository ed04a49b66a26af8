import Foundation
import MNISTData
import NeuralNetwork

/// The network that `--load FILE` names.
enum SavedNetwork {
  /// Reads it and sees that it classifies images of that many pixels.
  static func load(_ path: String, pixels: Int) throws -> Network<Float> {
    guard FileManager.default.fileExists(atPath: path) else {
      throw CommandError("--load \(path): no such file; 'mnist train' writes one, runs/latest/model.safetensors")
    }
    let network = try Network<Float>(contentsOf: path)
    guard network.inputs == pixels, network.outputs == LabelledImages.classCount else {
      throw CommandError(
        "--load \(path): it is a network of \(network.inputs) inputs and \(network.outputs) outputs, the images need "
          + "\(pixels) and \(LabelledImages.classCount)")
    }
    guard network.loss == .crossEntropy else {
      throw CommandError("--load \(path): it is a network for \(network.loss.rawValue), digits need cross-entropy")
    }
    guard network.isFinite else { throw CommandError("--load \(path): its parameters are not all finite numbers") }
    return network
  }
}
