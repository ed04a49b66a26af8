import Foundation

/// The report in short: a few lines of at most 40 columns for the end of a run.
struct TerminalSummary {
  let metrics: Metrics
  let glyphs: Sparkline.Glyphs

  /// The lines: a sparkline for each measure, and the three most frequent confusions, if there are any.
  var lines: [String] {
    let epochs = metrics.epochs
    var lines = [String]()
    if epochs.count > 1 {
      lines += curves("loss", epochs.map(\.trainLoss), epochs.compactMap(\.testLoss)) {
        $0 < 1000 ? $0.decimals(4) : String(format: "%.1e", $0)
      }
      lines += curves("acc.", epochs.compactMap(\.trainAccuracy), epochs.compactMap(\.testAccuracy)) { $0.percent }
    }
    let worst = Confusion.mostFrequent(in: metrics.test.confusionMatrix, 3)
    let width = worst.first.map { $0.count.grouped.count } ?? 0
    for (index, confusion) in worst.enumerated() {
      let count = confusion.count.grouped
      lines.append(
        (index == 0 ? "confused   " : "           ") + "\(confusion.truth) as \(confusion.predicted)  "
          + count.leftPadded(to: width) + " of "
          + metrics.test.confusionMatrix[confusion.truth].reduce(0, +).grouped)
    }
    return lines
  }

  /// A line for the training and one for the test images, on one scale, with the value of the last epoch.
  private func curves(
    _ measure: String, _ train: [Double], _ test: [Double], _ text: (Double) -> String
  ) -> [String] {
    let drawn = [train, test].map { Sparkline.means($0, to: 20) }
    let finite = drawn.joined().filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return [] }
    return zip(["train", "test"], zip([train, test], drawn)).compactMap { name, curve in
      let (values, drawn) = curve
      guard let last = values.last else { return nil }
      let label = "\(name) \(measure)".padded(to: 10)
      return "\(label) \(Sparkline.line(drawn, in: low...high, glyphs)) \(text(last))"
    }
  }
}
