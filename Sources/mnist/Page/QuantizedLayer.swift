import LinearAlgebra
import NeuralNetwork

/// A dense layer whose weights are 8-bit integers times the scale of their output.
struct QuantizedLayer: Encodable {
  let inputs: Int
  let outputs: Int
  let activation: Activation
  /// `inputs` x `outputs`, row-major, each in -127...127.
  let numbers: [Int8]
  /// One for each output, above 0.
  let scales: [Float]
  /// One for each output.
  let bias: [Float]

  /// Without the numbers, which are text (`WeightText`).
  private enum CodingKeys: CodingKey { case inputs, outputs, activation, scales, bias }

  /// Quantizes the weights of a layer; its biases stay as they are.
  ///
  /// The scale of an output is 1/18 of the root mean square of its weights, or 1/127 of the largest if that is more. A
  /// weight is off by at most half of its scale; the root mean square of the error is 1.6% of the weights'. Of normally
  /// distributed weights 99% are in -46...46, which take one byte of text each (`WeightText`). With 1/127 of the
  /// largest alone it would be three quarters.
  ///
  /// - Precondition: the parameters are finite.
  init(_ layer: Dense<Float>) {
    (inputs, outputs, activation) = (layer.inputs, layer.outputs, layer.activation)
    bias = layer.bias.scalars()
    let weights = layer.weights.scalars()
    var largest = [Float](repeating: 0, count: outputs)
    var squares = [Double](repeating: 0, count: outputs)
    for (index, weight) in weights.enumerated() {
      largest[index % outputs] = max(largest[index % outputs], abs(weight))
      squares[index % outputs] += Double(weight) * Double(weight)
    }
    let scales = (0..<outputs).map { column -> Float in
      if largest[column] == 0 { return 1 }
      let rootMeanSquare = (squares[column] / Double(layer.inputs)).squareRoot()
      return max(largest[column] / 127, Float(rootMeanSquare / 18), .leastNonzeroMagnitude)
    }
    self.scales = scales
    numbers = weights.enumerated().map { index, weight in
      let scale = Double(scales[index % scales.count])
      let number = (Double(weight) / scale).rounded()
      // The scales of subnormal numbers are rounded too, and a weight near the largest number must not be rounded
      // beyond it.
      let most = min(127, (Double(Float.greatestFiniteMagnitude) / scale).rounded(.down))
      return Int8(max(-most, min(most, number)))
    }
  }

  func dequantized() -> Dense<Float> {
    let weights = Matrix<Float>(rows: inputs, columns: outputs) { row, column in
      Float(numbers[row * outputs + column]) * scales[column]
    }
    return Dense(weights: weights, bias: Matrix(row: bias), activation: activation)
  }
}
