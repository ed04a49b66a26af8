extension Report {
  /// Loss and accuracy over the epochs, as charts and as a table.
  var curves: String {
    let epochs = metrics.epochs
    let charts = [
      LineChart(
        .loss,
        [
          Curve("training", epochs.map { ($0.epoch, $0.trainLoss) }),
          Curve("test", epochs.map { ($0.epoch, $0.testLoss) }),
        ]),
      LineChart(
        .accuracy,
        [
          Curve("training", epochs.map { ($0.epoch, $0.trainAccuracy) }),
          Curve("test", epochs.map { ($0.epoch, $0.testAccuracy) }),
        ]),
    ]
    let figures = zip(charts, ["Loss", "Accuracy"]).compactMap { chart, name in
      chart.map { "<figure><figcaption>\(name)</figcaption>\n\($0.svg())</figure>" }
    }
    if figures.isEmpty {
      return section("curves", "Loss and accuracy", ["<p>No epoch was completed, so there is nothing to plot.</p>"])
    }
    return section(
      "curves", "Loss and accuracy", ["<div class=\"pair\">"] + figures + ["</div>", table])
  }

  /// The numbers behind the charts; of many epochs the last ones.
  private var table: String {
    let shown = metrics.epochs.suffix(100)
    func cell(_ text: String?) -> String { "<td>\(text ?? "-")</td>" }
    let rows = shown.map { epoch in
      "<tr><th scope=\"row\">\(epoch.epoch.grouped)</th>" + cell(epoch.trainLoss.decimals(4))
        + cell(epoch.trainAccuracy?.percent) + cell(epoch.testLoss?.decimals(4)) + cell(epoch.testAccuracy?.percent)
        + cell(epoch.seconds.decimals(2)) + "</tr>"
    }
    let which = shown.count == metrics.epochs.count ? "" : ", the last \(shown.count) epochs (metrics.json has all)"
    return """
      <details>
      <summary>The numbers\(which)</summary>
      <div class="wide"><table class="numbers">
      <thead>
      <tr><td></td><th colspan="2" scope="colgroup">training</th><th colspan="2" scope="colgroup">test</th><td></td></tr>
      <tr><th scope="col">epoch</th><th scope="col">loss</th><th scope="col">accuracy</th><th scope="col">loss</th>\
      <th scope="col">accuracy</th><th scope="col">seconds</th></tr>
      </thead>
      <tbody>
      \(rows.joined(separator: "\n"))
      </tbody>
      </table></div>
      </details>
      """
  }
}
