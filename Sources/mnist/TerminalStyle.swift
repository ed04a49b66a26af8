import Foundation

/// What the reader of standard output can show.
struct TerminalStyle {
  /// Whether characters beyond ASCII arrive: the locale is UTF-8, and no terminal calls itself dumb.
  let hasUnicode: Bool
  /// How long a line may be, at most 1,000; 80 where nobody says.
  let columns: Int

  /// - Parameter variable: gives the value of an environment variable.
  init(columns: Int?, variable: (String) -> String?) {
    self.columns = min(columns ?? variable("COLUMNS").flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil } ?? 80, 1000)
    // The first that is set decides, as setlocale(3) has it.
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty } ?? ""
    let isUTF8 = locale.lowercased().replacing("-", with: "").contains("utf8")
    hasUnicode = isUTF8 && variable("TERM") != "dumb"
  }

  /// That of this process.
  static var current: TerminalStyle {
    let environment = ProcessInfo.processInfo.environment
    return TerminalStyle(columns: ProcessFacts.outputColumns) { environment[$0] }
  }

  /// A bar of `share` times `width` characters.
  func bar(_ share: Double, width: Int) -> String {
    let share = share.isFinite ? min(max(share, 0), 1) : 0
    guard hasUnicode else { return String(repeating: "#", count: Int((share * Double(width)).rounded())) }
    let eighths = Int((share * Double(8 * width)).rounded())
    let parts = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]
    return String(repeating: "█", count: eighths / 8) + parts[eighths % 8]
  }
}
