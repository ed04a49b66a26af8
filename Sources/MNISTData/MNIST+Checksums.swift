import TensorFiles

extension MNIST {
  /// The SHA-256 of the four files of MNIST as published, unpacked, in the order of `fileNames`.
  public static let checksums = [
    "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
  ]

  /// The files of a folder that differ from MNIST as published, by their names in `fileNames`: none for the original,
  /// all four for another data set, one or two for a damaged copy.
  ///
  /// - Throws: `TensorFileError` where a file is missing or cannot be read.
  /// - Complexity: O(size of the files); the whole of MNIST takes 0.3 s.
  package static func filesUnlikeMNIST(in folder: String) throws(TensorFileError) -> [String] {
    var names = [String]()
    for (name, checksum) in zip(fileNames, checksums) where try sha256(ofFile: path(of: name, in: folder)) != checksum {
      names.append(name)
    }
    return names
  }
}
