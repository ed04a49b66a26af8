import LinearAlgebra

/// Rows as text, at most 100 columns wide: the work once, then a line for each backend.
struct RowTable {
  private let table: TextTable
  private let opponent: String?

  /// - Parameter opponent: the backend whose speed is 1 in the last column; nil where there is none to compare with.
  init(_ scalar: ScalarKind, threads: Int, opponent: String? = GEMMBackend.openBLAS.isAvailable ? "openblas" : nil) {
    self.opponent = opponent
    table = TextTable(
      columns: [
        .init(title: "\(scalar.rawValue), \(counted(threads, "thread"))", width: 36, isFlushLeft: true),
        .init(title: "", width: 15, isFlushLeft: true), .init(title: "median", width: 7),
        .init(title: "spread", width: 6), .init(title: "GFLOP/s", width: 7), .init(title: "of peak", width: 7),
      ] + (opponent.map { [TextTable.Column(title: "/ \($0)", width: 10)] } ?? []))
  }

  var heading: String { table.heading }

  func lines(_ rows: [Row]) -> [String] {
    let compared = rows.first { $0.backend == opponent }
    return rows.enumerated().map { index, row in
      let ratio = compared.map { $0.seconds / row.seconds }
      return table.row([
        index == 0 ? row.work.label : "", row.contender, duration(row.seconds), percent(row.spread, digits: 1),
        decimal(row.gflops, digits: 1), percent(row.peakShare),
        row.backend == opponent ? "" : decimal(ratio, digits: 2),
      ])
    }
  }
}
