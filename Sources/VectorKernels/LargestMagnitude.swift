/// The largest |x| of `rows` x `columns` elements; 0 of none, NaN where one is NaN.
///
/// Without their sign the bits of floating-point numbers are ordered as the numbers are, NaN above infinity.
@inline(never)
package func largestMagnitude(_ rows: Int, _ columns: Int, _ x: UnsafePointer<Float>, _ stride: Int) -> Float {
  Float(bitPattern: unsafe largestBits(SIMD16<UInt32>.self, rows, columns, x, stride))
}

@inline(never)
package func largestMagnitude(_ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ stride: Int) -> Double {
  Double(bitPattern: unsafe largestBits(SIMD16<UInt64>.self, rows, columns, x, stride))
}

@inline(__always)
private func largestBits<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ rows: Int, _ columns: Int, _ x: UnsafeRawPointer, _ stride: Int
) -> V.Scalar where V.Scalar: FixedWidthInteger & UnsignedInteger & BitwiseCopyable {
  let size = MemoryLayout<V.Scalar>.size
  let mask = V(repeating: V.Scalar.max &>> 1)
  var best = V()
  for i in 0..<rows {
    let row = unsafe x + i &* stride &* size
    var j = 0
    while columns &- j >= V.scalarCount {
      let bits = unsafe (row + j &* size).loadUnaligned(as: V.self) & mask
      best.replace(with: bits, where: bits .> best)
      j &+= V.scalarCount
    }
    for q in 0..<(columns &- j) {
      let bits = unsafe (row + (j &+ q) &* size).loadUnaligned(as: V.Scalar.self) & mask[0]
      if bits > best[q] { best[q] = bits }
    }
  }
  var largest = best[0]
  for lane in 1..<V.scalarCount where best[lane] > largest { largest = best[lane] }
  return largest
}
