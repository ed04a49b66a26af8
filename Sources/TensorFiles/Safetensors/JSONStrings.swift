/// The strings as a JSON array, for a list in the metadata of a file.
package func jsonArray(_ strings: [String]) -> String { "[\(strings.map(quoted).joined(separator: ","))]" }

/// The strings in a JSON array; nil if `text` is not one.
package func strings(ofJSONArray text: String) -> [String]? {
  var scanner = JSONScanner(text: Array(text.utf8), fileOffset: 0, file: "")
  var strings = [String]()
  let isList = try? scanner.list("[", "]") { (scanner) throws(TensorFileError) in
    strings.append(try scanner.string())
  }
  guard isList != nil, (try? scanner.end()) != nil else { return nil }
  return strings
}

/// `text` as a JSON string, escaped like the reference implementation: no more than JSON requires.
func quoted(_ text: String) -> String {
  var result = "\""
  for scalar in text.unicodeScalars {
    switch scalar {
    case "\"": result += "\\\""
    case "\\": result += "\\\\"
    case "\u{8}": result += "\\b"
    case "\u{c}": result += "\\f"
    case "\n": result += "\\n"
    case "\r": result += "\\r"
    case "\t": result += "\\t"
    case ..<" ": result += "\\u00" + hexadecimal(UInt8(truncatingIfNeeded: scalar.value)).dropFirst(2)
    default: result.unicodeScalars.append(scalar)
    }
  }
  return result + "\""
}
