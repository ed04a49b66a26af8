import LinearAlgebra
import MNISTData
import NeuralNetwork

/// One training image, and copies of it as deformed in training.
struct Deformations {
  let rows: Int
  let columns: Int
  let label: Int
  let original: [Float]
  /// The copies on a contact sheet, in order.
  let copies: Matrix<Float>
  let limits: String

  /// The number of copies.
  static let count = 40

  /// The first image, deformed as in the first epoch if it were at each of 40 indices.
  init(_ images: LabelledImages, _ augmentation: Augmentation, seed: UInt64) {
    (rows, columns) = (images.rows, images.columns)
    label = Int(images.labels[0])
    limits = augmentation.description
    let pixels = Array(images[0])
    original = pixels.map(Float.init)
    let data = Dataset<Float>(
      bytes: Array(repeatElement(pixels, count: Self.count).joined()), inputs: pixels.count, divisor: 1,
      labels: repeatElement(0, count: Self.count), classes: 1)
    copies = augmentation.deformation(rows: rows, columns: columns).deformed(data, seed: seed).featureMatrix()
  }
}

extension Report {
  /// A contact sheet of one deformed image; nil if images were not deformed.
  var deformed: String? {
    guard let deformations else { return nil }
    let (rows, columns) = (deformations.rows, deformations.columns)
    func image(_ values: [Float], _ name: String) -> String {
      let raster = Raster(width: columns, height: rows, values: values)
      let size = raster.size(in: 56)
      return "<li><img class=\"ink\" src=\"\(raster.reduced(to: 40).ink().dataURI)\" width=\"\(size.width)\" "
        + "height=\"\(size.height)\" alt=\"\(name)\" title=\"\(name)\"/></li>"
    }
    let copies = (0..<Deformations.count).map { index in
      image(deformations.copies.rows(at: [index]).scalars(), "deformed, copy \(index + 1)")
    }
    return section(
      "deformations", "Deformed images",
      [
        "<p>Each image is deformed anew in each epoch: \(deformations.limits). The first training image, "
          + "a \(deformations.label), and \(Deformations.count) ways in which it is seen.</p>",
        "<ul class=\"tiles\">", image(deformations.original, "as it is"),
      ] + copies + ["</ul>"])
  }
}
