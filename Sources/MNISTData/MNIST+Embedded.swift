// The only file of this module with pointers: the subset is an array in C.

import CMNISTSubset
import TensorFiles

extension MNIST {
  /// 5,000 images of MNIST's training set that are compiled into the program: 4,000 for training (400 of each digit)
  /// and 1,000 held out (100 of each digit), always the same ones in the same order.
  ///
  /// - Throws: nothing with the images as published here; a changed file is reported like any other.
  /// - Note: MNIST is by Y. LeCun and C. Cortes, CC BY-SA 3.0.
  public static func embedded() throws(TensorFileError) -> MNIST {
    let name = "embedded subset"
    // Pointer and length are those of one array in C, which is never freed.
    let images = unsafe UnsafeBufferPointer(start: cmnistsubset_images(), count: cmnistsubset_images_length())
    let labels = unsafe UnsafeBufferPointer(start: cmnistsubset_labels(), count: cmnistsubset_labels_length())
    let all = try LabelledImages(
      images: unsafe try IDXArray(parsing: images.span, name: "\(name), images"), imagesName: name,
      labels: unsafe try IDXArray(parsing: labels.span, name: "\(name), labels"), labelsName: name)
    let training = cmnistsubset_training_count()
    return try MNIST(
      training: try all.part(..<training), testing: try all.part(training...), source: name)
  }
}

extension LabelledImages {
  /// The images of a range, copied.
  fileprivate func part(_ range: some RangeExpression<Int>) throws(TensorFileError) -> LabelledImages {
    let range = range.relative(to: labels.indices)
    let pixels = pixels[(range.lowerBound * pixelsPerImage)..<(range.upperBound * pixelsPerImage)]
    return try LabelledImages(rows: rows, columns: columns, pixels: Array(pixels), labels: Array(labels[range]))
  }
}
