import Foundation

/// Seconds of one call, measured several times.
struct Samples: Equatable {
  /// In ascending order.
  let values: [Double]

  init(_ values: [Double]) { self.values = values.sorted() }

  /// The value in the middle, or the mean of the two; NaN of none.
  var median: Double { quantile(0.5) }

  /// The range that the middle half of the samples spans, over the median: 0.01 where they differ by 1%.
  var spread: Double { values.count > 1 ? (quantile(0.75) - quantile(0.25)) / median : 0 }

  /// The value below which a share of the samples lies, between neighbours in proportion; NaN of no samples.
  func quantile(_ share: Double) -> Double {
    guard let last = values.indices.last else { return .nan }
    let position = share * Double(last)
    let below = Int(position)
    let above = min(below + 1, last)
    return values[below] + (position - Double(below)) * (values[above] - values[below])
  }
}

/// The geometric mean, which treats a ratio and its inverse alike; NaN of no values.
func geometricMean(_ values: [Double]) -> Double {
  if values.isEmpty { return .nan }
  return exp(values.map { log($0) }.reduce(0, +) / Double(values.count))
}
