import Foundation
import LinearAlgebra
import NeuralNetwork
import TensorFiles
import Testing

@Suite struct ScikitLearnTests {
  let folder = FileManager.default.temporaryDirectory.appending(path: "sklearn-\(UUID().uuidString)").path

  /// Writes arrays into the folder, calls `body`, and cleans up.
  func withFiles(_ arrays: [String: NPYArray], _ body: () throws -> Void) throws {
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for (name, array) in arrays { try array.write(to: "\(folder)/\(name).npy") }
    try body()
  }

  func array(_ shape: [Int], from start: Double = 0) throws -> NPYArray {
    try NPYArray((0..<shape.reduce(1, *)).map { start + Double($0) }, shape: shape)
  }

  func mlp() throws -> [String: NPYArray] {
    [
      "coefs_0": try array([2, 3]), "intercepts_0": try array([3]), "coefs_1": try array([3, 4], from: 0.1),
      "intercepts_1": try array([4]),
    ]
  }

  @Test func aFolderOfArraysIsANetwork() throws {
    try withFiles(mlp()) {
      let network = try Network<Float>(scikitLearn: folder, activation: .sigmoid)
      #expect(network.description.hasPrefix("2-3-4, sigmoid softmax, cross-entropy"))
      #expect(network.layers[0].weights == Matrix(rows: [[0, 1, 2], [3, 4, 5]]))
      #expect(network.layers[1].weights[2, 3] == Float(11.1) && network.layers[1].bias == Matrix(row: [0, 1, 2, 3]))
      #expect(try Network<Double>(scikitLearn: folder).layers[1].weights[2, 3] == 11.1)
    }
  }

  @Test func arraysInFortransOrderAndOfFloatsAreTheSame() throws {
    let floats = try NPYArray([0, 1, 2, 3, 4, 5] as [Float], shape: [2, 3])
    let bias = try NPYArray([0, 0, 0] as [Float], shape: [3])
    let columns = try NPYArray(
      .float64, shape: [2, 3], layout: .columnMajor, bytes: NPYArray([0, 3, 1, 4, 2, 5] as [Double], shape: [6]).bytes)
    let (a, b) = (
      try Network<Float>(coefficients: [floats], intercepts: [bias]),
      try Network<Float>(coefficients: [columns], intercepts: [bias])
    )
    #expect(a == b && a.layers[0].weights == Matrix(rows: [[0, 1, 2], [3, 4, 5]]))
  }

  @Test func whatIsNoNetworkIsRefused() throws {
    func refuse(_ change: (inout [String: NPYArray]) throws -> Void, _ reason: String) throws {
      var arrays = try mlp()
      try change(&arrays)
      try withFiles(arrays) {
        let error = #expect(throws: TensorFileError.self) { try Network<Float>(scikitLearn: folder) }
        #expect(error?.description.contains(reason) == true, "\(error?.description ?? "")")
      }
    }
    try refuse({ $0 = [:] }, "coefs_0.npy: no such file")
    try refuse({ $0["intercepts_1"] = nil }, "intercepts_1.npy: no such file")
    try refuse({ $0["coefs_3"] = try array([4, 2]) }, "coefs_2.npy: no such file")
    try refuse({ $0["intercepts_9"] = try array([4]) }, "coefs_2.npy: no such file")
    try refuse({ $0["coefs_1"] = try array([4, 4]) }, "layer 0 makes 3 features and layer 1 reads 4")
    try refuse({ $0["intercepts_0"] = try array([2]) }, "intercepts_0.npy: has shape [2], expected [3]")
    try refuse({ $0["coefs_0"] = try array([6]) }, "coefs_0.npy: has shape [6], expected [inputs, outputs]")
    try refuse({ $0["coefs_1"] = try NPYArray([Int64](repeating: 1, count: 12), shape: [3, 4]) }, "expected '<f8'")
    try refuse(
      { ($0["coefs_1"], $0["intercepts_1"]) = (try array([3, 1]), try array([1])) }, "a network of one output")
    let error = #expect(throws: TensorFileError.self) {
      try Network<Float>(coefficients: [array([2, 3])], intercepts: [])
    }
    #expect(error?.description.contains("1 arrays of coefficients and 0 of intercepts") == true)
  }
}
