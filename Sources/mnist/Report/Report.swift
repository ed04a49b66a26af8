import MNISTData
import NeuralNetwork

/// `report.html`: a self-contained page about one run, without scripts.
///
/// The markup is well-formed XML as well as HTML.
struct Report {
  let metrics: Metrics
  /// The number of training steps.
  let steps: Int
  let training: LabelledImages
  /// The test images.
  let images: LabelledImages
  let network: Network<Float>
  /// The classification of each test image.
  let classifications: [Classification]
  /// The path of the page to draw on; nil if there is none.
  let page: String?

  var html: String {
    let title = "\(metrics.test.accuracy.percent) on \(metrics.run.facts.dataset.escaped)"
    return """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8"/>
      <meta name="viewport" content="width=device-width, initial-scale=1"/>
      <meta name="color-scheme" content="light dark"/>
      <title>\(title)</title>
      <style>
      \(String(decoding: PackageResources.report_css, as: UTF8.self))</style>
      </head>
      <body>
      <main>
      \([summary, curves, confusion, hardest, weights, deformed, settings].compactMap { $0 }.joined(separator: "\n"))
      </main>
      </body>
      </html>

      """
  }

  /// The head of the page: the network, the data, and the results.
  private var summary: String {
    let (run, test) = (metrics.run.facts, metrics.test)
    let correct = test.confusionMatrix.indices.reduce(0) { $0 + test.confusionMatrix[$1][$1] }
    let facts = [
      ("test accuracy", test.accuracy.percent), ("test loss", test.loss.decimals(4)),
      ("test images wrong", "\((run.testCount - correct).grouped)<small> of \(run.testCount.grouped)</small>"),
      ("time in all", "\(metrics.seconds.decimals(1))<small> s</small>"),
    ]
    let link = page.map { " <a href=\"\($0)\">Draw a digit</a> for it." } ?? ""
    let notes = metrics.notes(steps: steps).map { "\n<p class=\"note\">\($0)</p>" }.joined()
    return """
      <header>
      <h1>Training run</h1>
      <p>A network of \(run.layers.map(String.init).joined(separator: "-")) on \(run.trainCount.grouped) images of \
      <code>\(run.dataset.escaped)</code>.\(link)</p>\(notes)
      <dl class="facts">
      \(facts.map { "<div><dt>\($0.0)</dt><dd>\($0.1)</dd></div>" }.joined(separator: "\n"))
      </dl>
      </header>
      """
  }

  /// A part of the page under a heading.
  func section(_ id: String, _ heading: String, _ content: [String]) -> String {
    """
    <section id="\(id)" aria-labelledby="\(id)-heading">
    <h2 id="\(id)-heading">\(heading)</h2>
    \(content.joined(separator: "\n"))
    </section>
    """
  }
}
