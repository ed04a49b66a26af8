import LinearAlgebra
import MNISTData
import NeuralNetwork
import TensorFiles
import Testing

@Suite struct LabelledImagesTests {
  @Test func subscriptIsOneImage() throws {
    let images = try LabelledImages(rows: 1, columns: 2, pixels: [1, 2, 3, 4, 5, 6], labels: [0, 9, 0])
    #expect(images.count == 3)
    #expect((0..<3).map { Array(images[$0]) } == [[1, 2], [3, 4], [5, 6]])
    #expect(images.labelCounts() == [2, 0, 0, 0, 0, 0, 0, 0, 0, 1])
  }

  @Test func theFullStrokeIsAFeatureOf1() throws {
    let images = try LabelledImages(rows: 1, columns: 2, pixels: [0, 255, 51, 255], labels: [3, 0])
    let features = images.dataset(of: Double.self).featureMatrix()
    #expect(features.isApproximatelyEqual(to: Matrix(rows: [[0, 1], [0.2, 1]]), relativeTolerance: 1e-15))
  }

  @Test(arguments: [(1, 2, 5), (1, 2, 7), (1, 3, 6), (0, 0, 0), (-1, -2, 6), (Int.max, 2, 6), (1 << 32, 1 << 32, 0)])
  func pixelsThatDoNotFitAreRefused(rows: Int, columns: Int, pixels: Int) throws {
    let error = try #require(throws: TensorFileError.self) {
      try LabelledImages(
        rows: rows, columns: columns, pixels: Array(repeating: 0, count: pixels), labels: [1, 2, 3], name: "mine")
    }
    #expect(error.kind == .mismatch && error.file == "mine")
  }

  @Test func labelBeyondNineIsRefused() throws {
    let error = try #require(throws: TensorFileError.self) {
      try LabelledImages(rows: 1, columns: 1, pixels: [1, 2], labels: [9, 10])
    }
    #expect(error.description == "images: label 10 of image 1, expected 0 to 9")
  }

  @Test(arguments: [2, -1, Int.max, .min]) func imageOutOfRangeTraps(index: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [index = index as Int] in
      let images = try LabelledImages(rows: 1, columns: 2, pixels: [1, 2, 3, 4], labels: [0, 0])
      _ = images[index].first
    }
    let message = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(message.contains("image \(index) of 2"))
  }
}
