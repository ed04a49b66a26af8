extension IDXArray {
  /// The bytes of a file with this array.
  public func serialized() -> [UInt8] { header + bytes }

  /// Writes a file at `path`: complete, or not at all.
  ///
  /// - Throws: `.unwritable`; an existing file is then unchanged.
  public func write(to path: String) throws(TensorFileError) {
    try writeAtomically([header, bytes], to: path)
  }

  /// Magic number and dimensions.
  private var header: [UInt8] {
    let numbers = shape.flatMap { dimension in
      [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: dimension >> $0) }
    }
    return [0, 0, 0x08, UInt8(shape.count)] + numbers
  }
}
