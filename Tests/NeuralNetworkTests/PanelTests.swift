import LinearAlgebra
import NeuralNetwork
import Testing

@Suite struct PanelTests {
  /// The prefetcher of a core that writes one panel stays out of the others.
  @Test(arguments: [1, 3, 64, 785]) func panelsLieAPageApart(rows: Int) {
    func check<Scalar: BLASScalar>(_: Scalar.Type) {
      for width in [1, 16, 64, 512, 2000] {
        let memory = PanelMemory<Scalar>()
        defer { withExtendedLifetime(memory) {} }
        let panels = Panels<Scalar>(
          rows: rows, columns: Partition(count: 5 * width, members: 5, unit: width), in: memory)
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
    // No columns, five, and three: fewer units than members.
    let memory = PanelMemory<Float>()
    defer { withExtendedLifetime(memory) {} }
    let panels = Panels<Float>(rows: 2, columns: Partition(count: 8, members: 3, unit: 5), in: memory)
    for columns in panels.columns where !columns.isEmpty { panels.view(columns).fill(Float(columns.lowerBound)) }
    #expect(panels.columns == [0..<0, 0..<5, 5..<8])
    #expect(panels.view(1..<5)[1, 1] == 0)
    #expect(panels.view(6..<8)[0, 0] == 5)
  }
}
