import Foundation

/// The middle of `values`, or the mean of the two in the middle; NaN of none.
func median(_ values: [Double]) -> Double {
  if values.isEmpty { return .nan }
  let sorted = values.sorted()
  return (sorted[(sorted.count - 1) / 2] + sorted[sorted.count / 2]) / 2
}

/// The geometric mean, which treats a ratio and its inverse alike; NaN of no values.
func geometricMean(_ values: [Double]) -> Double {
  if values.isEmpty { return .nan }
  return exp(values.map { log($0) }.reduce(0, +) / Double(values.count))
}
