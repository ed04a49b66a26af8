import MNISTData
import TensorFiles

/// The image of `mnist predict`.
struct PredictionSubject {
  /// In row-major order, as the network's input.
  let pixels: [UInt8]
  /// The digit that it shows; nil for a file.
  let label: Int?
  /// A line that describes it.
  let title: String
  private let columns: Int

  /// Test image `index` of `data`, or a PGM file (`-` is standard input); exactly one of them is given.
  init(index: Int?, file: String?, data: String) throws {
    switch (index, file) {
    case (nil, nil):
      throw CommandError("which image? Give --index N for a test image, a PGM file, or - for standard input")
    case (.some, let file?):
      throw CommandError("--index and \(file): it takes one image at a time")
    case (let index?, nil):
      let choice = try DataChoice(data)
      let images = choice.images.testing
      guard 0..<images.count ~= index else {
        throw CommandError("--index \(index): the test images are 0 to \(images.count - 1)")
      }
      (pixels, columns) = (Array(images[index]), images.columns)
      label = Int(images.labels[index])
      title = "Test image \(index) of \(printable(choice.images.source)), labelled \(images.labels[index]):"
    case (nil, let file?):
      let image = try file == "-" ? PGMImage.fromStandardInput() : PGMImage(contentsOf: file)
      let digit = try DigitImage(normalizing: image)
      (pixels, columns) = (digit.pixels, DigitImage.side)
      label = nil
      let polarity = digit.wasDarkOnLight ? "dark on light" : "light on dark"
      title = "\(printable(image.name)), \(image.width)x\(image.height), \(polarity), as the network sees it:"
    }
  }

  var raster: Raster { Raster(width: columns, height: pixels.count / columns, values: pixels.map(Float.init)) }
}
