import Foundation
import LinearAlgebra
import TensorFiles
import Testing

/// Images that SciPy's `ndimage` deformed (Fixtures/image_deformation.py): shift, rotation, shear, scale by axis, fields of
/// displacements, and all at once.
@Suite struct ImageReferenceTests {
  private let file: Safetensors

  init() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
    file = try Safetensors(contentsOf: folder.appending(path: "Fixtures/image-deformation.safetensors").path)
  }

  static let images = ["noise28x28", "noise13x37", "noise40x16", "digit0", "digit2", "digit5"]

  @Test(arguments: images, ["shift", "rotation", "shear", "scale", "fields", "all"])
  func everyTransformationIsThatOfSciPy(image: String, transformation: String) throws {
    let shape = try file.tensor(image).shape
    let (rows, columns) = (shape[0], shape[1])
    let pixels: [Float] = try file.elements(of: image)
    let expected: [Float] = try file.elements(of: "\(image).\(transformation).result")
    let parameters: [Double] = try file.elements(of: "\(image).\(transformation).parameters")
    let scipyMap: [Double] = try file.elements(of: "\(image).\(transformation).map")
    let map = ImageMap(
      rows: rows, columns: columns, rotation: parameters[0], rowScale: parameters[1], columnScale: parameters[2],
      shear: parameters[3], rowShift: parameters[4], columnShift: parameters[5])
    for index in 0..<6 { #expect(abs(Double(map.coefficients[index]) - scipyMap[index]) <= 1e-5) }
    let displaced = ["fields", "all"].contains(transformation)
    func field(_ name: String) throws -> [Float] {
      let stride = ImageResampler.fieldStride(columns)
      let values: [Float] =
        displaced ? try file.elements(of: "\(image).\(name)") : Array(repeating: 0, count: rows * columns)
      return (0..<rows * stride).map { place in
        let (row, column) = (place / stride, place % stride)
        return column < columns ? values[row * columns + column] : 0
      }
    }
    let offsets = try (field("rowDisplacement"), field("columnDisplacement"))
    let result = resampled(pixels.map { UInt8($0) }, rows, columns, map, offsets)
    // SciPy's values are not rounded; places of 28 pixels are known to 2e-6 of a pixel in Float, and 255 times that.
    let worst = zip(result, expected).map { abs(Float($0) - $1) }.max() ?? .nan
    #expect(worst <= 0.5 + 0.01, "\(worst)")
    #expect(result.contains { $0 > 100 } && zip(result, pixels).contains { Float($0) != $1 })
  }

  private func resampled(
    _ image: [UInt8], _ rows: Int, _ columns: Int, _ map: ImageMap, _ offsets: ([Float], [Float])
  ) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: image.count)
    var scratch = [UInt32](repeating: 0, count: ImageResampler.resamplingScratch(rows, columns))
    let coefficients = (0..<6).map { map.coefficients[$0] }
    // In bounds: each array has the elements of its shape.
    unsafe result.withUnsafeMutableBufferPointer { result in
      unsafe scratch.withUnsafeMutableBufferPointer { scratch in
        guard let result = result.baseAddress, let scratch = scratch.baseAddress else { return }
        unsafe Float._routines.best.resample(
          rows, columns, image, coefficients, offsets.0, offsets.1, ImageResampler.fieldStride(columns), scratch, result
        )
      }
    }
    return result
  }
}
