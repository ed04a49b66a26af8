/// Prints the rows of a suite as they are measured, under a heading for each number of threads.
struct SuiteTable {
  private var threads: Int?
  private let opponent: String?

  /// - Parameter opponent: as of `RowTable`.
  init(opponent: String? = RowTable.openBLAS) { self.opponent = opponent }

  mutating func print(_ rows: [Row]) {
    guard let work = rows.first?.work else { return }
    let table = RowTable(work.scalar, threads: work.threads, opponent: opponent)
    if work.threads != threads {
      Swift.print("\n" + table.heading)
      threads = work.threads
    }
    for line in table.lines(rows) { Swift.print(line) }
  }
}
