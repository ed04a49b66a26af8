extension DecodingError {
  /// Throws where decoded parts do not make a value: a synthesized `init(from:)` takes any numbers of the right type, and
  /// what computes with them would trap.
  static func check(_ problem: String?, _ decoder: any Decoder) throws {
    guard let problem else { return }
    throw dataCorrupted(Context(codingPath: decoder.codingPath, debugDescription: problem))
  }
}

/// Why `value` is no share of a whole; nil where it is one, or absent.
func shareProblem(_ name: String, _ value: Double?) -> String? {
  guard let value, !(0...1 ~= value) else { return nil }
  return "\(name) \(value): a share is 0 to 1"
}
