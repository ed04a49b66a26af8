/// One row of the table for each number of threads that it is measured on.
enum DecompositionCandidate: Equatable {
  case matrix(DecompositionWork, n: Int)
  /// Many solutions of small systems, one after the other.
  case smallSystems

  static func all(quick: Bool) -> [DecompositionCandidate] {
    let matrices = (quick ? [64, 256] : orders).flatMap { n in
      DecompositionWork.allCases.map { DecompositionCandidate.matrix($0, n: n) }
    }
    return matrices + [.smallSystems]
  }

  static let orders = [64, 256, 1024]

  /// One call takes up to seconds: three of them are enough.
  var isSlow: Bool {
    if case .matrix(_, let n) = self { n > 512 } else { false }
  }

  /// Whether more threads could help.
  var sharesWork: Bool { self != .smallSystems }

  func work(_ scalar: ScalarKind, threads: Int) -> Work {
    switch self {
    case .matrix(let work, let n):
      Work(
        suite: "decompositions", name: work.rawValue, m: work.rows(n), n: n, scalar: scalar, threads: threads,
        flops: work.flops(n))
    case .smallSystems:
      Work(
        suite: "decompositions", name: "\(SmallSystems<Double>.count.grouped) solves", m: SmallSystems<Double>.order,
        n: SmallSystems<Double>.order, scalar: scalar, threads: threads, flops: SmallSystems<Double>.flops)
    }
  }
}
