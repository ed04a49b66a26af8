import Foundation
import Testing

@testable import benchmark

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct ChartTests {
  @Test func whatXMLReservesIsEscaped() {
    #expect("a<b>&\"c'\n\u{1}".escaped == "a&lt;b&gt;&amp;&quot;c&#39; \u{fffd}")
  }

  @Test func chartIsXMLWhateverNamesSay() {
    let bars = BarPanel(
      title: "<bars> & more", categories: [["X' dZ1", "\"a\""], ["\u{0}"]],
      series: [Series("swift <1>", [1, nil]), Series("b", [.nan, 3])], limit: ("peak & 2", 2))
    let data = Chart(title: "A & B", machine: "<cpu>", panels: [bars, bars]).svg()
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
    let data = Chart(title: "", machine: "", panels: [bars]).svg()
    #expect(XMLParser(data: data).parse())
  }
}
