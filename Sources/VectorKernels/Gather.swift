// Rows of a data set, picked by index, into the rows of a batch.

/// x := the rows of `bytes` (`columns` each) at `indices`, divided by `divisor`.
@inline(never)
package func gather(
  _ count: Int, _ indices: UnsafePointer<Int>, _ columns: Int, _ bytes: UnsafePointer<UInt8>, divisor: Float,
  _ x: UnsafeMutablePointer<Float>, _ stride: Int
) {
  for i in 0..<count {
    let (source, row) = unsafe (bytes + indices[i] &* columns, x + i &* stride)
    for j in 0..<columns { unsafe row[j] = Float(source[j]) / divisor }
  }
}

@inline(never)
package func gather(
  _ count: Int, _ indices: UnsafePointer<Int>, _ columns: Int, _ bytes: UnsafePointer<UInt8>, divisor: Double,
  _ x: UnsafeMutablePointer<Double>, _ stride: Int
) {
  for i in 0..<count {
    let (source, row) = unsafe (bytes + indices[i] &* columns, x + i &* stride)
    for j in 0..<columns { unsafe row[j] = Double(source[j]) / divisor }
  }
}

/// t := for each index, a row of zeros with a one in the column that its label names.
@inline(never)
package func gatherOneHot(
  _ count: Int, _ indices: UnsafePointer<Int>, _ columns: Int, _ labels: UnsafePointer<Int>,
  _ t: UnsafeMutablePointer<Float>, _ stride: Int
) {
  for i in 0..<count {
    let (label, row) = unsafe (labels[indices[i]], t + i &* stride)
    for j in 0..<columns { unsafe row[j] = j == label ? 1 : 0 }
  }
}

@inline(never)
package func gatherOneHot(
  _ count: Int, _ indices: UnsafePointer<Int>, _ columns: Int, _ labels: UnsafePointer<Int>,
  _ t: UnsafeMutablePointer<Double>, _ stride: Int
) {
  for i in 0..<count {
    let (label, row) = unsafe (labels[indices[i]], t + i &* stride)
    for j in 0..<columns { unsafe row[j] = j == label ? 1 : 0 }
  }
}
