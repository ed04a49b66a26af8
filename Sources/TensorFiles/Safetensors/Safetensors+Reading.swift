extension Safetensors {
  /// Reads the file at `path`, each tensor directly into its own array.
  ///
  /// Reading is as strict as the reference implementation's: the tensors cover the file exactly, without gaps or
  /// overlaps, and no key is repeated. Everything is checked before a tensor is allocated.
  ///
  /// - Throws: `TensorFileError`, with the offset of the problem.
  /// - Complexity: O(size of the file).
  public init(contentsOf path: String) throws(TensorFileError) {
    try self.init(ByteSource(contentsOf: path))
  }

  /// Reads a whole file in memory; errors call it `name`.
  public init(parsing file: [UInt8], name: String = "safetensors bytes") throws(TensorFileError) {
    try self.init(ByteSource(file, name: name))
  }

  private init(_ source: ByteSource) throws(TensorFileError) {
    let header = try SafetensorsHeader(source)
    var tensors: [Tensor] = []
    for entry in header.entries {
      let bytes = try source.read(header.end + entry.begin, entry.end - entry.begin)
      tensors.append(Tensor(name: entry.name, elementType: entry.elementType, shape: entry.shape, bytes: bytes))
    }
    self.init(name: source.name, metadata: header.metadata, tensors: tensors)
  }
}
