import Foundation
import MNISTData
import TensorFiles

/// A folder with the four files of a tiny data set, removed with this value.
final class IDXFolder: Sendable {
  let path: String

  /// 5 + 3 images of 2 x 3 under the standard names.
  init() throws {
    let name = "mnist-data-" + UUID().uuidString
    path = FileManager.default.temporaryDirectory.appendingPathComponent(name).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    try write(IDXFolder.images(5, 2, 3), to: MNIST.fileNames[0])
    try write(IDXFolder.labels([9, 0, 3, 3, 1]), to: MNIST.fileNames[1])
    try write(IDXFolder.images(3, 2, 3), to: MNIST.fileNames[2])
    try write(IDXFolder.labels([0, 1, 9]), to: MNIST.fileNames[3])
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of `name` in it.
  func callAsFunction(_ name: String) -> String { path + "/" + name }

  func write(_ array: IDXArray, to name: String) throws { try array.write(to: self(name)) }
  func rename(_ old: String, to new: String) throws {
    try FileManager.default.moveItem(atPath: self(old), toPath: self(new))
  }
  func remove(_ name: String) throws { try FileManager.default.removeItem(atPath: self(name)) }

  /// Pixels 0, 1, 2, ... through all images.
  static func images(_ dimensions: Int...) throws -> IDXArray {
    let count = dimensions.reduce(1, *)
    return try IDXArray(shape: dimensions, bytes: (0..<count).map { UInt8(truncatingIfNeeded: $0) })
  }

  static func labels(_ labels: [UInt8]) throws -> IDXArray { try IDXArray(shape: [labels.count], bytes: labels) }
}
