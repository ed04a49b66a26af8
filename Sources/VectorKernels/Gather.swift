// Rows of a data set, picked by index, into the rows of a batch.

import CInstructionSet

/// x := the rows of `bytes` (`columns` each) at `indices`, divided by `divisor`.
@inline(never)
package func gather(
  _ count: Int, _ indices: UnsafePointer<Int>, _ columns: Int, _ bytes: UnsafePointer<UInt8>, divisor: Float,
  _ x: UnsafeMutablePointer<Float>, _ stride: Int
) {
  for i in 0..<count {
    unsafe prefetchRow(columns, bytes, indices, i &+ 2, count)
    unsafe scaleRow(columns, bytes + indices[i] &* columns, divisor, x + i &* stride) { Float($0) }
  }
}

@inline(never)
package func gather(
  _ count: Int, _ indices: UnsafePointer<Int>, _ columns: Int, _ bytes: UnsafePointer<UInt8>, divisor: Double,
  _ x: UnsafeMutablePointer<Double>, _ stride: Int
) {
  for i in 0..<count {
    unsafe prefetchRow(columns, bytes, indices, i &+ 2, count)
    unsafe scaleRow(columns, bytes + indices[i] &* columns, divisor, x + i &* stride) { Double($0) }
  }
}

/// Asks for the bytes of a row to come: rows lie scattered over memory, and waiting for them took half of the time.
@inline(__always)
private func prefetchRow(
  _ columns: Int, _ bytes: UnsafePointer<UInt8>, _ indices: UnsafePointer<Int>, _ i: Int, _ count: Int
) {
  if i >= count { return }
  let row = unsafe bytes + indices[i] &* columns
  for line in stride(from: 0, to: columns, by: 64) { unsafe cinstructionset_prefetch(row + line) }
}

/// row := source / divisor, each quotient rounded once.
///
/// With a multiply-add, from the reciprocal and one correction, which is the correctly rounded quotient (Markstein,
/// IBM Journal of Research and Development 34, 1990) and takes a third of the time of a division.
@inline(__always)
private func scaleRow<T: BinaryFloatingPoint>(
  _ count: Int, _ source: UnsafePointer<UInt8>, _ divisor: T, _ row: UnsafeMutablePointer<T>, _ convert: (UInt8) -> T
) {
  // Beyond these no intermediate result is exact enough: it may be subnormal or infinite.
  let isOrdinary = divisor.magnitude >= 0x1p-60 && divisor.magnitude <= 0x1p60
  if hasMultiplyAdd && isOrdinary {
    let reciprocal = 1 / divisor
    for j in 0..<count {
      let value = unsafe convert(source[j])
      let quotient = value * reciprocal
      let remainder = value.addingProduct(-quotient, divisor)
      unsafe row[j] = quotient.addingProduct(remainder, reciprocal)
    }
  } else {
    for j in 0..<count { unsafe row[j] = convert(source[j]) / divisor }
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
