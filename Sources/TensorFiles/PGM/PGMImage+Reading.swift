extension PGMImage {
  /// The most bytes that are read: more than any `P2` file of `sampleLimit` samples takes.
  private static let byteLimit = 1 << 29

  /// Reads the file at `path`.
  ///
  /// - Throws: `TensorFileError`; `.unsupported` names the other format if it is known and says how to convert it.
  ///   Sizes are compared with the length of the file before anything is allocated for samples.
  /// - Complexity: O(size of the file).
  public init(contentsOf path: String) throws(TensorFileError) {
    let file = try InputFile(path)
    guard file.size <= PGMImage.byteLimit else {
      throw TensorFileError(
        .unsupported, file: path, "has \(file.size) bytes, expected an image of at most \(PGMImage.byteLimit)")
    }
    try self.init(parsing: file.read(at: 0, count: file.size), name: path)
  }

  /// Reads an image from standard input, to its end.
  ///
  /// - Throws: `TensorFileError`, as for a file; errors call it "standard input".
  public static func fromStandardInput() throws(TensorFileError) -> PGMImage {
    try PGMImage(parsing: readStandardInput(limit: PGMImage.byteLimit), name: standardInputName)
  }

  /// Reads a whole file in memory; errors call it `name`.
  public init(parsing file: [UInt8], name: String = "PGM bytes") throws(TensorFileError) {
    if file.isEmpty { throw TensorFileError(.wrongSize, file: name, offset: 0, "is empty, expected a PGM image") }
    if file.starts(with: [0x1f, 0x8b]) { throw .compressed(name) }
    if let format = PGMImage.otherFormat(of: file) {
      throw TensorFileError(
        .unsupported, file: name,
        "is \(format) image, expected PGM: ImageMagick's 'convert IMAGE -auto-orient -background white -alpha remove "
          + "-colorspace gray digit.pgm' makes one")
    }
    guard file.count >= 2, file[0] == UInt8(ascii: "P"), [UInt8(ascii: "2"), UInt8(ascii: "5")].contains(file[1])
    else {
      throw TensorFileError(.malformed, file: name, offset: 0, "is not a PGM image: it starts with neither P5 nor P2")
    }
    var scanner = PGMScanner(file: file, name: name, offset: 2)
    let width = try scanner.number("width", in: 1...Int(Int32.max))
    let height = try scanner.number("height", in: 1...Int(Int32.max))
    let maximum = try scanner.number("largest sample", in: 1...65535)
    // Both are below 2^31: their product fits.
    let count = width * height
    guard count <= PGMImage.sampleLimit else {
      throw TensorFileError(
        .unsupported, file: name, offset: scanner.offset,
        "an image of \(width)x\(height), expected at most \(PGMImage.sampleLimit) samples")
    }
    let isPlain = file[1] == UInt8(ascii: "2")
    let samples =
      isPlain
      ? try scanner.plainSamples(count, maximum: maximum) : try scanner.binarySamples(count, maximum: maximum)
    self.init(checked: width, height, maximum, samples, name)
  }

  /// The image format that is recognized by its first bytes; nil for PGM, and if none is.
  private static func otherFormat(of file: [UInt8]) -> String? {
    func starts(_ text: String, at offset: Int = 0) -> Bool { file.dropFirst(offset).starts(with: text.utf8) }
    return switch true {
    case file.starts(with: [0x89, 0x50, 0x4e, 0x47]): "a PNG"
    case file.starts(with: [0xff, 0xd8, 0xff]): "a JPEG"
    case starts("GIF8"): "a GIF"
    case starts("RIFF") && starts("WEBP", at: 8): "a WebP"
    case starts("ftyp", at: 4): "a HEIC or AVIF"
    case starts("II*\0") || starts("MM\0*"): "a TIFF"
    case starts("BM"): "a BMP"
    case starts("P1") || starts("P4"): "a PBM"
    case starts("P3") || starts("P6"): "a PPM"
    case starts("P7"): "a PAM"
    default: nil
    }
  }
}
