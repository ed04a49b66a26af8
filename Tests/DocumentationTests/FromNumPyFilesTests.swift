import Foundation
import LinearAlgebra
import TensorFiles
import Testing

/// The lines of FromNumPy.md that read and write files.
@Suite struct FromNumPyFilesTests {
  @Test func filesGoBothWays() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let a = Matrix<Double>(rows: [[1, 2, 3], [4, 5, 6]])
    // As Python's library writes it.
    var python = Safetensors()
    try python.add("weights", shape: [2, 3], (a * 2.0).scalars())
    try python.write(to: folder + "/from-numpy.safetensors")

    // example: numpy-files
    var file = Safetensors(metadata: ["made by": "swift-dense"])
    try file.add("weights", shape: [a.rows, a.columns], a.scalars())
    try file.write(to: folder + "/from-swift.safetensors")

    let loaded = try Safetensors(contentsOf: folder + "/from-numpy.safetensors")
    let weights = Matrix<Double>(try loaded.elements(of: "weights", shape: [2, 3]), rows: 2, columns: 3)
    // end of example
    #expect(weights == a + a)
    let written = try Safetensors(contentsOf: folder + "/from-swift.safetensors")
    #expect(try written.elements(of: "weights", shape: [2, 3]) == a.scalars())
    #expect(throws: TensorFileError.self) { try written.elements(of: "weights", as: Float.self) }
  }

  @Test func arraysInFilesOfNumPyGoBothWays() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    let a = Matrix<Double>(rows: [[1, 2, 3], [4, 5, 6]])
    // As numpy.save writes np.asfortranarray(2 * a): column by column.
    let columns = try NPYArray([2, 8, 4, 10, 6, 12] as [Double], shape: [6]).bytes
    try NPYArray(.float64, shape: [2, 3], layout: .columnMajor, bytes: columns).write(to: folder + "/from-numpy.npy")

    // example: numpy-npy
    try NPYArray(a.scalars(), shape: [a.rows, a.columns]).write(to: folder + "/from-swift.npy")

    let array = try NPYArray(contentsOf: folder + "/from-numpy.npy")  // array.shape == [2, 3]
    let doubled = Matrix<Double>(try array.elements(shape: [2, 3]), rows: 2, columns: 3)
    // end of example
    #expect(doubled == a + a)
    let written = try NPYArray(contentsOf: folder + "/from-swift.npy")
    #expect(try written.elements(shape: [2, 3]) == a.scalars())
    #expect(throws: TensorFileError.self) { try written.elements(as: Float.self) }
  }
}
