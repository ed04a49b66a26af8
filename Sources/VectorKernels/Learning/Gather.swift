// Gathers rows of a data set by index into a batch.

import CInstructionSet

/// x := the rows of `bytes` (`columns` each) at `indices`, divided by `divisor`.
///
/// The quotients are correctly rounded.
///
/// With a multiply-add they are b high + b low, where high + low is 1 / divisor to twice the precision: this takes a
/// sixth of the time of a division. The error of the sum is at most 2^-47 of it for `Float`. For a divisor of few bits,
/// the quotient of a byte is at least 2^-41 away from the midpoint between two numbers, so the error cannot change the
/// rounding.
@inline(never)
func gather<T: KernelScalar>(
  _ count: Int, _ indices: UnsafePointer<Int>, _ columns: Int, _ bytes: UnsafePointer<UInt8>, divisor: T,
  _ x: UnsafeMutablePointer<T>, _ stride: Int
) {
  let isShort = divisor > 0 && divisor <= 65536 && divisor.rounded() == divisor
  let high = 1 / divisor
  let low = hasMultiplyAdd ? (1 as T).addingProduct(-high, divisor) / divisor : 0
  for i in 0..<count {
    if i &+ 2 < count { unsafe prefetchRow(columns, bytes + indices[i &+ 2] &* columns) }
    let (source, row) = unsafe (bytes + indices[i] &* columns, x + i &* stride)
    if hasMultiplyAdd && isShort {
      for j in 0..<columns {
        let value = unsafe T(Int(source[j]))
        unsafe row[j] = (value * low).addingProduct(value, high)
      }
    } else {
      for j in 0..<columns { unsafe row[j] = T(Int(source[j])) / divisor }
    }
  }
}

/// Prefetches the bytes of a later row: rows are scattered over memory, and waiting for them took half of the time.
@inline(__always)
private func prefetchRow(_ columns: Int, _ row: UnsafePointer<UInt8>) {
  var line = 0
  while line < columns {
    unsafe cinstructionset_prefetch(row + line)
    line &+= 64
  }
}

/// t := one-hot rows: for each index a one in the column of its label, zeros elsewhere.
@inline(never)
func gatherOneHot<T: KernelScalar>(
  _ count: Int, _ indices: UnsafePointer<Int>, _ columns: Int, _ labels: UnsafePointer<Int>,
  _ t: UnsafeMutablePointer<T>, _ stride: Int
) {
  for i in 0..<count {
    let (label, row) = unsafe (labels[indices[i]], t + i &* stride)
    for j in 0..<columns { unsafe row[j] = j == label ? 1 : 0 }
  }
}
