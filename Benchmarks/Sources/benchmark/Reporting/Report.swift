import Foundation

/// What `--json` writes: the machine, and a flat object for each figure.
struct Report: Encodable, Equatable {
  var machine: Machine
  var rows: [Row]

  func json() throws -> Data {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return try encoder.encode(self) + Data("\n".utf8)
  }
}
