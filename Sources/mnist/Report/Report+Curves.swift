import NeuralNetwork

extension Report {
  /// Loss and accuracy over the epochs, as charts and as a table.
  var curves: String {
    let (epochs, best) = (metrics.epochs, metrics.run.facts.bestEpoch)
    func curve(_ name: String, _ value: (TrainingHistory.Epoch) -> Double?) -> Curve {
      Curve(name, epochs.map { ($0.epoch, value($0)) })
    }
    let rates = Set(epochs.map(\.learningRate))
    let losses = [curve("training", \.trainLoss), curve("validation", \.validationLoss), curve("test", \.testLoss)]
    let accuracies = [
      curve("training", \.trainAccuracy), curve("validation", \.validationAccuracy), curve("test", \.testAccuracy),
    ]
    let charts = [
      ("Loss", LineChart(.loss, losses, best: best)), ("Accuracy", LineChart(.accuracy, accuracies, best: best)),
      // A constant rate is among the settings.
      ("Learning rate at the end of an epoch", rates.count > 1 ? LineChart(.rate, [curve("", \.learningRate)]) : nil),
      ("Norm of the gradient, mean over an epoch", LineChart(.norm, [curve("", \.gradientNorm)])),
    ]
    let figures = charts.compactMap { name, chart in
      chart.map { "<figure><figcaption>\(name)</figcaption>\n\($0.svg())</figure>" }
    }
    if figures.isEmpty {
      return section("curves", "Loss and accuracy", ["<p>No epoch was completed, so there is nothing to plot.</p>"])
    }
    return section(
      "curves", "Loss and accuracy", ["<div class=\"pair\">"] + figures + ["</div>", table])
  }

  /// The numbers of the charts; if there are many epochs, the last ones.
  private var table: String {
    let shown = metrics.epochs.suffix(100)
    let (isValidated, isClipped) = (metrics.run.facts.validationCount != nil, metrics.run.recipe.clipNorm != nil)
    let showsRate = Set(metrics.epochs.map(\.learningRate)).count > 1
    func cell(_ text: String?) -> String { "<td>\(text ?? "-")</td>" }
    let rows = shown.map { epoch in
      "<tr><th scope=\"row\">\(epoch.epoch.grouped)</th>" + cell(epoch.trainLoss.decimals(4))
        + cell(epoch.trainAccuracy?.percent)
        + (isValidated ? cell(epoch.validationLoss?.decimals(4)) + cell(epoch.validationAccuracy?.percent) : "")
        + cell(epoch.testLoss?.decimals(4)) + cell(epoch.testAccuracy?.percent)
        + (showsRate ? cell(epoch.learningRate?.significant) : "")
        + (isClipped ? cell(epoch.gradientNorm?.significant) : "") + cell(epoch.seconds.decimals(2)) + "</tr>"
    }
    let sets = ["training"] + (isValidated ? ["validation"] : []) + ["test"]
    let measures = (showsRate ? ["rate"] : []) + (isClipped ? ["gradient norm"] : []) + ["seconds"]
    let which = shown.count == metrics.epochs.count ? "" : ", the last \(shown.count) epochs (metrics.json has all)"
    return """
      <details>
      <summary>The numbers\(which)</summary>
      <div class="wide"><table class="numbers">
      <thead>
      <tr><td></td>\(sets.map { "<th colspan=\"2\" scope=\"colgroup\">\($0)</th>" }.joined())\
      \(String(repeating: "<td></td>", count: measures.count))</tr>
      <tr>\((["epoch"] + sets.flatMap { _ in ["loss", "accuracy"] } + measures)
        .map { "<th scope=\"col\">\($0)</th>" }.joined())</tr>
      </thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table></div>
      </details>
      """
  }
}
