// How fast memory that is at hand can be read: whole vectors, one after the other, nothing else to do.

/// Vectors that are read in one turn of the loop: additions take 4 cycles, and two loads can begin in each.
private typealias Turn<V> = InlineArray<8, V>
package let vectorsPerTurn = 8

/// The sum of `count` Floats.
///
/// - Precondition: `count` is a multiple of `vectorsPerTurn` vectors.
@inline(never)
package func sum(_ count: Int, _ values: UnsafePointer<Float>) -> Float {
  unsafe sum(FloatVector.self, count, values)
}

/// The sum of `count` Doubles.
@inline(never)
package func sum(_ count: Int, _ values: UnsafePointer<Double>) -> Double {
  unsafe sum(DoubleVector.self, count, values)
}

@inline(__always)
private func sum<V: SIMD & BitwiseCopyable>(_: V.Type, _ count: Int, _ values: UnsafePointer<V.Scalar>) -> V.Scalar
where V.Scalar: BinaryFloatingPoint {
  var sums = Turn<V>(repeating: V())
  var index = 0
  while index < count {
    for i in 0..<vectorsPerTurn {
      // In bounds: `count` is a multiple of what one turn reads.
      let vector = unsafe UnsafeRawPointer(values + (index &+ i &* V.scalarCount)).loadUnaligned(as: V.self)
      sums[i] += vector
    }
    index &+= vectorsPerTurn &* V.scalarCount
  }
  var total = V()
  for i in 0..<vectorsPerTurn { total += sums[i] }
  var result: V.Scalar = 0
  for i in 0..<V.scalarCount { result += total[i] }
  return result
}
