extension Safetensors {
  /// The bytes of a file with these tensors: the same tensors and metadata give the same bytes, in any order.
  ///
  /// The layout is that of the reference implementation: larger alignment first, then by name.
  ///
  /// - Throws: `.malformed` if the header would be longer than a reader accepts (100 MB).
  public func serialized() throws(TensorFileError) -> [UInt8] {
    Array(try chunks().joined())
  }

  /// Writes a file at `path`: complete, or not at all.
  ///
  /// - Throws: `.unwritable`; an existing file is then unchanged.
  public func write(to path: String) throws(TensorFileError) {
    try writeAtomically(try chunks(), to: path)
  }

  /// The SHA-256 of the bytes of the file, as 64 hexadecimal digits.
  package func sha256() throws(TensorFileError) -> String {
    var hash = SHA256()
    for chunk in try chunks() { hash.update(chunk) }
    return hash.finalized()
  }

  /// Header and tensors in file order; the tensors share their storage with this value.
  private func chunks() throws(TensorFileError) -> [[UInt8]] {
    let sorted = tensors.sorted {
      $0.elementType != $1.elementType ? $0.elementType > $1.elementType : $0.name.precedesInUTF8($1.name)
    }
    var members: [String] = []
    if !metadata.isEmpty {
      let pairs = metadata.sorted { $0.key.precedesInUTF8($1.key) }.map { "\(quoted($0.key)):\(quoted($0.value))" }
      members.append("\(quoted(Self.metadataKey)):{\(pairs.joined(separator: ","))}")
    }
    var begin = 0
    for tensor in sorted {
      let end = begin + tensor.bytes.count
      let shape = tensor.shape.map(String.init).joined(separator: ",")
      members.append(
        "\(quoted(tensor.name)):{\"dtype\":\"\(tensor.elementType.rawValue)\",\"shape\":[\(shape)],"
          + "\"data_offsets\":[\(begin),\(end)]}")
      begin = end
    }
    var json = Array("{\(members.joined(separator: ","))}".utf8)
    // The first tensor then starts at a multiple of 8 bytes.
    json += Array(repeating: UInt8(ascii: " "), count: (8 - json.count % 8) % 8)
    guard json.count <= SafetensorsHeader.longest else {
      throw TensorFileError(
        .malformed, file: name, "a header of \(json.count) bytes, expected at most \(SafetensorsHeader.longest)")
    }
    let length = (0..<8).map { UInt8(truncatingIfNeeded: json.count >> (8 * $0)) }
    return [length + json] + sorted.map(\.bytes)
  }
}

extension String {
  /// The order of UTF-8 bytes; Swift's order treats canonically equivalent strings as equal.
  fileprivate func precedesInUTF8(_ other: String) -> Bool { utf8.lexicographicallyPrecedes(other.utf8) }
}
