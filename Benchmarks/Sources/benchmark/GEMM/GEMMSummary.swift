/// The speed of the Swift kernels over that of OpenBLAS, over groups of shapes: the geometric mean and the worst.
struct GEMMSummary {
  /// A group's figures for one instruction set.
  struct Ratio: Equatable {
    let group: String
    let instructionSet: String
    let mean: Double
    let worst: Double
    let worstWork: String
  }

  let ratios: [Ratio]

  /// - Parameter rows: those of one scalar on one number of threads.
  init(_ rows: [Row]) {
    let openBLAS = rows.filter { $0.backend == "openblas" }
    var ratios = [Ratio]()
    for (group, belongs) in Self.groups {
      for set in Self.distinct(rows.filter { $0.backend == "swift" }.map(\.instructionSet)) {
        let pairs = rows.filter { $0.backend == "swift" && $0.instructionSet == set && belongs($0.work) }
          .compactMap { row -> (String, Double)? in
            openBLAS.first { $0.work == row.work }.map { (row.work.label, $0.seconds / row.seconds) }
          }
        guard let worst = pairs.min(by: { $0.1 < $1.1 }) else { continue }
        ratios.append(
          Ratio(
            group: group, instructionSet: set, mean: geometricMean(pairs.map(\.1)), worst: worst.1,
            worstWork: worst.0))
      }
    }
    self.ratios = ratios
  }

  /// Where small matrices and one image are left out, calls and not kernels are what the others measure.
  private static let groups: [(name: String, belongs: @Sendable (Work) -> Bool)] = [
    ("training, batches 32...256", { (32...256).contains($0.batch ?? 0) }),
    ("updates of wide layers", { $0.name == "update" }),
    ("squares 128...2048", { $0.name == "square" && $0.transposes == "NN" && (128...2048).contains($0.m ?? 0) }),
  ]

  var lines: [String] {
    if ratios.isEmpty { return [] }
    let table = TextTable(columns: [
      .init(title: "swift / openblas", width: 36, isFlushLeft: true), .init(title: "", width: 14, isFlushLeft: true),
      .init(title: "mean", width: 5), .init(title: "worst", width: 5), .init(title: "", width: 31, isFlushLeft: true),
    ])
    return ["", table.heading]
      + ratios.map {
        table.row([
          $0.group, "swift \($0.instructionSet)", decimal($0.mean, digits: 2), decimal($0.worst, digits: 2),
          $0.worstWork,
        ])
      }
  }

  private static func distinct(_ names: [String]) -> [String] {
    names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
