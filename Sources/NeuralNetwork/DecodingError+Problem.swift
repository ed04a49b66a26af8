extension DecodingError {
  /// Throws if decoded parts do not make a valid value: a synthesized `init(from:)` accepts any numbers of the right
  /// type, and later computations would trap.
  static func check(_ problem: String?, _ decoder: any Decoder) throws {
    guard let problem else { return }
    throw dataCorrupted(Context(codingPath: decoder.codingPath, debugDescription: problem))
  }
}

/// Why `value` is not in 0...1; nil if it is, or is absent.
func shareProblem(_ name: String, _ value: Double?) -> String? {
  guard let value, !(0...1 ~= value) else { return nil }
  return "\(name) \(value): a share is 0 to 1"
}
