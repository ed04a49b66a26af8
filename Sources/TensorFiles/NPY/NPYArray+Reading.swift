extension NPYArray {
  /// Reads the file at `path` directly into `bytes`, without a second copy.
  ///
  /// Reading is as strict as the format's description: every key once, and sizes that cover the file exactly.
  /// Everything is checked before memory for elements is allocated, and nothing of the header is evaluated.
  ///
  /// - Throws: `TensorFileError`, with the offset of the problem; `.unsupported` names an element type other than those
  ///   of ``ElementType``: big-endian, a structure, Python's objects.
  /// - Complexity: O(size of the file) in time and memory.
  public init(contentsOf path: String) throws(TensorFileError) {
    let file = try InputFile(path)
    try self.init(name: path, size: file.size) { (offset, count) throws(TensorFileError) in
      try file.read(at: offset, count: count)
    }
  }

  /// Reads a whole file in memory; errors call it `name`.
  public init(parsing file: [UInt8], name: String = ".npy bytes") throws(TensorFileError) {
    try self.init(name: name, size: file.count) { offset, count in Array(file[offset..<(offset + count)]) }
  }

  /// - Parameter read: returns `count` bytes from an offset on; called only for ranges within `size`.
  private init(
    name: String, size: Int, read: (_ offset: Int, _ count: Int) throws(TensorFileError) -> [UInt8]
  ) throws(TensorFileError) {
    let place = try NPYHeader.Place(name: name, size: size, start: try read(0, min(size, NPYHeader.Place.longest)))
    let header = try NPYHeader(
      parsing: try read(place.offset, place.length), at: place.offset, major: place.major, name: name)
    let dataOffset = place.offset + place.length
    try header.check(dataSize: size - dataOffset, dataOffset: dataOffset, name: name)
    let bytes = try read(dataOffset, size - dataOffset)
    self.init(checked: header.elementType, header.shape, header.layout, bytes, name)
  }
}
