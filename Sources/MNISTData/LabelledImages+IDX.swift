import TensorFiles

extension LabelledImages {
  /// Images and labels of two IDX files; errors name the file that is wrong.
  init(
    images: IDXArray, imagesName: String, labels: IDXArray, labelsName: String
  ) throws(TensorFileError) {
    guard images.dimensions.count == 3 else {
      throw TensorFileError(
        .mismatch, file: imagesName, offset: 3,
        "\(images.dimensions.count) dimensions, expected 3: images, rows, columns")
    }
    guard labels.dimensions.count == 1 else {
      throw TensorFileError(
        .mismatch, file: labelsName, offset: 3, "\(labels.dimensions.count) dimensions, expected 1: labels")
    }
    guard images.dimensions[0] == labels.dimensions[0] else {
      throw TensorFileError(
        .mismatch, file: labelsName, offset: 4,
        "\(labels.dimensions[0]) labels, expected \(images.dimensions[0]): as many as images in \(imagesName)")
    }
    try LabelledImages.checkLabels(labels.bytes, headerLength: 8, name: labelsName)
    try self.init(
      rows: images.dimensions[1], columns: images.dimensions[2], pixels: images.bytes, labels: labels.bytes,
      name: imagesName)
  }
}
