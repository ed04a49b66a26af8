extension PGMImage {
  /// The bytes of a file with this image.
  ///
  /// - Parameter plain: whether samples are decimal text (`P2`) instead of bytes (`P5`).
  public func serialized(plain: Bool = false) -> [UInt8] {
    var bytes = Array("\(plain ? "P2" : "P5")\n\(width) \(height)\n\(maximum)\n".utf8)
    if plain {
      // With eleven samples of up to five digits, lines stay below the format's limit of 70 characters.
      for (index, sample) in samples.enumerated() {
        bytes += Array(String(sample).utf8)
        bytes.append(UInt8(ascii: (index + 1).isMultiple(of: 11) || index + 1 == samples.count ? "\n" : " "))
      }
    } else if maximum < 256 {
      bytes += samples.map { UInt8(truncatingIfNeeded: $0) }
    } else {
      for sample in samples { bytes += [UInt8(sample >> 8), UInt8(truncatingIfNeeded: sample)] }
    }
    return bytes
  }

  /// Writes a file at `path`: complete, or not at all.
  ///
  /// - Throws: `.unwritable`; an existing file is then unchanged.
  public func write(to path: String) throws(TensorFileError) {
    try writeAtomically([serialized()], to: path)
  }
}
