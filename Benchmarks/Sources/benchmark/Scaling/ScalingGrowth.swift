/// How time grows with the widths of the hidden layers, against the operations that there are to do.
struct ScalingGrowth {
  let lines: [String]

  init(_ rows: [Row]) {
    let contenders = rows.reduce(into: [String]()) { if !$0.contains($1.contender) { $0.append($1.contender) } }
    lines = contenders.compactMap { name in
      let rows = rows.filter { $0.work.name == "width" && $0.contender == name }
      guard let first = rows.first, let last = rows.last, first.work != last.work,
        let (few, many) = Self.both(first.work.flops, last.work.flops)
      else { return nil }
      return "\(name): from \(first.work.network ?? "") to \(last.work.network ?? "") operations grow "
        + "\(decimal(many / few, digits: 1)) times, time \(decimal(last.seconds / first.seconds, digits: 1)) times"
    }
  }

  private static func both(_ a: Double?, _ b: Double?) -> (Double, Double)? {
    guard let a, let b else { return nil }
    return (a, b)
  }
}
