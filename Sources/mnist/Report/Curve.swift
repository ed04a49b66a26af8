/// The values of one measure over the epochs, for a chart.
struct Curve {
  /// One value at one epoch.
  struct Point: Equatable {
    let epoch: Int
    let value: Double
  }

  /// Its name: "training", "validation" or "test"; empty if it is the only one.
  let name: String
  /// The finite values, in the order of epochs.
  let points: [Point]

  /// The curve of a measure; an epoch without a finite value has no point.
  init(_ name: String, _ values: [(epoch: Int, value: Double?)]) {
    self.name = name
    points = values.compactMap { epoch, value in
      value.flatMap { $0.isFinite ? Point(epoch: epoch, value: $0) : nil }
    }
  }

  /// Its class in the style sheet.
  var style: String {
    switch name {
    case "training": "train"
    case "validation": "validation"
    default: "test"
    }
  }

  /// At most about `count` points that look like all of them: the lowest and the highest of each stretch, and the first
  /// and the last of all.
  func thinned(to count: Int) -> [Point] {
    guard points.count > count, count >= 4, let first = points.first, let last = points.last else { return points }
    let stretches = count / 2 - 1
    var kept = [first]
    for stretch in 0..<stretches {
      let part = points[(stretch * points.count / stretches)..<((stretch + 1) * points.count / stretches)]
      guard let low = part.min(by: { $0.value < $1.value }), let high = part.max(by: { $0.value < $1.value }) else {
        continue
      }
      for point in low.epoch <= high.epoch ? [low, high] : [high, low] where point.epoch > kept[kept.count - 1].epoch {
        kept.append(point)
      }
    }
    if kept[kept.count - 1] != last { kept.append(last) }
    return kept
  }
}
