// Without their sign, the bits of floating-point numbers are ordered as the numbers are, NaN above infinity: one pass
// over them finds both the largest magnitude and whether all are finite.

/// The largest |x| of `rows` x `columns` elements; 0 for none, NaN where one is NaN.
@inline(never)
func largestMagnitude<T: KernelScalar>(_ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int) -> T {
  unsafe largest(rows, x, stride) { _ in columns }
}

/// The largest |x| on and below the diagonal of `order` x `order` elements; 0 for none, NaN where one is NaN.
@inline(never)
func largestMagnitudeInTriangle<T: KernelScalar>(_ order: Int, _ x: UnsafePointer<T>, _ stride: Int) -> T {
  unsafe largest(order, x, stride) { $0 &+ 1 }
}

/// The largest magnitude among the first `columns(i)` elements of each row i.
@inline(__always)
private func largest<T: LaneScalar>(_ rows: Int, _ x: UnsafePointer<T>, _ stride: Int, _ columns: (Int) -> Int) -> T {
  let magnitudes = T.Lanes.MaskStorage(repeating: .max)
  var best = T.Lanes.MaskStorage()
  for i in 0..<rows {
    let (row, count) = unsafe (x + i &* stride, columns(i))
    var j = 0
    while count &- j >= 16 {
      best = T.larger(best, bits(unsafe load(row + j) as T.Lanes) & magnitudes)
      j &+= 16
    }
    if j < count { best = T.larger(best, bits(unsafe loadPrefix(row + j, count &- j) as T.Lanes) & magnitudes) }
  }
  var largest = best[0]
  for lane in 1..<16 where best[lane] > largest { largest = best[lane] }
  return (vector(T.Lanes.MaskStorage(repeating: largest)) as T.Lanes)[0]
}
