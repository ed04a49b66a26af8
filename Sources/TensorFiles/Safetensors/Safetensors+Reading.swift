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
    let (name, size) = (source.name, source.size)
    guard size >= 8 else {
      throw TensorFileError(
        .wrongSize, file: name, offset: size, "the file ends inside its first 8 bytes, the length of the header")
    }
    let length = try source.read(0, 8).reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) }
    guard length <= UInt64(SafetensorsHeader.longest) else {
      throw TensorFileError(
        .malformed, file: name, offset: 0,
        "a header of \(length) bytes, expected at most \(SafetensorsHeader.longest): not a safetensors file")
    }
    let start = 8 + Int(length)
    guard start <= size else {
      throw TensorFileError(
        .wrongSize, file: name, offset: size, "the file ends inside its header, which takes \(length) bytes")
    }
    let header = try SafetensorsHeader(parsing: try source.read(8, Int(length)), name: name)
    try header.check(dataSize: size - start, dataOffset: start, name: name)
    var tensors: [Tensor] = []
    for entry in header.entries {
      let bytes = try source.read(start + entry.begin, entry.end - entry.begin)
      tensors.append(Tensor(name: entry.name, elementType: entry.elementType, shape: entry.shape, bytes: bytes))
    }
    self.init(name: name, metadata: header.metadata, tensors: tensors)
  }
}
