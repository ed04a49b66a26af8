/// An image format that is not supported, recognized by its first bytes.
struct ForeignImage {
  let format: String
  private let isCompressedWithGzip: Bool

  /// Nil if the bytes match no known format.
  init?(_ file: [UInt8]) {
    func starts(_ text: String, at offset: Int = 0) -> Bool { file.dropFirst(offset).starts(with: text.utf8) }
    isCompressedWithGzip = file.starts(with: [0x1f, 0x8b])
    switch true {
    case isCompressedWithGzip: format = "gzip"
    case file.starts(with: [0x89, 0x50, 0x4e, 0x47]): format = "a PNG"
    case file.starts(with: [0xff, 0xd8, 0xff]): format = "a JPEG"
    case starts("GIF8"): format = "a GIF"
    case starts("RIFF") && starts("WEBP", at: 8): format = "a WebP"
    case starts("ftyp", at: 4): format = "a HEIC or AVIF"
    case starts("II*\0") || starts("MM\0*"): format = "a TIFF"
    case starts("BM"): format = "a BMP"
    case starts("P1") || starts("P4"): format = "a PBM"
    case starts("P3") || starts("P6"): format = "a PPM"
    case starts("P7"): format = "a PAM"
    default: return nil
    }
  }

  /// An error that names the format and says how to convert it.
  func error(file: String) -> TensorFileError {
    isCompressedWithGzip
      ? TensorFileError(.compressed, file: file, "is compressed with gzip: unpack it with gunzip first")
      : TensorFileError(
        .unsupported, file: file,
        "is \(format) image, expected PGM: ImageMagick's 'convert IMAGE -auto-orient -background white -alpha remove "
          + "-colorspace gray digit.pgm' makes one")
  }
}
