// Without their sign the bits of floating-point numbers are ordered as the numbers are, NaN above infinity: the largest of
// them tells both the largest magnitude and whether all are finite, in one pass.

/// The largest |x| of `rows` x `columns` elements; 0 of none, NaN where one is NaN.
@inline(never)
package func largestMagnitude(_ rows: Int, _ columns: Int, _ x: UnsafePointer<Float>, _ stride: Int) -> Float {
  let mask = SIMD16<Int32>(repeating: .max)
  let bits = unsafe largestBits(rows, columns, x, stride) { (best: SIMD16<Int32>, bits) in
    let magnitude = bits & mask
    return best.replacing(with: magnitude, where: magnitude .> best)
  }
  return Float(bitPattern: UInt32(bitPattern: bits))
}

@inline(never)
package func largestMagnitude(_ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ stride: Int) -> Double {
  let mask = SIMD16<Int64>(repeating: .max)
  let bits = unsafe largestBits(rows, columns, x, stride) { (best: SIMD16<Int64>, bits) in
    let magnitude = bits & mask
    return best.replacing(with: magnitude, where: magnitude .> best)
  }
  return Double(bitPattern: UInt64(bitPattern: bits))
}

/// The largest lane of `larger(best, bits)` over all elements. The caller's closure compares vectors of a type that it
/// names: of a generic one, lanes are compared one by one, 20 ns an element.
@inline(__always)
private func largestBits<V: SIMD & BitwiseCopyable>(
  _ rows: Int, _ columns: Int, _ x: UnsafeRawPointer, _ stride: Int, _ larger: (V, V) -> V
) -> V.Scalar where V.Scalar: FixedWidthInteger & BitwiseCopyable {
  let size = MemoryLayout<V.Scalar>.size
  var best = V()
  for i in 0..<rows {
    let row = unsafe x + i &* stride &* size
    var j = 0
    while columns &- j >= V.scalarCount {
      best = larger(best, unsafe (row + j &* size).loadUnaligned(as: V.self))
      j &+= V.scalarCount
    }
    if j < columns {
      var rest = V()
      for q in 0..<(columns &- j) { unsafe rest[q] = (row + (j &+ q) &* size).loadUnaligned(as: V.Scalar.self) }
      best = larger(best, rest)
    }
  }
  var largest = best[0]
  for lane in 1..<V.scalarCount where best[lane] > largest { largest = best[lane] }
  return largest
}
