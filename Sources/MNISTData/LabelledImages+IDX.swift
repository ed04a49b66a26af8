import TensorFiles

extension LabelledImages {
  /// Reads images and labels from two IDX files; errors name the file concerned.
  init(
    images: IDXArray, imagesName: String, labels: IDXArray, labelsName: String
  ) throws(TensorFileError) {
    guard images.shape.count == 3 else {
      throw TensorFileError(
        .mismatch, file: imagesName, offset: 3,
        "\(images.shape.count) dimensions, expected 3: images, rows, columns")
    }
    guard labels.shape.count == 1 else {
      throw TensorFileError(
        .mismatch, file: labelsName, offset: 3, "\(labels.shape.count) dimensions, expected 1: labels")
    }
    guard images.shape[0] == labels.shape[0] else {
      throw TensorFileError(
        .mismatch, file: labelsName, offset: 4,
        "\(labels.shape[0]) labels, expected \(images.shape[0]): as many as images in \(imagesName)")
    }
    try LabelledImages.checkLabels(labels.bytes, headerLength: 8, name: labelsName)
    try self.init(
      rows: images.shape[1], columns: images.shape[2], pixels: images.bytes, labels: labels.bytes,
      name: imagesName)
  }
}
