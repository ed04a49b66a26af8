/// The singular values of an upper bidiagonal matrix B without vectors, in Double for every scalar, with one division
/// and no square root for each element.
///
/// A sweep replaces B by a B1 with B1' B1 = B B' - shift. While it waits for its divisions, it also sums up the traces
/// of (B1' B1)^-1 and of its square. From these follows Laguerre's bound of the smallest value, which exceeds it only
/// by rounding and is the next shift. So few sweeps have to be repeated, and convergence is cubic. An element of the
/// superdiagonal is set to zero if that changes a value by less than a rounding of it, or of the largest.
///
/// - Note: Fernando & Parlett 1994, "Accurate singular values and differential qd algorithms", Numer. Math. 67; Parlett &
///   Marques 2000, "An implementation of the dqds algorithm", Linear Algebra Appl. 309; the sums and their shift: von Matt
///   1997, "The orthogonal qd-algorithm", SIAM J. Sci. Comput. 18(4).
@safe struct QuotientDifference {
  /// The squares of the diagonal and superdiagonal, and where a sweep writes them.
  private var (q, e): (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>)
  private var (newQ, newE): (UnsafeMutablePointer<Double>, UnsafeMutablePointer<Double>)
  /// The squares of the relative and absolute errors that a dropped element may cause.
  private let relative: Double
  private let absolute: Double
  private let unit: Double
  /// The remaining number of sweeps: a value takes about three.
  private var patience: Int
  private var values: [Double] = []

  /// The unsorted values of the matrix with this diagonal and superdiagonal, which has as many elements, the last of
  /// them 0; nil if they did not converge. The largest element is near 1.
  ///
  /// - Parameter unit: the relative error of a rounding of the results.
  static func values(diagonal: [Double], above: [Double], unit: Double) -> [Double]? {
    let n = diagonal.count
    // In bounds: four rows of n elements.
    return unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: 4 * n) { memory in
      guard let base = memory.baseAddress else { return [] }
      for i in 0..<n {
        unsafe base[i] = diagonal[i] * diagonal[i]
        unsafe base[n + i] = above[i] * above[i]
      }
      var matrix = unsafe QuotientDifference(base, n, unit: unit)
      return matrix.converge(Block(start: 0, end: n)) ? matrix.values : nil
    }
  }

  @unsafe private init(_ memory: UnsafeMutablePointer<Double>, _ n: Int, unit: Double) {
    unsafe (q, e, newQ, newE) = (memory, memory + n, memory + 2 * n, memory + 3 * n)
    self.unit = unit
    (relative, absolute, patience) = (4 * unit * unit, unit * unit / 16, 30 * n + 30)
    values.reserveCapacity(n)
  }

  private mutating func converge(_ whole: Block) -> Bool {
    var waiting = [whole]
    while var block = waiting.popLast() {
      reverse(block)
      while block.count > 2 {
        guard let cut = cut(block) else {
          guard sweep(&block) else { return false }
          continue
        }
        var upper = block
        upper.end = cut + 1
        if cut == block.end - 2 {
          solve(Block(start: cut + 1, end: block.end, shift: block.shift, rest: block.rest))
          block = upper
        } else {
          keep(upper)
          waiting.append(upper)
          block.start = cut + 1
        }
      }
      solve(block)
    }
    return true
  }

  /// The last row that is not coupled to the next, up to negligible elements.
  private func cut(_ block: Block) -> Int? {
    if block.above > Swift.max(absolute, unit * 16) { return nil }
    // In bounds: i + 1 is a row.
    return (block.start..<block.end - 1).last { i in unsafe isNegligible(e[i], q[i], q[i + 1], block.shift) }
  }

  /// Whether an element between two diagonal ones is negligible, given their squares: it is small beside a value or the
  /// largest one, or its products, the off-diagonal elements of B B' and of B' B, are.
  private func isNegligible(_ above: Double, _ first: Double, _ second: Double, _ shift: Double) -> Bool {
    if above <= Swift.max(absolute, relative * (shift + Swift.max(first, second))) { return true }
    let limit = unit / 8 * shift
    return above <= limit && above * Swift.min(first, second) <= limit * limit
  }

  /// The values of one row or two.
  private mutating func solve(_ block: Block) {
    let i = block.start
    // In bounds: the rows of the block.
    if block.count == 1 { return values.append(block.value(unsafe q[i])) }
    if block.count == 0 { return }
    let (first, between, second) = unsafe (Swift.max(q[i], q[i + 1]), e[i], Swift.min(q[i], q[i + 1]))
    let difference = first - second + between
    let larger =
      (first + second + between + (difference * difference + 4 * between * second).squareRoot()) / 2
    values.append(block.value(larger))
    values.append(block.value(larger > 0 ? first * (second / larger) : 0))
  }

  /// Reverses a block whose small elements come first: values are deflated at its end.
  private func reverse(_ block: Block) {
    let (first, last) = (block.start, block.end - 1)
    // In bounds: rows of the block.
    if block.count < 2 { return }
    if unsafe q[first] >= q[last] { return }
    for k in 0..<block.count / 2 { unsafe swap(&q[first + k], &q[last - k]) }
    for k in 0..<(block.count - 1) / 2 { unsafe swap(&e[first + k], &e[last - 1 - k]) }
  }

  /// Copies a waiting block to where the sweeps of other blocks may leave the matrix.
  private func keep(_ block: Block) {
    let count = block.count
    // In bounds: the rows of the block.
    unsafe (newQ + block.start).update(from: q + block.start, count: count)
    unsafe (newE + block.start).update(from: e + block.start, count: count)
  }

  /// One sweep, with the bound as its shift or, if that makes a square negative, with a smaller one; returns whether
  /// sweeps were left.
  private mutating func sweep(_ block: inout Block) -> Bool {
    var shift = block.bound
    while patience > 0 {
      patience -= 1
      let (least, last) = transform(&block, shift)
      if shift == 0 || (least >= 0 && last >= 0) {
        block.add(shift)
        unsafe swap(&q, &newQ)
        unsafe swap(&e, &newE)
        return true
      }
      // If only the last square is negative, it shows by how much the shift was too large.
      let late = (shift + last) * (1 - 0x1p-46)
      shift = least > 0 && late > 0 && late < shift ? late : shift < 0x1p-1000 ? 0 : shift / 16
    }
    return false
  }

  /// Computes B1 for a shift, and the bound of its values; returns the least intermediate square except the last, and
  /// the last.
  private func transform(_ block: inout Block, _ shift: Double) -> (least: Double, last: Double) {
    let (start, end) = (block.start, block.end)
    var d = unsafe q[start] - shift
    var (least, smallest, previous) = (d, Double.infinity, 0.0)
    // For a row of the inverse: the sums of squares, and of squares of products with the rows before.
    var (own, others) = (0.0, 0.0)
    var traces = Traces()
    // In bounds: the rows of the block.
    for i in start..<end - 1 {
      let (between, next) = unsafe (e[i], q[i + 1])
      let sum = d + between
      let inverse = 1 / sum
      let above = between * (next * inverse)
      unsafe (newQ[i], newE[i]) = (sum, above)
      others = previous * inverse * (others + own * own)
      own = (1 + previous * own) * inverse
      traces.inverse += own
      traces.square += own * own + 2 * others
      previous = above
      least = d < least ? d : least
      smallest = above < smallest ? above : smallest
      d = (d * next) * inverse - shift
    }
    unsafe (newQ[end - 1], newE[end - 1]) = (d, 0)
    let inner = traces.bound(end - start - 1)
    let inverse = 1 / d
    others = previous * inverse * (others + own * own)
    own = (1 + previous * own) * inverse
    traces.inverse += own
    traces.square += own * own + 2 * others
    block.above = smallest
    // If the last value has converged, the bound is that of the others.
    let isFound = unsafe isNegligible(previous, newQ[end - 2], d, block.shift + shift)
    block.bound = isFound ? inner : traces.bound(end - start)
    return (least, d)
  }
}
