import NeuralNetwork

extension Report {
  /// The images with the largest loss: the misclassified ones, or the least certain ones if there are none.
  var hardest: String {
    let mistakes = classifications.filter { !$0.isCorrect }
    let shown = Array(
      (mistakes.isEmpty ? classifications : mistakes)
        .sorted { ($0.truthProbability, $0.index) < ($1.truthProbability, $1.index) }.prefix(mistakes.isEmpty ? 12 : 24)
    )
    let sentence =
      if mistakes.isEmpty {
        "None is wrong. These are the \(shown.count) that the network is least certain of."
      } else if mistakes.count == 1 {
        "The one test image that is classified wrong."
      } else if shown.count == mistakes.count {
        "All \(shown.count) test images that are classified wrong, the one with the least probable truth first."
      } else {
        "The \(shown.count) of \(mistakes.count.grouped) wrong ones whose truth the network holds least probable."
      }
    return section(
      "hardest", mistakes.isEmpty ? "The hardest test images" : "The worst mistakes",
      ["<p>\(sentence)</p>", "<ul class=\"cards\">"] + shown.map(card) + ["</ul>"])
  }

  private func card(_ sample: Classification) -> String {
    let raster = images.raster(sample.index)
    let image = raster.element(
      "ink", raster.reduced(to: 64).ink(), in: 84, name: "Test image \(sample.index), a \(sample.truth)")
    let verdict =
      sample.isCorrect ? "<b>\(sample.truth)</b>, right" : "<b>\(sample.truth)</b> read as <b>\(sample.predicted)</b>"
    let rest = sample.isCorrect ? "" : "<br/>\(sample.truth): \(sample.truthProbability.probability)"
    return "<li><span class=\"frame\">\(image)</span>"
      + "\(verdict)<br/>\(sample.predicted): \(sample.probability.probability)\(rest)<br/>"
      + "<span class=\"quiet\">image \(sample.index)</span></li>"
  }
}
