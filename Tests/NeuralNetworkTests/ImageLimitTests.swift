import Foundation
import LinearAlgebra
import NeuralNetwork
import Testing

/// What is drawn between the limits of a deformation, seen by where it takes a spot.
@Suite struct ImageLimitTests {
  /// The middle of the ink of each image.
  private func centres(_ data: Dataset<Float>, _ columns: Int) -> [(y: Double, x: Double)] {
    let pixels = data.featureMatrix()
    return (0..<pixels.rows).map { image in
      let row = pixels.rows(at: [image]).scalars().map(Double.init)
      let mass = row.reduce(0, +)
      func mean(_ place: (Int) -> Int) -> Double {
        row.indices.reduce(0) { $0 + row[$1] * Double(place($1)) } / mass
      }
      return (mean { $0 / columns }, mean { $0 % columns })
    }
  }

  /// Many copies of an image of 41 x 61 pixels that is empty but for a square around one place.
  private func spots(y: Int, x: Int, count: Int = 600) -> Dataset<Float> {
    let image = (0..<41 * 61).map { UInt8(abs($0 / 61 - y) <= 2 && abs($0 % 61 - x) <= 2 ? 255 : 0) }
    return Dataset(
      bytes: Array(repeatElement(image, count: count).joined()), inputs: image.count,
      labels: Array(repeating: 0, count: count), classes: 2)
  }

  private func moves(y: Int, x: Int, _ limits: (inout ImageDeformation) -> Void) -> [(y: Double, x: Double)] {
    var deformation = ImageDeformation(rows: 41, columns: 61)
    limits(&deformation)
    return centres(deformation.deformed(spots(y: y, x: x), seed: 3), 61).map { ($0.y - Double(y), $0.x - Double(x)) }
  }

  /// 600 uniform numbers come within a hundredth of their limits, and are as often above zero as below.
  private func expectUniform(_ numbers: [Double], limit: Double, within tolerance: Double, _ name: Comment) {
    #expect(numbers.allSatisfy { abs($0) <= limit + tolerance }, name)
    #expect(
      numbers.contains { $0 > 0.97 * limit - tolerance } && numbers.contains { $0 < -0.97 * limit + tolerance }, name)
    #expect(
      abs(numbers.reduce(0, +) / Double(numbers.count)) < 5 * limit / (3 * Double(numbers.count)).squareRoot()
        + tolerance, name)
    let square = numbers.reduce(0) { $0 + $1 * $1 } / Double(numbers.count)
    #expect(abs(square / (limit * limit / 3) - 1) < 0.2, name)
  }

  @Test func shiftsReachTheirLimitsAlongEachAxis() {
    let moves = moves(y: 20, x: 30) { $0.shift = 4 }
    expectUniform(moves.map(\.y), limit: 4, within: 0.02, "rows")
    expectUniform(moves.map(\.x), limit: 4, within: 0.02, "columns")
    let product = moves.reduce(0) { $0 + $1.y * $1.x } / Double(moves.count)
    #expect(abs(product) < 5 * (16.0 / 3) / Double(moves.count).squareRoot())
  }

  /// A spot 20 pixels right of the centre: what the map takes there from p comes from the place that the inverse names.
  @Test func rotationsAndShearsReachTheirLimits() {
    let rotated = moves(y: 20, x: 50) { $0.rotation = 10 }
    let angles = rotated.map { atan2($0.y, 20 + $0.x) * 180 / .pi }
    expectUniform(angles, limit: 10, within: 0.1, "rotation")
    #expect(rotated.allSatisfy { abs(($0.y * $0.y + ($0.x + 20) * ($0.x + 20)).squareRoot() - 20) < 0.1 })
    // Rows of the centre stay; 15 rows below it a shear of 0.2 moves by 3.
    let sheared = moves(y: 35, x: 30) { $0.shear = 0.2 }
    expectUniform(sheared.map(\.x), limit: 3, within: 0.05, "shear")
    #expect(sheared.allSatisfy { abs($0.y) < 0.02 })
    #expect(moves(y: 20, x: 30) { $0.shear = 0.2 }.allSatisfy { abs($0.x) < 0.02 && abs($0.y) < 0.02 })
  }

  @Test func heightsAndWidthsAreScaledForThemselves() {
    let moves = moves(y: 32, x: 45) { $0.scale = 0.2 }
    let (heights, widths) = (moves.map { 12 / (12 + $0.y) - 1 }, moves.map { 15 / (15 + $0.x) - 1 })
    expectUniform(heights, limit: 0.2, within: 0.01, "heights")
    expectUniform(widths, limit: 0.2, within: 0.01, "widths")
    let product = zip(heights, widths).reduce(0) { $0 + $1.0 * $1.1 } / Double(moves.count)
    #expect(abs(product) < 5 * (0.04 / 3) / Double(moves.count).squareRoot())
  }

  @Test func numbersOfOneImageDoNotKnowOfEachOther() {
    let moves = moves(y: 35, x: 30) {
      $0.shear = 0.2
      $0.shift = 3
    }
    // Shear and shift both move x, by 3 each: their sum is spread as that of two numbers, not as twice one.
    let square = moves.reduce(0) { $0 + $1.x * $1.x } / Double(moves.count)
    #expect(abs(square - 2 * 9.0 / 3) < 0.9)
  }
}
