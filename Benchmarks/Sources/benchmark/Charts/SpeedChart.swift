/// Speeds as bars: plain loops, the best Swift kernels, OpenBLAS and the loaded libraries, for one thread and for all.
enum SpeedChart {
  /// A panel for each number of threads.
  static func chart(_ session: Session, title: String) -> Chart {
    let scalars = ScalarKind.allCases.filter { kind in session.rows.contains { $0.work.scalar == kind } }
    // More than three below each other are too flat to read: of two scalars the most threads are shown.
    let counts = scalars.count > 1 ? session.options.threadCounts.suffix(1) : session.options.threadCounts.prefix(3)
    let panels = scalars.flatMap { scalar in
      counts.map { threads in
        let rows = session.rows.filter { $0.work.scalar == scalar && $0.work.threads == threads }
        return panel(rows, title: "\(scalar.rawValue), \(counted(threads, "thread")), GFLOP/s")
      }
    }
    return Chart(title: title, machine: session.machine.line, panels: panels)
  }

  static func panel(_ rows: [Row], title: String) -> BarPanel {
    // Sets are measured from the least to the most capable.
    let best = rows.last { $0.backend == "swift" }?.contender
    let others = rows.map(\.contender).filter { $0 != "openblas" && $0 != "plain loops" && !$0.hasPrefix("swift ") }
    let names = (["plain loops", best, "openblas"] + others).reduce(into: [String]()) { names, name in
      if let name, !names.contains(name), rows.contains(where: { $0.contender == name }) { names.append(name) }
    }
    let works = works(in: rows)
    return BarPanel(
      title: title, categories: works.map { [$0.name, String($0.label.dropFirst($0.name.count + 1))] },
      series: names.map { name in
        Series(name, works.map { work in rows.first { $0.work == work && $0.contender == name }?.gflops })
      },
      limit: best.map { best in
        let peak = Samples(rows.filter { $0.contender == best }.map(\.peak)).median
        return ("FMA peak \(decimal(peak, digits: 0))", peak)
      })
  }

  /// At most ten: all of them, else the products of a step at batch 64 and the larger squares, the decompositions of the
  /// largest order, or the steps of each width.
  private static func works(in rows: [Row]) -> [Work] {
    var works = [Work]()
    for row in rows where row.work.flops != nil && !works.contains(row.work) { works.append(row.work) }
    if works.count <= 10 { return works }
    let largest = works.compactMap(\.n).max()
    let chosen = works.filter {
      if $0.suite == "decompositions" { return $0.n == largest }
      if $0.suite == "scaling" { return $0.name == "width" }
      return $0.batch == 64 || $0.name == "square" && $0.transposes == "NN" && ($0.m ?? 0) >= 128
    }
    return Array((chosen.isEmpty ? works : chosen).prefix(10))
  }
}
