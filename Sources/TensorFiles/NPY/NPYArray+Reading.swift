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
    try self.init(ByteSource(contentsOf: path))
  }

  /// Reads a whole file in memory; errors call it `name`.
  public init(parsing file: [UInt8], name: String = ".npy bytes") throws(TensorFileError) {
    try self.init(ByteSource(file, name: name))
  }

  private init(_ source: ByteSource) throws(TensorFileError) {
    let header = try NPYHeader(source)
    let bytes = try source.read(header.end, source.size - header.end)
    self.init(checked: header.elementType, header.shape, header.layout, bytes, source.name)
  }
}
