// Rows of a data set, picked by index, into the rows of a batch.

import CInstructionSet

/// x := the rows of `bytes` (`columns` each) at `indices`, divided by `divisor`.
@inline(never)
package func gather(
  _ count: Int, _ indices: UnsafePointer<Int>, _ columns: Int, _ bytes: UnsafePointer<UInt8>, divisor: Float,
  _ x: UnsafeMutablePointer<Float>, _ stride: Int
) {
  unsafe gatherRows(count, indices, columns, bytes, divisor, x, stride) { Float($0) }
}

@inline(never)
package func gather(
  _ count: Int, _ indices: UnsafePointer<Int>, _ columns: Int, _ bytes: UnsafePointer<UInt8>, divisor: Double,
  _ x: UnsafeMutablePointer<Double>, _ stride: Int
) {
  unsafe gatherRows(count, indices, columns, bytes, divisor, x, stride) { Double($0) }
}

/// Each quotient is rounded once.
///
/// With a multiply-add as b high + b low, where high + low is 1 / divisor with twice the bits: a sixth of the time of a
/// division. For a divisor of few bits no quotient of a byte lies so near to the middle between two numbers that the
/// error of that, at most 2^-47 of it for `Float`, could take it to the other side: it is at least 2^-41 away.
@inline(__always)
private func gatherRows<T: BinaryFloatingPoint>(
  _ count: Int, _ indices: UnsafePointer<Int>, _ columns: Int, _ bytes: UnsafePointer<UInt8>, _ divisor: T,
  _ x: UnsafeMutablePointer<T>, _ stride: Int, _ convert: (UInt8) -> T
) {
  let isShort = divisor > 0 && divisor <= 65536 && divisor.rounded() == divisor
  let high = 1 / divisor
  let low = hasMultiplyAdd ? (1 as T).addingProduct(-high, divisor) / divisor : 0
  for i in 0..<count {
    if i &+ 2 < count { unsafe prefetchRow(columns, bytes + indices[i &+ 2] &* columns) }
    let (source, row) = unsafe (bytes + indices[i] &* columns, x + i &* stride)
    if hasMultiplyAdd && isShort {
      for j in 0..<columns {
        let value = unsafe convert(source[j])
        unsafe row[j] = (value * low).addingProduct(value, high)
      }
    } else {
      for j in 0..<columns { unsafe row[j] = convert(source[j]) / divisor }
    }
  }
}

/// Asks for the bytes of a row to come: rows lie scattered over memory, and waiting for them took half of the time.
@inline(__always)
private func prefetchRow(_ columns: Int, _ row: UnsafePointer<UInt8>) {
  var line = 0
  while line < columns {
    unsafe cinstructionset_prefetch(row + line)
    line &+= 64
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
