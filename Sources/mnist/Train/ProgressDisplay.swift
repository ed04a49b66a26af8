import Foundation
import NeuralNetwork

/// Shows a training run: a live line on a terminal, a line for each epoch elsewhere, nothing with `--quiet`.
struct ProgressDisplay {
  private let isQuiet: Bool
  private let columns: Int?
  private var epochStart = Date()
  private var lastDrawn = Date.distantPast
  /// The seconds of each completed epoch, including evaluation.
  private var epochSeconds = [Double]()

  init(quiet: Bool) {
    isQuiet = quiet
    columns = ProcessFacts.terminalColumns
  }

  mutating func show(_ progress: TrainingProgress) {
    if isQuiet { return }
    let now = Date()
    if let result = progress.result {
      epochSeconds.append(now.timeIntervalSince(epochStart))
      epochStart = now
      Output.print((columns == nil ? "" : "\r\u{1B}[K") + ProgressDisplay.line(result, of: progress.epochs))
    } else if let columns, now.timeIntervalSince(lastDrawn) >= 0.1 {
      lastDrawn = now
      let line = ProgressDisplay.bar(
        progress, columns: columns, elapsed: now.timeIntervalSince(epochStart), epochSeconds)
      Output.print("\r\u{1B}[K" + line, terminator: "")
    }
  }

  /// Ends the live line.
  func finish() {
    if !isQuiet, columns != nil { Output.print("\r\u{1B}[K", terminator: "") }
  }

  private static func line(_ result: TrainingHistory.Epoch, of epochs: Int) -> String {
    let number = String(result.epoch).leftPadded(to: String(epochs).count)
    func part(_ name: String, _ loss: Double?, _ accuracy: Double?) -> String {
      (loss.map { "  \(name) loss \($0.decimals(4))" } ?? "") + (accuracy.map { " accuracy \($0.percent)" } ?? "")
    }
    return "epoch \(number)/\(epochs)" + part("train", result.trainLoss, result.trainAccuracy)
      + part("validation", result.validationLoss, result.validationAccuracy)
      + part("test", result.testLoss, result.testAccuracy) + "  \(result.seconds.decimals(2)) s"
  }

  /// `epoch  3/20 [=====>    ]  54%  412,345 images/s  loss 0.3123  ETA 0:12`, cut to the terminal's width.
  private static func bar(
    _ progress: TrainingProgress, columns: Int, elapsed: Double, _ epochSeconds: [Double]
  ) -> String {
    let share = Double(progress.samples) / Double(max(progress.samplesPerEpoch, 1))
    let rate = elapsed > 0 ? Double(progress.samples) / elapsed : 0
    let epoch =
      epochSeconds.isEmpty ? elapsed / max(share, 1e-9) : epochSeconds.reduce(0, +) / Double(epochSeconds.count)
    let left = epoch * (Double(progress.epochs - progress.epoch) + 1 - share)
    let head = "epoch \(progress.epoch)/\(progress.epochs) "
    let (done, speed) = (String(format: "%3.0f%%", 100 * share), "  \(Int(rate).grouped) images/s")
    let end = "  loss \(progress.runningLoss.decimals(4))  ETA \(left.clock)"
    // On a narrow terminal the bar is dropped first, then the speed.
    let tail = (head + done + speed + end).count < columns ? done + speed + end : done + end
    let width = min(30, columns - head.count - tail.count - 4)
    let filled = Int(share * Double(max(width, 0)))
    let bar =
      width < 5
      ? "" : "[" + String(repeating: "=", count: filled) + String(repeating: " ", count: width - filled) + "] "
    return String((head + bar + tail).prefix(max(columns - 1, 1)))
  }
}
