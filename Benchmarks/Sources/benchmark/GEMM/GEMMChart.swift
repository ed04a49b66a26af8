/// Speeds of products as bars: plain loops, the best Swift kernels and OpenBLAS, for one thread and for all.
enum GEMMChart {
  static func chart(_ session: Session) -> Chart {
    let scalars = ScalarKind.allCases.filter { kind in session.rows.contains { $0.work.scalar == kind } }
    var panels = [any Panel]()
    for scalar in scalars {
      for threads in session.options.threadCounts {
        let rows = session.rows.filter { $0.work.scalar == scalar && $0.work.threads == threads }
        panels.append(panel(rows, title: "\(scalar.rawValue), \(threads) thread\(threads == 1 ? "" : "s"), GFLOP/s"))
      }
    }
    return Chart(
      title: "Matrix products: Swift kernels against OpenBLAS", machine: session.machine.line,
      // More than three below each other are too flat to read.
      panels: Array(panels.prefix(3)))
  }

  private static func panel(_ rows: [Row], title: String) -> BarPanel {
    let best = rows.last { $0.backend == "swift" }?.contender
    let names = ["plain loops", best, "openblas"].compactMap(\.self).filter { name in
      rows.contains { $0.contender == name }
    }
    let works = works(in: rows)
    return BarPanel(
      title: title, categories: works.map { [$0.name, String($0.label.dropFirst($0.name.count + 1))] },
      series: names.map { name in
        Series(name, works.map { work in rows.first { $0.work == work && $0.contender == name }?.gflops })
      },
      limit: rows.last { $0.contender == best }.map { ("FMA peak \(decimal($0.peak, digits: 0))", $0.peak) })
  }

  /// At most ten: all of them, else the products of a step at batch 64 and the larger squares.
  private static func works(in rows: [Row]) -> [Work] {
    var works = [Work]()
    for row in rows where !works.contains(row.work) { works.append(row.work) }
    if works.count <= 10 { return works }
    let chosen = works.filter {
      $0.batch == 64 || $0.name == "square" && $0.transposes == "NN" && ($0.m ?? 0) >= 128
    }
    return Array((chosen.isEmpty ? works : chosen).prefix(10))
  }
}
