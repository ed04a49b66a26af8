/// Three plots of training steps: against width, batch and threads.
enum ScalingCharts {
  static func chart(_ session: Session) -> Chart {
    let panels = [width(session.rows), batch(session.rows), threads(session.rows)].compactMap(\.self)
    return Chart(
      title: "Training steps: what size and threads cost", machine: session.machine.line, panels: panels,
      arrangement: .columns)
  }

  /// The time of a step over the width, with what the operations would take at the speed of the best point.
  private static func width(_ rows: [Row]) -> LinePanel? {
    guard let plot = Plot(rows.filter { $0.work.name == "width" }, along: { $0.hiddenWidth }) else { return nil }
    let best = plot.rows.compactMap(\.gflops).max() ?? 1
    let law = plot.x.map { x in
      plot.rows.first { $0.work.hiddenWidth == x }?.work.flops.map { $0 / best * 1e-9 }
    }
    return LinePanel(
      title: "time of a step, batch 128", xTitle: "width of two hidden layers", x: plot.x.map(Double.init),
      series: plot.series(\.seconds) + [Series("in proportion to the operations", law, isDashed: true)],
      isLogarithmic: true, label: duration)
  }

  private static func batch(_ rows: [Row]) -> LinePanel? {
    guard let plot = Plot(rows.filter { $0.work.name == "batch" }, along: { $0.batch }) else { return nil }
    return LinePanel(
      title: "us per image, 784-128-10", xTitle: "batch", x: plot.x.map(Double.init),
      series: plot.series { row in row.work.batch.map { row.seconds / Double($0) * 1e6 } })
  }

  private static func threads(_ rows: [Row]) -> LinePanel? {
    let rows = rows.filter { $0.work.name == "threads" && $0.work.network != NetworkShape.mnist.name }
    guard let plot = Plot(rows, along: { $0.threads }) else { return nil }
    return LinePanel(
      title: "GFLOP/s, \(rows.first?.work.network ?? "")", xTitle: "threads", x: plot.x.map(Double.init),
      series: plot.series(\.gflops) + [Series("FMA peak", plot.values(of: plot.rows, \.peak), isDashed: true)])
  }
}

/// The rows of a sweep, by what grows.
private struct Plot {
  let rows: [Row]
  let x: [Int]
  private let along: (Work) -> Int?

  /// Nil where there are no rows.
  init?(_ rows: [Row], along: @escaping (Work) -> Int?) {
    if rows.isEmpty { return nil }
    self.rows = rows
    self.along = along
    x = Set(rows.compactMap { along($0.work) }).sorted()
  }

  func series(_ value: (Row) -> Double?) -> [Series] {
    let names = rows.reduce(into: [String]()) { if !$0.contains($1.contender) { $0.append($1.contender) } }
    return names.map { name in Series(name, values(of: rows.filter { $0.contender == name }, value)) }
  }

  func values(of rows: [Row], _ value: (Row) -> Double?) -> [Double?] {
    x.map { x in rows.first { along($0.work) == x }.flatMap(value) }
  }
}

extension Work {
  /// The width of the first hidden layer.
  var hiddenWidth: Int? {
    let widths = network?.split(separator: "-").compactMap { Int($0) } ?? []
    return widths.count > 2 ? widths[1] : nil
  }
}
