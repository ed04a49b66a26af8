extension NPYHeader {
  /// Reads the header's text, whose first byte is byte `offset` of the file.
  ///
  /// - Parameter major: the version of the format.
  init(parsing text: [UInt8], at offset: Int, major: UInt8, name: String) throws(TensorFileError) {
    var scanner = NPYScanner(text, fileOffset: offset, major: major, file: name)
    var elementType: NPYArray.ElementType?
    var layout: NPYArray.Layout?
    var shape: (lengths: [Int], offset: Int)?
    try scanner.dictionary { (scanner, key, offset) throws(TensorFileError) in
      switch key {
      case "descr": elementType = try scanner.elementType()
      case "fortran_order": layout = try scanner.truth() ? .columnMajor : .rowMajor
      case "shape": shape = (try scanner.tuple(limit: NPYArray.dimensionLimit), offset)
      default: throw scanner.failure(at: offset, "the header has an unknown key '\(key)'")
      }
    }
    try scanner.endOfLine()
    guard let elementType, let layout, let shape else {
      throw scanner.failure(at: offset, "the header lacks its descr, fortran_order or shape")
    }
    self.elementType = elementType
    self.layout = layout
    self.shape = shape.lengths
    self.shapeOffset = shape.offset
  }
}
