extension NPYArray {
  /// The bytes of a file with this array: those of `numpy.save`, version 1.0 of the format.
  public func serialized() -> [UInt8] { header + bytes }

  /// Writes a file at `path`: complete, or not at all.
  ///
  /// - Throws: `.unwritable`; an existing file is then unchanged.
  public func write(to path: String) throws(TensorFileError) {
    try writeAtomically([header, bytes], to: path)
  }

  /// Magic string, version, length and dictionary. 64 dimensions take less than 2,000 bytes, so the length fits version
  /// 1.0.
  private var header: [UInt8] {
    let lengths = shape.map(String.init).joined(separator: ", ") + (shape.count == 1 ? "," : "")
    var text =
      "{'descr': '\(elementType.rawValue)', 'fortran_order': \(layout == .columnMajor ? "True" : "False"), "
      + "'shape': (\(lengths)), }"
    // NumPy pads the header so that the dimension along which a file can grow may become any 64-bit number.
    if let growing = layout == .columnMajor ? shape.last : shape.first {
      text += String(repeating: " ", count: 21 - String(growing).utf8.count)
    }
    // The elements then start at a multiple of 64 bytes, after at least one space, as in NumPy.
    text += String(repeating: " ", count: 64 - (10 + text.utf8.count + 1) % 64) + "\n"
    let length = text.utf8.count
    return NPYHeader.magic + [1, 0, UInt8(length & 0xff), UInt8(length >> 8)] + Array(text.utf8)
  }
}
