// A matrix to one number, or each of its columns to one. The order is fixed and the same on every instruction set:
// 16 lanes, element (i, j) in lane j mod 16, each lane an ascending chain over rows, then columns, at the end folded.

/// The lanes of a sum. In Double for both scalars: a sum of a million Floats is exact to half a unit of its last place.
private typealias SumLanes = SIMD16<Double>

/// The sum of `rows` x `columns` elements, in Double.
@inline(never)
package func sum(_ rows: Int, _ columns: Int, _ x: UnsafePointer<Float>, _ stride: Int) -> Double {
  unsafe total(rows, columns, x, stride) { Double($0) }
}

@inline(never)
package func sum(_ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ stride: Int) -> Double {
  unsafe total(rows, columns, x, stride) { $0 }
}

@inline(__always)
private func total<T: BinaryFloatingPoint>(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int, _ wide: (T) -> Double
) -> Double {
  let width = SumLanes.scalarCount
  var sums = SumLanes()
  for i in 0..<rows {
    let row = unsafe x + i &* stride
    var j = 0
    while columns &- j >= width {
      var part = SumLanes()
      for q in 0..<width { unsafe part[q] = wide(row[j &+ q]) }
      sums += part
      j &+= width
    }
    for q in 0..<(columns &- j) { unsafe sums[q] += wide(row[j &+ q]) }
  }
  let eight = sums.lowHalf + sums.highHalf
  let four = eight.lowHalf + eight.highHalf
  let two = four.lowHalf + four.highHalf
  return two[0] + two[1]
}

/// sums[j] := the sum of column j in Double, one ascending chain over rows.
@inline(never)
package func columnSums(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<Float>, _ stride: Int, _ sums: UnsafeMutablePointer<Double>
) {
  for j in 0..<columns { unsafe sums[j] = 0 }
  for i in 0..<rows { for j in 0..<columns { unsafe sums[j] += Double(x[i &* stride &+ j]) } }
}

@inline(never)
package func columnSums(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ stride: Int, _ sums: UnsafeMutablePointer<Double>
) {
  for j in 0..<columns { unsafe sums[j] = 0 }
  for i in 0..<rows { for j in 0..<columns { unsafe sums[j] += x[i &* stride &+ j] } }
}

/// The largest of `rows` x `columns` elements, at least one; NaN where one of them is.
@inline(never)
package func maximum(_ rows: Int, _ columns: Int, _ x: UnsafePointer<Float>, _ stride: Int) -> Float {
  unsafe extreme(SIMD16<Float>.self, rows, columns, x, stride) { $0.replacing(with: $1, where: $1 .> $0 .| $1 .!= $1) }
}

@inline(never)
package func maximum(_ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ stride: Int) -> Double {
  unsafe extreme(SIMD16<Double>.self, rows, columns, x, stride) { $0.replacing(with: $1, where: $1 .> $0 .| $1 .!= $1) }
}

/// The smallest of `rows` x `columns` elements, at least one; NaN where one of them is.
@inline(never)
package func minimum(_ rows: Int, _ columns: Int, _ x: UnsafePointer<Float>, _ stride: Int) -> Float {
  unsafe extreme(SIMD16<Float>.self, rows, columns, x, stride) { $0.replacing(with: $1, where: $1 .< $0 .| $1 .!= $1) }
}

@inline(never)
package func minimum(_ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ stride: Int) -> Double {
  unsafe extreme(SIMD16<Double>.self, rows, columns, x, stride) { $0.replacing(with: $1, where: $1 .< $0 .| $1 .!= $1) }
}

/// The lanes of the best elements so far, `better(best, candidate)` after each vector, then folded by it.
@inline(__always)
private func extreme<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ rows: Int, _ columns: Int, _ x: UnsafePointer<V.Scalar>, _ stride: Int, _ better: (V, V) -> V
) -> V.Scalar where V.Scalar: FloatingPoint {
  var best = unsafe V(repeating: x[0])
  for i in 0..<rows {
    let row = unsafe x + i &* stride
    var j = 0
    while columns &- j >= V.scalarCount {
      best = unsafe better(best, load(row + j))
      j &+= V.scalarCount
    }
    if j < columns {
      var rest = unsafe V(repeating: row[j])
      for q in 1..<(columns &- j) { unsafe rest[q] = row[j &+ q] }
      best = better(best, rest)
    }
  }
  for lane in 1..<V.scalarCount { best = better(best, V(repeating: best[lane])) }
  return best[0]
}
