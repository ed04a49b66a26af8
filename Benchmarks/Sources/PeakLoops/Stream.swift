// How fast memory that is at hand can be read: whole vectors, one after the other, nothing else to do.

/// Vectors that are read in one turn of the loop: additions take 4 cycles, and two loads can begin in each.
package let vectorsPerTurn = 8

/// The sum of `count` Floats.
///
/// - Precondition: `count` is a multiple of `vectorsPerTurn` vectors.
@inline(never)
package func sum(_ count: Int, _ values: UnsafePointer<Float>) -> Float {
  var sums = InlineArray<8, FloatVector>(repeating: FloatVector())
  var index = 0
  while index < count {
    for i in 0..<vectorsPerTurn {
      // In bounds: `count` is a multiple of what one turn reads.
      let start = unsafe values + (index &+ i &* FloatVector.scalarCount)
      sums[i] += unsafe UnsafeRawPointer(start).loadUnaligned(as: FloatVector.self)
    }
    index &+= vectorsPerTurn &* FloatVector.scalarCount
  }
  var total = FloatVector()
  for i in 0..<vectorsPerTurn { total += sums[i] }
  var result: Float = 0
  for i in 0..<FloatVector.scalarCount { result += total[i] }
  return result
}
