import TensorFiles

extension MNIST {
  /// The published names of the four files.
  public static let fileNames = [
    "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte", "t10k-labels-idx1-ubyte",
  ]

  /// Reads the four files of a folder: MNIST, Fashion-MNIST or any set in that format with labels 0...9 and images of
  /// any size.
  ///
  /// A dot before `idx` is accepted, as some mirrors have it: `train-images.idx3-ubyte`.
  ///
  /// - Throws: `TensorFileError`: a sentence with the file, and the offset if there is one. `.missing` names the folder
  ///   and the missing file; `.compressed` says to unpack it.
  /// - Complexity: O(size of the files); the pixels are read straight into `pixels`.
  public static func load(from folder: String) throws(TensorFileError) -> MNIST {
    let status = FileStatus(at: folder)
    guard status == .folder else {
      let problem = status == .missing ? "no such folder" : "is not a folder"
      throw TensorFileError(
        .missing, file: folder, "\(problem), expected one with \(fileNames.joined(separator: ", "))")
    }
    // All names are checked first, so that a missing label file is reported before 47 MB are read.
    let paths = try fileNames.map { (name) throws(TensorFileError) in try path(of: name, in: folder) }
    return try MNIST(
      training: try images(paths[0], labels: paths[1]), testing: try images(paths[2], labels: paths[3]), source: folder)
  }

  private static func images(_ images: String, labels: String) throws(TensorFileError) -> LabelledImages {
    try LabelledImages(
      images: try IDXArray(contentsOf: images), imagesName: images,
      labels: try IDXArray(contentsOf: labels), labelsName: labels)
  }

  /// The path of `name` or of its dotted variant.
  static func path(of name: String, in folder: String) throws(TensorFileError) -> String {
    let prefix = folder.hasSuffix("/") ? folder : folder + "/"
    let dotted = name.split(separator: "-idx").joined(separator: ".idx")
    for candidate in [name, dotted] where FileStatus(at: prefix + candidate) != .missing { return prefix + candidate }
    for packed in [name + ".gz", dotted + ".gz"] where FileStatus(at: prefix + packed) != .missing {
      throw .compressed(prefix + packed)
    }
    throw TensorFileError(
      .missing, file: folder, "has no \(name) or \(dotted), expected \(fileNames.joined(separator: ", "))")
  }
}
