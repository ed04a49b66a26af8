import Foundation

/// A row of characters whose heights or weights are the values of a measure.
struct Sparkline {
  /// The characters to draw with, from the lowest to the highest.
  enum Glyphs {
    /// Unicode's block elements.
    case blocks
    /// Characters that every terminal has.
    case ascii

    /// What a terminal in this environment shows.
    init(environment: [String: String]) {
      // The first that is set decides, as setlocale has it.
      let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
      let isUnicode = locale.lowercased().replacing("-", with: "").contains("utf8")
      self = isUnicode && environment["TERM"] != "dumb" ? .blocks : .ascii
    }

    fileprivate var characters: [Character] {
      switch self {
      case .blocks: Array("▁▂▃▄▅▆▇█")
      case .ascii: Array("_.:-=+*#")
      }
    }
  }

  /// The line for values between `range`'s ends, of at most `width` characters; each stands for the mean of its values.
  static func line(_ values: [Double], in range: ClosedRange<Double>, width: Int, _ glyphs: Glyphs) -> String {
    let count = min(values.count, width)
    let characters = glyphs.characters
    let length = range.upperBound - range.lowerBound
    return String(
      (0..<max(count, 0)).map { index in
        let part = values[(index * values.count / count)..<((index + 1) * values.count / count)]
        let mean = part.reduce(0, +) / Double(part.count)
        guard mean.isFinite else { return "?" }
        // A measure that does not change is drawn at half its height.
        let share = length > 0 ? (mean - range.lowerBound) / length : 0.5
        return characters[max(0, min(characters.count - 1, Int(share * Double(characters.count))))]
      })
  }
}
