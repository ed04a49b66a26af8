// The largest and the smallest elements: of a matrix, of its rows, of its columns, and their indices in a row. NaN if
// any element is NaN.

/// The largest of `rows` x `columns` elements, at least one.
@inline(never)
func maximum<T: KernelScalar>(_ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int) -> T {
  unsafe extreme(rows, columns, x, stride, isLeast: false)
}

/// The smallest of `rows` x `columns` elements, at least one.
@inline(never)
func minimum<T: KernelScalar>(_ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int) -> T {
  unsafe extreme(rows, columns, x, stride, isLeast: true)
}

/// y[i] := the largest element of row i.
@inline(never)
func rowMaxima<T: KernelScalar>(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int, _ y: UnsafeMutablePointer<T>
) {
  for i in 0..<rows { unsafe y[i] = extreme(1, columns, x + i &* stride, stride, isLeast: false) }
}

/// y[i] := the smallest element of row i.
@inline(never)
func rowMinima<T: KernelScalar>(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int, _ y: UnsafeMutablePointer<T>
) {
  for i in 0..<rows { unsafe y[i] = extreme(1, columns, x + i &* stride, stride, isLeast: true) }
}

/// y[j] := the largest element of column j; at least one row.
@inline(never)
func columnMaxima<T: KernelScalar>(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int, _ y: UnsafeMutablePointer<T>
) {
  unsafe columnExtremes(rows, columns, x, stride, y, isLeast: false)
}

/// y[j] := the smallest element of column j; at least one row.
@inline(never)
func columnMinima<T: KernelScalar>(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int, _ y: UnsafeMutablePointer<T>
) {
  unsafe columnExtremes(rows, columns, x, stride, y, isLeast: true)
}

/// indices[i] := the column of row i's largest element, the first of equals, or of its first NaN; 1 to 2^29 columns.
@inline(never)
func rowArgmax<T: KernelScalar>(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int, _ indices: UnsafeMutablePointer<Int>
) {
  unsafe places(rows, columns, x, stride, indices, isLeast: false)
}

/// indices[i] := the column of row i's smallest element, the first of equals, or of its first NaN; 1 to 2^29 columns.
@inline(never)
func rowArgmin<T: KernelScalar>(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int, _ indices: UnsafeMutablePointer<Int>
) {
  unsafe places(rows, columns, x, stride, indices, isLeast: true)
}

/// The largest element, or the smallest: that is the largest with all signs flipped, its own sign flipped back.
@inline(__always)
private func extreme<T: LaneScalar>(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int, isLeast: Bool
) -> T {
  let flip = bits(of: isLeast ? -0.0 : 0.0, T.Lanes.self)
  let (signBit, infinity) = (bits(of: -0.0, T.Lanes.self), bits(of: .infinity, T.Lanes.self))
  let filler = isLeast ? T.infinity : -.infinity
  var best = InlineArray<4, T.Lanes>(repeating: T.Lanes(repeating: -.infinity))
  // Negative in a lane that has seen a NaN, which comparing the elements themselves would miss.
  var special = T.Lanes.MaskStorage()
  for i in 0..<rows {
    let row = unsafe x + i &* stride
    var j = 0
    while columns &- j >= 64 {
      for part in 0..<4 {
        let lanes = bits(unsafe load(row + (j &+ 16 &* part)) as T.Lanes)
        special |= infinity &- (lanes & ~signBit)
        best[part] = T.larger(best[part], vector(lanes ^ flip))
      }
      j &+= 64
    }
    while j < columns {
      let lanes = bits(unsafe lanes(row + j, columns &- j, filler: filler))
      special |= infinity &- (lanes & ~signBit)
      best[0] = T.larger(best[0], vector(lanes ^ flip))
      j &+= 16
    }
  }
  let largest = T.maximum(T.larger(T.larger(best[0], best[1]), T.larger(best[2], best[3])))
  // All bits set are a NaN, and a sum with a NaN is NaN.
  let notNumbers = T.sum(vector(signs(special)))
  return notNumbers.isNaN ? .nan : (isLeast ? -largest : largest)
}

@inline(__always)
private func columnExtremes<T: KernelScalar>(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int, _ y: UnsafeMutablePointer<T>, isLeast: Bool
) {
  @inline(__always)
  func extremes(_ a: T.Vector, _ b: T.Vector) -> T.Vector { T.extremes(a, b, isLeast: isLeast) }
  unsafe y.update(from: x, count: columns)
  for i in 1..<max(rows, 1) { unsafe combine(T.Vector.self, columns, y, 1, x + i &* stride, 1, y, extremes) }
}

/// The index of each row's largest element, or smallest, the first of equals; or that of its first NaN.
@inline(__always)
private func places<T: LaneScalar>(
  _ rows: Int, _ columns: Int, _ x: UnsafePointer<T>, _ stride: Int, _ places: UnsafeMutablePointer<Int>, isLeast: Bool
) {
  // 16 in the first lane, 1 in the last: the largest remaining weight identifies the first lane.
  var weights = T.Lanes()
  for lane in 0..<16 { weights[lane] = T(16 &- lane) }
  let sign: T = isLeast ? -1 : 1
  for i in 0..<rows {
    let row = unsafe x + i &* stride
    let place = unsafe columns <= 16 ? shortPlace(columns, row, sign, weights) : longPlace(columns, row, sign, weights)
    unsafe places[i] = place ?? firstNaN(columns, row)
  }
}

@inline(__always)
private func firstNaN<T: LaneScalar>(_ columns: Int, _ x: UnsafePointer<T>) -> Int {
  var j = 0
  while j < columns &- 1, unsafe !x[j].isNaN { j &+= 1 }
  return j
}

/// The index of the first of the largest of up to 16 elements times `sign`; nil where one is NaN.
///
/// For 10 elements the form below takes 1.4 to 2.9 times as long (AMD Zen 5, each instruction set and scalar).
@inline(__always)
private func shortPlace<T: LaneScalar>(
  _ columns: Int, _ x: UnsafePointer<T>, _ sign: T, _ weights: T.Lanes
) -> Int? {
  let lanes = unsafe lanes(x, columns, filler: -.infinity * sign) * sign
  // A NaN is not equal to itself.
  if T.sum(T.matches(lanes, lanes)) < 16 { return nil }
  return 16 &- T.integer(T.maximum(T.matches(lanes, T.Lanes(repeating: T.maximum(lanes))) * weights))
}

/// The same for up to 2^29 elements: each of 32 lanes keeps its largest element and the index of the first block of 32
/// columns that has it; Float counts 2^24 blocks.
@inline(__always)
private func longPlace<T: LaneScalar>(
  _ columns: Int, _ x: UnsafePointer<T>, _ sign: T, _ weights: T.Lanes
) -> Int? {
  var (best, otherBest) = (T.Lanes(repeating: -.infinity), T.Lanes(repeating: -.infinity))
  var (block, otherBlock, notNumbers) = (T.Lanes(), T.Lanes(), T.Lanes())
  var (j, number) = (0, T.Lanes())
  while columns &- j >= 32 {
    let (first, second) = unsafe (load(x + j) as T.Lanes, load(x + (j &+ 16)) as T.Lanes)
    T.keepLarger(&best, &block, &notNumbers, first * sign, number)
    T.keepLarger(&otherBest, &otherBlock, &notNumbers, second * sign, number)
    number += 1
    j &+= 32
  }
  if j < columns {
    let first = unsafe lanes(x + j, columns &- j, filler: -.infinity * sign)
    T.keepLarger(&best, &block, &notNumbers, first * sign, number)
  }
  if columns &- j > 16 {
    let second = unsafe lanes(x + (j &+ 16), columns &- j &- 16, filler: -.infinity * sign)
    T.keepLarger(&otherBest, &otherBlock, &notNumbers, second * sign, number)
  }
  if T.sum(notNumbers).isNaN { return nil }
  let largest = T.Lanes(repeating: T.maximum(T.larger(best, otherBest)))
  let (wins, otherWins) = (T.matches(best, largest), T.matches(otherBest, largest))
  // The first block among those with the largest element, then the first lane among those of that block.
  let far = T.Lanes(repeating: T(1 << 24))
  let firstBlock = T(1 << 24) - T.maximum(T.larger((far - block) * wins, (far - otherBlock) * otherWins))
  let hits = wins * T.matches(block, T.Lanes(repeating: firstBlock)) * weights
  let otherHits = otherWins * T.matches(otherBlock, T.Lanes(repeating: firstBlock)) * weights
  let lane = T.maximum(hits)
  return 32 &* T.integer(firstBlock) &+ (lane > 0 ? 16 &- T.integer(lane) : 32 &- T.integer(T.maximum(otherHits)))
}
