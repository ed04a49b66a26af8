/// The speed of the Swift code over that of OpenBLAS and of each library, over groups of works: the geometric mean and the
/// worst.
struct SpeedSummary {
  /// A name, and which works belong to it.
  typealias Group = (name: String, belongs: @Sendable (Work) -> Bool)

  /// A group's figures for one instruction set.
  struct Ratio: Equatable {
    /// openblas, or the name of a library.
    let opponent: String
    let group: String
    let instructionSet: String
    let mean: Double
    let worst: Double
    let worstWork: String
  }

  let ratios: [Ratio]

  /// - Parameters:
  ///   - rows: those of one scalar on one number of threads.
  ///   - groups: what a line is printed for, where there are figures.
  init(_ rows: [Row], groups: [Group]) {
    let sets = Self.distinct(rows.filter { $0.backend == "swift" }.map(\.instructionSet))
    let opponents = Self.distinct(rows.map(\.backend)).filter { $0 != "swift" && $0 != "reference" }
    ratios = opponents.flatMap { opponent in
      groups.flatMap { group, belongs in
        // Sets are measured from the least to the most capable; a library is there for a comparison with the best.
        sets.suffix(opponent == "openblas" ? sets.count : 1).compactMap { set in
          Self.ratio(rows.filter { belongs($0.work) }, opponent, group, set)
        }
      }
    }
  }

  private static func ratio(_ rows: [Row], _ opponent: String, _ group: String, _ set: String) -> Ratio? {
    let pairs = rows.filter { $0.backend == "swift" && $0.instructionSet == set }.compactMap { own in
      rows.first { $0.backend == opponent && $0.work == own.work }.map { (own.work.label, $0.seconds / own.seconds) }
    }
    return pairs.min { $0.1 < $1.1 }.map { worst in
      Ratio(
        opponent: opponent, group: group, instructionSet: set, mean: geometricMean(pairs.map(\.1)), worst: worst.1,
        worstWork: worst.0)
    }
  }

  var lines: [String] {
    Self.distinct(ratios.map(\.opponent)).flatMap { opponent in
      let table = TextTable(columns: [
        .init(title: "swift / \(opponent)", width: 36, isFlushLeft: true),
        .init(title: "", width: 15, isFlushLeft: true), .init(title: "mean", width: 5),
        .init(title: "worst", width: 5), .init(title: "", width: 31, isFlushLeft: true),
      ])
      return ["", table.heading]
        + ratios.filter { $0.opponent == opponent }.map {
          table.row([
            $0.group, "swift \($0.instructionSet)", decimal($0.mean, digits: 2), decimal($0.worst, digits: 2),
            $0.worstWork,
          ])
        }
    }
  }

  private static func distinct(_ names: [String]) -> [String] {
    names.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
