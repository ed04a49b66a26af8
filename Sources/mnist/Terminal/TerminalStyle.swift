import Foundation

/// The abilities of standard output's terminal.
struct TerminalStyle {
  /// Whether it shows characters beyond ASCII: the locale is UTF-8, and the terminal is not dumb.
  let hasUnicode: Bool
  /// The length of a line, at most 1,000; 80 by default.
  let columns: Int

  /// - Parameter variable: returns the value of an environment variable.
  init(columns: Int?, variable: (String) -> String?) {
    self.columns = min(columns ?? variable("COLUMNS").flatMap(Int.init).flatMap { $0 > 0 ? $0 : nil } ?? 80, 1000)
    // The first that is set decides, as in setlocale(3).
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(variable).first { !$0.isEmpty } ?? ""
    let isUTF8 = locale.lowercased().replacing("-", with: "").contains("utf8")
    hasUnicode = isUTF8 && variable("TERM") != "dumb"
  }

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
