import NeuralNetwork

/// A network with 8-bit weights, as stored in a page.
struct QuantizedNetwork: Encodable {
  let layers: [QuantizedLayer]
  let standardizer: Standardizer<Float>?

  /// - Precondition: the parameters are finite.
  init(_ network: Network<Float>) {
    layers = network.layers.map(QuantizedLayer.init)
    standardizer = network.standardizer
  }

  func dequantized() -> Network<Float> {
    var network = Network(layers: layers.map { $0.dequantized() })
    network.standardizer = standardizer
    return network
  }

  /// All weights as text, layer by layer, one character each.
  var weights: [UInt8] { WeightText.encode(layers.lazy.map(\.numbers).joined()) }

  private enum CodingKeys: CodingKey { case layers, standardizer }

  /// The parameters of the script beside the weights.
  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(layers, forKey: .layers)
    let parts = standardizer.map { ["mean": $0.mean.scalars(), "scale": $0.scale.scalars()] }
    try container.encodeIfPresent(parts, forKey: .standardizer)
  }
}
