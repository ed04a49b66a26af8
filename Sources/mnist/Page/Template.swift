import Foundation
import LinearAlgebra

/// A text with placeholders such as `{{title}}`.
struct Template {
  private let text: String

  init(_ bytes: [UInt8]) { text = String(decoding: bytes, as: UTF8.self) }

  /// The text with each placeholder replaced by its part; placeholders within a part stay.
  ///
  /// - Precondition: there is a part for every placeholder, and a placeholder for every part.
  func filled(_ parts: [String: [UInt8]]) -> [UInt8] {
    let pieces = text.components(separatedBy: "{{")
    var result = Array(pieces[0].utf8)
    var used = Set<String>()
    for piece in pieces.dropFirst() {
      let halves = piece.components(separatedBy: "}}")
      guard halves.count == 2, let part = parts[halves[0]] else { trap("a template with the mark '\(halves[0])'") }
      used.insert(halves[0])
      result += part
      result += halves[1].utf8
    }
    if let unused = parts.keys.first(where: { !used.contains($0) }) { trap("a template without the mark '\(unused)'") }
    return result
  }
}
