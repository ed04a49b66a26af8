import Foundation

/// Prints a value as JSON on standard output, keys sorted.
func printJSON(_ value: some Encodable) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  print(String(decoding: try encoder.encode(value), as: UTF8.self))
}

/// A line for people while standard output is for programs.
func printToStandardError(_ line: String) {
  FileHandle.standardError.write(Data("\(line)\n".utf8))
}
