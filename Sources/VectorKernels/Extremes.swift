// The largest and the smallest elements: of a matrix, of its rows, of its columns, and where they stand in a row.
// NaN where one of the elements is.

/// The largest of `rows` x `columns` elements, at least one.
@inline(never)
package func maximum(_ rows: Int, _ columns: Int, _ x: UnsafePointer<Float>, _ stride: Int) -> Float {
  unsafe extreme(rows, columns, x, stride, isLeast: false)
}

@inline(never)
package func maximum(_ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ stride: Int) -> Double {
  unsafe extreme(rows, columns, x, stride, isLeast: false)
}

/// The smallest of `rows` x `columns` elements, at least one.
@inline(never)
package func minimum(_ rows: Int, _ columns: Int, _ x: UnsafePointer<Float>, _ stride: Int) -> Float {
  unsafe extreme(rows, columns, x, stride, isLeast: true)
}

@inline(never)
package func minimum(_ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ stride: Int) -> Double {
  unsafe extreme(rows, columns, x, stride, isLeast: true)
}

/// y[i] := the largest element of row i.
@inline(never)
package func rowMaxima(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<Float>, _ stride: Int, _ y: UnsafeMutablePointer<Float>
) {
  for i in 0..<rows { unsafe y[i] = extreme(1, columns, x + i &* stride, stride, isLeast: false) }
}

@inline(never)
package func rowMaxima(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ stride: Int, _ y: UnsafeMutablePointer<Double>
) {
  for i in 0..<rows { unsafe y[i] = extreme(1, columns, x + i &* stride, stride, isLeast: false) }
}

/// y[i] := the smallest element of row i.
@inline(never)
package func rowMinima(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<Float>, _ stride: Int, _ y: UnsafeMutablePointer<Float>
) {
  for i in 0..<rows { unsafe y[i] = extreme(1, columns, x + i &* stride, stride, isLeast: true) }
}

@inline(never)
package func rowMinima(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ stride: Int, _ y: UnsafeMutablePointer<Double>
) {
  for i in 0..<rows { unsafe y[i] = extreme(1, columns, x + i &* stride, stride, isLeast: true) }
}

/// y[j] := the largest element of column j; at least one row.
@inline(never)
package func columnMaxima(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<Float>, _ stride: Int, _ y: UnsafeMutablePointer<Float>
) {
  unsafe columnExtremes(FloatVector.self, rows, columns, x, stride, y) {
    $0.replacing(with: $1, where: $1 .> $0 .| $1 .!= $1)
  }
}

@inline(never)
package func columnMaxima(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ stride: Int, _ y: UnsafeMutablePointer<Double>
) {
  unsafe columnExtremes(DoubleVector.self, rows, columns, x, stride, y) {
    $0.replacing(with: $1, where: $1 .> $0 .| $1 .!= $1)
  }
}

/// y[j] := the smallest element of column j; at least one row.
@inline(never)
package func columnMinima(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<Float>, _ stride: Int, _ y: UnsafeMutablePointer<Float>
) {
  unsafe columnExtremes(FloatVector.self, rows, columns, x, stride, y) {
    $0.replacing(with: $1, where: $1 .< $0 .| $1 .!= $1)
  }
}

@inline(never)
package func columnMinima(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ stride: Int, _ y: UnsafeMutablePointer<Double>
) {
  unsafe columnExtremes(DoubleVector.self, rows, columns, x, stride, y) {
    $0.replacing(with: $1, where: $1 .< $0 .| $1 .!= $1)
  }
}

/// winners[i] := the column of row i's largest element, the first of equals, or of its first NaN; at least one column.
@inline(never)
package func winners(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<Float>, _ stride: Int, _ winners: UnsafeMutablePointer<Int>
) {
  for i in 0..<rows { unsafe winners[i] = place(columns, x + i &* stride, isLeast: false) }
}

@inline(never)
package func winners(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ stride: Int, _ winners: UnsafeMutablePointer<Int>
) {
  for i in 0..<rows { unsafe winners[i] = place(columns, x + i &* stride, isLeast: false) }
}

/// losers[i] := the column of row i's smallest element, the first of equals, or of its first NaN; at least one column.
@inline(never)
package func losers(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<Float>, _ stride: Int, _ losers: UnsafeMutablePointer<Int>
) {
  for i in 0..<rows { unsafe losers[i] = place(columns, x + i &* stride, isLeast: true) }
}

@inline(never)
package func losers(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<Double>, _ stride: Int, _ losers: UnsafeMutablePointer<Int>
) {
  for i in 0..<rows { unsafe losers[i] = place(columns, x + i &* stride, isLeast: true) }
}

/// The largest element, or the smallest: that is the largest with the opposite signs, and its sign turned back.
@inline(__always)
private func extreme<T: LaneScalar>(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int, isLeast: Bool
) -> T {
  let turn = bits(of: isLeast ? -0.0 : 0.0, T.Lanes.self)
  let (signBit, infinity) = (bits(of: -0.0, T.Lanes.self), bits(of: .infinity, T.Lanes.self))
  let filler = isLeast ? T.infinity : -.infinity
  var best = InlineArray<4, T.Lanes>(repeating: T.Lanes(repeating: -.infinity))
  // Negative in a lane that has seen a NaN: comparing the elements themselves would pass it by.
  var special = T.Lanes.MaskStorage()
  for i in 0..<rows {
    let row = unsafe x + i &* stride
    var j = 0
    while columns &- j >= 64 {
      for part in 0..<4 {
        let lanes = bits(unsafe load(row + (j &+ 16 &* part)) as T.Lanes)
        special |= infinity &- (lanes & ~signBit)
        best[part] = T.larger(best[part], vector(lanes ^ turn))
      }
      j &+= 64
    }
    while j < columns {
      let lanes = bits(unsafe lanes(row + j, columns &- j, filler: filler))
      special |= infinity &- (lanes & ~signBit)
      best[0] = T.larger(best[0], vector(lanes ^ turn))
      j &+= 16
    }
  }
  let largest = T.maximum(T.larger(T.larger(best[0], best[1]), T.larger(best[2], best[3])))
  // All bits set are a NaN, which a sum keeps.
  let notNumbers = T.sum(vector(signs(special)))
  return notNumbers.isNaN ? .nan : (isLeast ? -largest : largest)
}

@inline(__always)
private func columnExtremes<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ rows: Int, _ columns: Int, _ x: UnsafePointer<V.Scalar>, _ stride: Int,
  _ y: UnsafeMutablePointer<V.Scalar>, _ better: (V, V) -> V
) where V.Scalar: FloatingPoint {
  unsafe y.update(from: x, count: columns)
  for i in 1..<max(rows, 1) { unsafe combine(V.self, columns, y, 1, x + i &* stride, 1, y, better) }
}

@inline(__always)
private func place<T: LaneScalar>(_ columns: Int, _ x: UnsafePointer<T>, isLeast: Bool) -> Int {
  let value = unsafe extreme(1, columns, x, columns, isLeast: isLeast)
  var j = 0
  if value.isNaN {
    while j < columns &- 1, unsafe !x[j].isNaN { j &+= 1 }
  } else {
    while j < columns &- 1, unsafe x[j] != value { j &+= 1 }
  }
  return j
}
