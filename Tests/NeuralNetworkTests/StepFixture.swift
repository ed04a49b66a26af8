import Foundation
import LinearAlgebra
import NeuralNetwork
import TensorFiles

/// The step that NumPy made in double precision (Fixtures/make-step.py): tensors, in either scalar.
struct StepFixture {
  private let file: Safetensors

  init() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    file = try Safetensors(contentsOf: folder.appending(path: "Fixtures/step.safetensors").path)
  }

  /// A tensor as a matrix; a vector is a row.
  func matrix<Scalar: BLASScalar>(_ name: String, of _: Scalar.Type = Scalar.self) throws -> Matrix<Scalar> {
    let shape = try file.tensor(name).shape
    let values: [Double] = try file.elements(of: name)
    let (rows, columns) = shape.count == 2 ? (shape[0], shape[1]) : (1, values.count)
    return Matrix(values.map { Scalar($0) }, rows: rows, columns: columns)
  }

  /// The layers of the network `before` or `after` the step.
  func network<Scalar: BLASScalar>(_ state: String) throws -> Network<Scalar> {
    Network(layers: [
      Dense(
        weights: try matrix("\(state).0.weight"), bias: try matrix("\(state).0.bias"), activation: .relu),
      Dense(
        weights: try matrix("\(state).1.weight"), bias: try matrix("\(state).1.bias"), activation: .softmax),
    ])
  }

  /// The batch.
  func dataset<Scalar: BLASScalar>() throws -> Dataset<Scalar> {
    Dataset(features: try matrix("x"), targets: try matrix("y"))
  }
}

/// max|a - b| <= 1e-5 max|b|, in double precision; false for NaN and for another shape.
func agrees<Scalar: BLASScalar>(_ a: Matrix<Scalar>, _ reference: Matrix<Double>, within tolerance: Double = 1e-5)
  -> Bool
{
  guard a.rows == reference.rows, a.columns == reference.columns else { return false }
  let scale = reference.scalars().map(abs).max() ?? 0
  return zip(a.scalars(), reference.scalars()).allSatisfy { abs(Double($0) - $1) <= tolerance * scale }
}
