import Foundation
import Testing

@testable import benchmark

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct ChartTests {
  @Test func whatXMLReservesIsEscaped() {
    #expect(Markup.escaped("a<b>&\"c'\n\u{1}") == "a&lt;b&gt;&amp;&quot;c&#39; \u{fffd}")
  }

  @Test func chartIsXMLWhateverNamesSay() {
    let bars = BarPanel(
      title: "<bars> & more", categories: [["X' dZ1", "\"a\""], ["\u{0}"]],
      series: [Series("swift <1>", [1, nil]), Series("b", [.nan, 3])], limit: ("peak & 2", 2))
    let lines = LinePanel(
      title: "l", xTitle: "<x>", x: [1, 2],
      series: [Series("swift <1>", [1, 2]), Series("law", [nil, 1], isDashed: true)],
      isLogarithmic: true)
    let data = Chart(title: "A & B", machine: "<cpu>", panels: [bars, lines]).svg()
    #expect(XMLParser(data: data).parse())
    let text = String(decoding: data, as: UTF8.self)
    #expect(!text.contains("nan"))
    #expect(text.components(separatedBy: "swift &lt;1&gt;").count == 2, "the legend names a series once")
  }

  @Test func chartOfProductsShowsEveryLibraryOnce() {
    let rows = ["swift", "openblas", "mkl 2026.2", "openblas 0.3.34"].flatMap { backend in
      [Row.sample(m: 128, backend: backend), .sample(m: 256, backend: backend)]
    }
    let names = SpeedChart.panel(rows, title: "").series.map(\.name)
    #expect(names == ["swift avx2", "openblas", "mkl 2026.2", "openblas 0.3.34"])
  }

  @Test func emptyPanelsAreDrawn() {
    let bars = BarPanel(title: "", categories: [], series: [])
    let lines = LinePanel(title: "", xTitle: "", x: [], series: [])
    let data = Chart(title: "", machine: "", panels: [bars, lines]).svg()
    #expect(XMLParser(data: data).parse())
  }

  @Test(arguments: [(116.0, 150.0), (5, 5), (0.86, 1), (1e-9, 1e-9), (231, 250)])
  func axisEndsAtARoundNumberAtOrAboveTheMost(most: Double, end: Double) {
    let axis = Axis(upTo: most)
    #expect(abs(axis.range.upperBound - end) <= 1e-9 * end)
    #expect(axis.ticks.count <= 6)
    #expect(axis.position(most) <= 1 + 1e-9)
  }

  @Test(arguments: [0, -1, .nan, .infinity])
  func axisOfNothingUsefulIsThere(most: Double) {
    #expect(Axis(upTo: most).range == 0...1)
  }

  @Test func doublingsAreAtEqualDistancesOnARatioAxis() {
    let axis = Axis(marking: [1, 2, 4])
    #expect(axis.position(1) == 0)
    #expect(abs(axis.position(2) - 0.5) < 1e-12)
    #expect(axis.position(4) == 1)
    #expect(Axis(marking: [8]).position(8) == 0.5)
  }
}
