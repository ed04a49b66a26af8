import Foundation

/// Prints a value as JSON on standard output, with sorted keys.
func printJSON(_ value: some Encodable) throws {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
  Output.print(String(decoding: try encoder.encode(value), as: UTF8.self))
}
