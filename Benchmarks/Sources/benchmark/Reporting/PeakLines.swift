/// The measured peaks, a line for each scalar and thread count.
struct PeakLines: CustomStringConvertible {
  private let peaks: [Machine.Peak]

  init(_ peaks: [Machine.Peak]) { self.peaks = peaks }

  var description: String {
    var lines = [String]()
    for scalar in ScalarKind.allCases {
      for threads in Set(peaks.map(\.threads)).sorted() {
        let figures = peaks.filter { $0.scalar == scalar && $0.threads == threads }
          .map { "\($0.instructionSet) \(decimal($0.gflops, digits: 0))" }
        if figures.isEmpty { continue }
        let title = lines.isEmpty ? "FMA peak   " : "           "
        lines.append(
          title + "\(scalar.rawValue), \(counted(threads, "thread")): "
            + figures.joined(separator: ", ") + " GFLOP/s")
      }
    }
    return lines.joined(separator: "\n")
  }
}
