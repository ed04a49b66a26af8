/// A row of characters whose heights or weights show the values of a measure.
enum Sparkline {
  /// A character for each value, by its position in `range`; a question mark for one that is not finite.
  static func line(_ values: [Double], in range: ClosedRange<Double>, _ style: TerminalStyle) -> String {
    let characters = Array(style.hasUnicode ? "▁▂▃▄▅▆▇█" : "_.:-=+*#")
    let length = range.upperBound - range.lowerBound
    return String(
      values.map { value in
        guard value.isFinite else { return "?" }
        // Constant values are drawn at half the height.
        let share = length > 0 ? (value - range.lowerBound) / length : 0.5
        return characters[Int(max(0, min(Double(characters.count - 1), share * Double(characters.count))))]
      })
  }

  /// At most `count` values, each the mean of a group of neighbours.
  static func means(_ values: [Double], to count: Int) -> [Double] {
    if values.count <= count { return values }
    return (0..<count).map { index in
      let part = values[(index * values.count / count)..<((index + 1) * values.count / count)]
      return part.reduce(0, +) / Double(part.count)
    }
  }
}
