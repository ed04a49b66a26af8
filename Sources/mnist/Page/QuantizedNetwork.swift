import Foundation
import NeuralNetwork

/// A network with 8-bit weights, as stored in a page.
struct QuantizedNetwork {
  let layers: [QuantizedLayer]
  let standardizer: Standardizer<Float>?

  /// - Precondition: the parameters are finite.
  init(_ network: Network<Float>) {
    layers = network.layers.map(QuantizedLayer.init)
    standardizer = network.standardizer
  }

  /// The network with the quantized weights.
  func dequantized() -> Network<Float> {
    var network = Network(layers: layers.map { $0.dequantized() })
    network.standardizer = standardizer
    return network
  }

  /// All weights as text, layer by layer, one character each.
  var weights: [UInt8] { WeightText.encode(layers.lazy.map(\.numbers).joined()) }

  /// The parameters of the script beside the weights.
  struct Description: Encodable {
    struct Layer: Encodable {
      let inputs: Int
      let outputs: Int
      let activation: String
      let scales: [Float]
      let bias: [Float]
    }
    struct Standardizer: Encodable {
      let mean: [Float]
      let scale: [Float]
    }
    let layers: [Layer]
    let standardizer: Standardizer?
  }

  var description: Description {
    Description(
      layers: layers.map {
        Description.Layer(
          inputs: $0.inputs, outputs: $0.outputs, activation: $0.activation.rawValue, scales: $0.scales, bias: $0.bias)
      },
      standardizer: standardizer.map {
        Description.Standardizer(mean: $0.mean.scalars(), scale: $0.scale.scalars())
      })
  }
}
