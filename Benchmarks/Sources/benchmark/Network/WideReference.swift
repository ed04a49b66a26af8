import LinearAlgebra
import NeuralNetwork

/// What a network has to compute: the same in Double.
struct WideReference {
  private let network: Network<Double>
  private let configuration: ComputeConfiguration

  /// - Parameter flops: what is to be computed. Above 2 GFLOP plain loops would take seconds: the default backend is
  ///   taken, in Double still another code than in Float.
  init(_ network: Network<Float>, flops: Double) {
    self.network = Network(network)
    configuration = ComputeConfiguration(backend: flops > 2e9 ? .automatic : .reference)
  }

  func accepts(_ predicted: Matrix<Float>, for features: Matrix<Float>) -> Bool {
    Self.agree(predicted, network.predict(Matrix(features), configuration: configuration))
  }

  /// Whether the loss and its gradients over `data` are these.
  func accepts(_ gradients: Gradients<Float>, over data: Dataset<Double>) -> Bool {
    let expected = network.lossAndGradients(data, configuration: configuration).gradients
    return zip(gradients.layers, expected.layers).allSatisfy {
      Self.agree($0.weights, $1.weights) && Self.agree($0.bias, $1.bias)
    }
  }

  func accepts(_ trained: Network<Float>, by trainer: Trainer, on data: Dataset<Double>) -> Bool {
    var (expected, trainer) = (network, trainer)
    trainer.configuration = configuration
    trainer.train(&expected, on: data)
    return zip(trained.layers, expected.layers).allSatisfy {
      Self.agree($0.weights, $1.weights) && Self.agree($0.bias, $1.bias)
    }
  }

  /// Whether no element lies further away than 1e-5 of the largest one. Sums of 2048 products of Float stay within a
  /// tenth of it, NaN does not.
  private static func agree(_ a: Matrix<Float>, _ b: Matrix<Double>) -> Bool {
    a.rows == b.rows && a.columns == b.columns && (Matrix(a) - b).norm(.max) <= 1e-5 * b.norm(.max)
  }
}
