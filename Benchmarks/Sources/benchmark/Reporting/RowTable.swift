import LinearAlgebra

/// Rows as text, at most 100 columns wide: the work once, then a line for each backend.
struct RowTable {
  private let table: TextTable

  /// - Parameter comparesOpenBLAS: whether there is an OpenBLAS to compare with.
  init(_ scalar: ScalarKind, threads: Int, comparesOpenBLAS: Bool = GEMMBackend.openBLAS.isAvailable) {
    table = TextTable(
      columns: [
        .init(title: "\(scalar.rawValue), \(counted(threads, "thread"))", width: 36, isFlushLeft: true),
        .init(title: "", width: 15, isFlushLeft: true),
        .init(title: "median", width: 7), .init(title: "spread", width: 6), .init(title: "GFLOP/s", width: 7),
        .init(title: "of peak", width: 7),
      ] + (comparesOpenBLAS ? [.init(title: "/ openblas", width: 10)] : []))
  }

  var heading: String { table.heading }

  /// The rows of one work.
  func lines(_ rows: [Row]) -> [String] {
    let openBLAS = rows.first { $0.backend == "openblas" }
    return rows.enumerated().map { index, row in
      let ratio = openBLAS.map { $0.seconds / row.seconds }
      return table.row([
        index == 0 ? row.work.label : "", row.contender, duration(row.seconds), percent(row.spread, digits: 1),
        decimal(row.gflops, digits: 1), percent(row.peakShare),
        row.backend == "openblas" ? "" : decimal(ratio, digits: 2),
      ])
    }
  }
}
