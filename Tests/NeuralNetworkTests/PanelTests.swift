import LinearAlgebra
import NeuralNetwork
import Testing

@Suite struct PanelTests {
  /// The prefetcher of a core that writes one panel stays out of the others.
  @Test(arguments: [1, 3, 64, 785]) func panelsLieAPageApart(rows: Int) {
    func check<Scalar: BLASScalar>(_: Scalar.Type) {
      for width in [1, 16, 64, 512, 2000] {
        let panels = Panels<Scalar>(rows: rows, columns: (0..<5).map { $0 * width..<($0 + 1) * width })
        let spans = panels.columns.map { columns in
          let view = panels.view(columns)
          let start = unsafe UInt(bitPattern: view.base)
          #expect(start % 64 == 0 && view.rows == rows && view.columns == width && view.stride == width)
          return start..<start + UInt(rows * width * MemoryLayout<Scalar>.stride)
        }.sorted { $0.lowerBound < $1.lowerBound }
        for (span, next) in zip(spans, spans.dropFirst()) {
          #expect(next.lowerBound >= span.upperBound + 4096, "\(rows)x\(width) of \(Scalar.self)")
        }
      }
    }
    check(Float.self)
    check(Double.self)
  }

  @Test func columnsWithinAPanelAreFound() {
    let panels = Panels<Float>(rows: 2, columns: [0..<3, 3..<3, 3..<8])
    for columns in panels.columns where !columns.isEmpty { panels.view(columns).fill(Float(columns.lowerBound)) }
    #expect(panels.view(1..<3)[1, 1] == 0)
    #expect(panels.view(4..<8)[0, 0] == 3)
  }
}
