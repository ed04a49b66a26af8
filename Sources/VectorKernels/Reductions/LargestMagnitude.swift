// Without their sign, the bits of floating-point numbers are ordered as the numbers are, NaN above infinity: one pass
// over them finds both the largest magnitude and whether all are finite.

/// The largest |x| of `rows` x `columns` elements; 0 for none, NaN where one is NaN.
@inline(never)
package func largestMagnitude(_ rows: Int, _ columns: Int, _ x: UnsafePointer<Float>, _ stride: Int) -> Float {
  unsafe largest(rows, x, stride) { _ in columns }
}

@inline(never)
package func largestMagnitude(_ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ stride: Int) -> Double {
  unsafe largest(rows, x, stride) { _ in columns }
}

/// The largest |x| on and below the diagonal of `order` x `order` elements; 0 for none, NaN where one is NaN.
@inline(never)
package func largestMagnitudeInTriangle(_ order: Int, _ x: UnsafePointer<Float>, _ stride: Int) -> Float {
  unsafe largest(order, x, stride) { $0 &+ 1 }
}

@inline(never)
package func largestMagnitudeInTriangle(_ order: Int, _ x: UnsafePointer<Double>, _ stride: Int) -> Double {
  unsafe largest(order, x, stride) { $0 &+ 1 }
}

@inline(__always)
private func largest(_ rows: Int, _ x: UnsafePointer<Float>, _ stride: Int, _ columns: (Int) -> Int) -> Float {
  let mask = SIMD16<Int32>(repeating: .max)
  let largest = unsafe largestBits(rows, x, stride, columns) { (best: SIMD16<Int32>, lanes: SIMD16<Float>) in
    let magnitude = bits(lanes) & mask
    return best.replacing(with: magnitude, where: magnitude .> best)
  }
  return Float(bitPattern: UInt32(bitPattern: largest))
}

@inline(__always)
private func largest(_ rows: Int, _ x: UnsafePointer<Double>, _ stride: Int, _ columns: (Int) -> Int) -> Double {
  let mask = SIMD16<Int64>(repeating: .max)
  let largest = unsafe largestBits(rows, x, stride, columns) { (best: SIMD16<Int64>, lanes: SIMD16<Double>) in
    let magnitude = bits(lanes) & mask
    return best.replacing(with: magnitude, where: magnitude .> best)
  }
  return Double(bitPattern: UInt64(bitPattern: largest))
}

/// The largest lane of `larger(best, lanes)` over the first `columns(i)` elements of each row i. The caller's closure
/// compares vectors of a concrete type: generic ones are compared lane by lane, 20 ns an element.
@inline(__always)
private func largestBits<V: SIMD & BitwiseCopyable>(
  _ rows: Int, _ x: UnsafePointer<V.Scalar>, _ stride: Int, _ columns: (Int) -> Int,
  _ larger: (V.MaskStorage, V) -> V.MaskStorage
) -> V.MaskStorage.Scalar where V.Scalar: BinaryFloatingPoint {
  var best = V.MaskStorage()
  for i in 0..<rows {
    let (row, count) = unsafe (x + i &* stride, columns(i))
    var j = 0
    while count &- j >= V.scalarCount {
      best = larger(best, unsafe load(row + j))
      j &+= V.scalarCount
    }
    if j < count { best = larger(best, unsafe loadPrefix(row + j, count &- j)) }
  }
  var largest = best[0]
  for lane in 1..<V.scalarCount where best[lane] > largest { largest = best[lane] }
  return largest
}
