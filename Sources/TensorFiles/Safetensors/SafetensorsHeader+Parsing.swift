extension SafetensorsHeader {
  /// Parses the header's JSON, whose first byte is byte 8 of the file, and sorts the tensors by their bytes' offsets.
  mutating func parse(_ json: [UInt8], _ source: ByteSource) throws(TensorFileError) {
    guard json.first == UInt8(ascii: "{") else {
      let found = json.first.map(hexadecimal) ?? "nothing"
      throw source.failure(.malformed, at: 8, "the header starts with \(found), expected '{'")
    }
    var scanner = JSONScanner(text: json, fileOffset: 8, file: source.name)
    try scanner.members { (scanner, key, offset) throws(TensorFileError) in
      if key == Safetensors.metadataKey {
        try scanner.members { (scanner, key, offset) throws(TensorFileError) in
          if let index = metadata.index(forKey: key) {
            throw scanner.failure(
              .unsupported, at: offset,
              "the metadata keys '\(metadata[index].key)' and '\(key)' differ in their Unicode form alone")
          }
          metadata[key] = try scanner.string()
        }
      } else {
        entries.append(try SafetensorsHeader.entry(key, at: offset, &scanner))
      }
    }
    try scanner.end()
    // The order in the header breaks ties between empty tensors.
    entries.sort { ($0.begin, $0.end, $0.offset) < ($1.begin, $1.end, $1.offset) }
  }

  /// `{"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}`, in any order.
  private static func entry(
    _ name: String, at offset: Int, _ scanner: inout JSONScanner
  ) throws(TensorFileError) -> Entry {
    var elementType: Safetensors.ElementType?
    var shape: [Int]?
    var range: [Int]?
    try scanner.members { (scanner, key, keyOffset) throws(TensorFileError) in
      switch key {
      case "dtype":
        let code = try scanner.string()
        elementType = Safetensors.ElementType(rawValue: code)
        if elementType == nil {
          let known = Safetensors.ElementType.allCases.map(\.rawValue).joined(separator: " ")
          throw scanner.failure(
            .unsupported, at: keyOffset, "tensor '\(name)' has elements '\(code)', expected one of \(known)")
        }
      case "shape": shape = try scanner.integers()
      case "data_offsets": range = try scanner.integers()
      default: throw scanner.failure(at: keyOffset, "tensor '\(name)' has an unknown key '\(key)'")
      }
    }
    guard let elementType, let shape, let range, range.count == 2 else {
      throw scanner.failure(at: offset, "tensor '\(name)' lacks its dtype, shape or two data_offsets")
    }
    return Entry(
      name: name, elementType: elementType, shape: shape, begin: range[0], end: range[1], offset: offset)
  }
}
