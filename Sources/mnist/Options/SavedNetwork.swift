import MNISTData
import NeuralNetwork
import TensorFiles

/// The network that `--load` names.
enum SavedNetwork {
  /// Reads it and checks that it classifies images with this many pixels, and that this machine can run it.
  ///
  /// - Parameters:
  ///   - unsaid: the parts that another program's file does not record.
  ///   - batchSize: the batch size of training; 0 without training.
  ///   - slots: the further copies of the parameters that training keeps.
  static func load(
    _ path: String, _ unsaid: ForeignParts, pixels: Int, batchSize: Int = 0, slots: Int = 0
  ) throws -> Network<Float> {
    let network = try read(path, unsaid)
    guard fits(network, pixels: pixels) else {
      throw CommandError(
        "--load \(path): it is a network of \(network.inputs) inputs and \(network.outputs) outputs, the images need "
          + "\(pixels) and \(LabelledImages.classCount)")
    }
    guard network.loss == .crossEntropy else {
      throw CommandError("--load \(path): it is a network for \(network.loss.rawValue), digits need cross-entropy")
    }
    do {
      try MemoryNeed.require(widths: network.widths(), batchSize: batchSize, slots: slots)
    } catch {
      throw CommandError("--load \(path): \(error)")
    }
    guard network.isFinite() else { throw CommandError("--load \(path): its parameters are not all finite numbers") }
    return network
  }

  static func fits(_ network: Network<Float>, pixels: Int) -> Bool {
    network.inputs == pixels && network.outputs == LabelledImages.classCount
  }

  /// Reads any network: a safetensors file, or a folder with scikit-learn's arrays.
  static func read(_ path: String, _ unsaid: ForeignParts) throws -> Network<Float> {
    do {
      if FileStatus(at: path) == .folder {
        guard FileStatus(at: path + "/coefs_0.npy") != .missing else {
          throw CommandError(
            "--load \(path): a folder without scikit-learn's coefs_0.npy; of a run, name its model.safetensors")
        }
        if let layout = unsaid.layout, layout != .here {
          throw CommandError("--load \(path): scikit-learn's arrays have the layout here, not \(layout.rawValue)")
        }
        return try Network<Float>(scikitLearn: path, activation: unsaid.activation ?? .relu, loss: unsaid.loss)
      }
      return try Network<Float>(
        contentsOf: path, layout: unsaid.layout, activation: unsaid.activation, loss: unsaid.loss)
    } catch let error as TensorFileError {
      if error.kind == .mismatch && error.problem.hasPrefix("a checkpoint of a training run") {
        throw CommandError(
          "--load \(path): it is a checkpoint, which 'mnist train --resume' continues; a run that has ended also leaves its "
            + "network, model.safetensors")
      }
      if error.kind != .missing || error.file != path { throw error }
      throw CommandError("--load \(path): \(error.problem); 'mnist train' writes one, runs/latest/model.safetensors")
    }
  }
}
