/// The values of one measure over the epochs, for a chart.
struct Curve {
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

  /// The name before another word.
  var label: String { name.isEmpty ? "" : name + " " }

  /// Its class in the style sheet.
  var style: String {
    switch name {
    case "training": "train"
    case "validation": "validation"
    default: "test"
    }
  }
}
