import Foundation

extension Metrics {
  /// The report in short, in lines of at most 40 columns: a sparkline for each measure, and the three most frequent
  /// confusions, if there are any.
  func summary(_ style: TerminalStyle) -> [String] {
    var lines = [String]()
    if epochs.count > 1 {
      lines += curves("loss", epochs.map(\.trainLoss), epochs.compactMap(\.testLoss), style) {
        $0 < 1000 || $0.isNaN ? $0.decimals(4) : String(format: "%.1e", $0)
      }
      lines += curves("acc.", epochs.compactMap(\.trainAccuracy), epochs.compactMap(\.testAccuracy), style) {
        $0.percent
      }
    }
    let worst = Confusion.mostFrequent(in: test.confusionMatrix, 3)
    let width = worst.first.map { $0.count.grouped.count } ?? 0
    for (index, confusion) in worst.enumerated() {
      let count = confusion.count.grouped
      lines.append(
        (index == 0 ? "confused   " : "           ") + "\(confusion.truth) as \(confusion.predicted)  "
          + count.leftPadded(to: width) + " of "
          + test.confusionMatrix[confusion.truth].reduce(0, +).grouped)
    }
    return lines
  }

  /// Why the run ended before its last epoch, and which epoch was the best by its validation loss.
  ///
  /// - Parameter steps: the steps of the run.
  func notes(steps: Int) -> [String] {
    var notes = [String]()
    let done = "\(epochs.count.grouped) of \(run.recipe.epochs.grouped) epochs"
    switch run.facts.outcome {
    case .completed: break
    case .stoppedEarly:
      notes.append("The run was stopped early, after \(done): the validation loss did not fall any more.")
    case .diverged: notes.append("The loss is not finite after \(done).")
    default:
      let isBest = run.recipe.patience != nil && run.facts.bestEpoch != nil
      notes.append(
        "The run was stopped in epoch \(epochs.count + 1) of \(run.recipe.epochs.grouped), after \(steps.grouped) steps."
          + (isBest ? "" : " The figures are those of the network as it was then."))
    }
    if let best = run.facts.bestEpoch, let loss = epochs[best - 1].validationLoss {
      notes.append(
        "Epoch \(best.grouped) was the best, with a validation loss of \(loss.decimals(4))"
          + (run.recipe.patience == nil ? "." : ". The figures and the model are those of its network."))
    }
    return notes
  }

  /// A line for the training and one for the test images, on one scale, with the value of the last epoch.
  private func curves(
    _ measure: String, _ train: [Double], _ test: [Double], _ style: TerminalStyle, _ text: (Double) -> String
  ) -> [String] {
    let drawn = [train, test].map { Sparkline.means($0, to: 20) }
    let finite = drawn.joined().filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max() else { return [] }
    return zip(["train", "test"], zip([train, test], drawn)).compactMap { name, curve in
      let (values, drawn) = curve
      guard let last = values.last else { return nil }
      let label = "\(name) \(measure)".padded(to: 10)
      return "\(label) \(Sparkline.line(drawn, in: low...high, style)) \(text(last))"
    }
  }
}
