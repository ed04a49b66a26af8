import LinearAlgebra
import NeuralNetwork
import TensorFiles
import Testing
import _TestSupport

@Suite struct HeaderDamageTests {
  /// Every beginning of a network's file, and every one with a bit of its header flipped: an error, or what is in the file.
  @Test func ofNetworksIsToldOrReadAsItStands() throws {
    var generator = SeededGenerator(seed: 3)
    var network = Network<Float>(inputs: 3, hidden: [2], outputs: 2, using: &generator)
    network.standardizer = Standardizer(mean: Matrix(row: [1, 2, 3]), scale: Matrix(row: [3, 4, 5]))
    network.classNames = ["a", "b"]
    for (kind, file) in [
      ("networks", try network.safetensors().serialized()),
      ("state dicts", try plain(network).stateDict().serialized()),
    ] {
      #expect(
        unhandledDamage(to: file, kind, header: 8 + Int(file[0]) + Int(file[1]) << 8) { bytes in
          guard let read = try? Network<Float>(Safetensors(parsing: bytes)) else { return true }
          guard let written = try? read.safetensors().serialized() else { return false }
          // Bytes are compared: NaN is not equal to itself.
          return (try? Network<Float>(Safetensors(parsing: written)).safetensors().serialized()) == written
        } == [])
    }
  }

  /// The network without what a state dict does not hold.
  private func plain(_ network: Network<Float>) -> Network<Float> {
    Network(layers: network.layers, loss: network.loss)
  }
}
