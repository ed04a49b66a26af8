/// The singular values of a matrix that is zero except for its first row z and its diagonal (z_0, d_1, d_2, ...): the
/// roots lambda = sigma^2 of 1 + sum z_j^2 / (d_j^2 - lambda), one between each two poles and one above them.
///
/// A root is represented by the closest pole and the offset of lambda from its square, which is computed to the last
/// digits, so that its distances from all poles have small relative errors.
///
/// - Note: Gu & Eisenstat 1995, "A divide-and-conquer algorithm for the bidiagonal SVD", SIAM J. Matrix Anal. Appl. 16(1);
///   Li 1993, LAPACK Working Note 89 (the middle way); LAPACK `lasd4` in effect.
@safe struct SingularSecularEquation {
  /// The poles d ascending, the first of them zero, and the squares of z.
  private let poles: UnsafePointer<Double>
  private let squares: UnsafePointer<Double>
  private let count: Int
  /// The relative error that a root may have.
  private let unit: Double
  private let sums: KernelTable<Double>.SecularSums

  /// A root: lambda = pole^2 + offset.
  struct Root {
    var pole: Double
    var offset: Double
    /// The square root of lambda.
    var value: Double { pole + offset / (pole + (pole * pole + offset).squareRoot()) }
  }

  /// An equation with poles and squares in memory that the caller owns.
  @unsafe init(poles: UnsafePointer<Double>, squares: UnsafePointer<Double>, count: Int, unit: Double) {
    unsafe (self.poles, self.squares) = (poles, squares)
    (self.count, self.unit) = (count, unit)
    unsafe sums = Double._routines.best.secularSums
  }

  /// Root i, above pole i.
  func root(_ i: Int) -> Root {
    if count == 1 { return Root(pole: 0, offset: unsafe squares[0]) }
    return i == count - 1 ? lastRoot() : innerRoot(i)
  }

  /// The function at an offset from a pole: its parts before and from `split` on, and their derivatives.
  private func evaluate(_ pole: Double, _ offset: Double, split: Int) -> Evaluation {
    // In bounds: four sums.
    unsafe withUnsafeTemporaryAllocation(of: Double.self, capacity: 4) { result in
      guard let base = result.baseAddress else { return Evaluation() }
      unsafe sums(count, split, poles, squares, pole, offset, base)
      return unsafe Evaluation(low: base[0], high: base[1], lowSlope: base[2], highSlope: base[3])
    }
  }

  private struct Evaluation {
    var low = 0.0
    var high = 0.0
    var lowSlope = 0.0
    var highSlope = 0.0

    var value: Double { 1 + low + high }
    var slope: Double { lowSlope + highSlope }
  }

  private func innerRoot(_ i: Int) -> Root {
    // In bounds: i + 1 is a pole.
    let (d, next, s, nextS) = unsafe (poles[i], poles[i + 1], squares[i], squares[i + 1])
    let width = (next - d) * (next + d)
    let middle = evaluate(d, width / 2, split: i + 1)
    // The contribution of the other poles, taken as constant.
    let rest = middle.value + 2 * s / width - 2 * nextS / width
    if middle.value >= 0 {
      // s / offset = 1 + the other terms, which are below their sum in the middle.
      let least = 0.5 * s / (1 + middle.high)
      let guess = secularRoot(rest * width + s + nextS, s * width, rest, adds: false)
      return solve(d, split: i + 1, gaps: (0, width), range: (least, width / 2), guess)
    }
    let least = 0.5 * nextS / middle.low.magnitude
    let guess = secularRoot(rest * width - s - nextS, nextS * width, -rest, adds: true)
    return solve(next, split: i + 1, gaps: (-width, 0), range: (-width / 2, -least), guess)
  }

  private func lastRoot() -> Root {
    let last = count - 1
    // In bounds: there are two poles.
    let (d, before, s, beforeS) = unsafe (poles[last], poles[last - 1], squares[last], squares[last - 1])
    var total = 0.0
    for j in 0..<count { unsafe total += squares[j] }
    let width = (d - before) * (d + before)
    let middle = evaluate(d, total / 2, split: last)
    let rest = middle.value + 2 * s / total + beforeS / (width + total / 2)
    let guess = secularRoot(s + beforeS - rest * width, -(s * width), rest, adds: true)
    return solve(d, split: last, gaps: (-width, 0), range: (0.5 * s, 1.0625 * total), guess, isLast: true)
  }

  /// The root in a range of offsets from a pole, by rational interpolation between the two poles at `gaps`, and by
  /// bisection where that leaves the range.
  private func solve(
    _ pole: Double, split: Int, gaps: (Double, Double), range: (Double, Double), _ guess: Double, isLast: Bool = false
  ) -> Root {
    var (low, high) = range
    var x = guess > low && guess < high ? guess : midpoint(low, high)
    var oldValue = Double.infinity
    for iteration in 0..<200 {
      let f = evaluate(pole, x, split: split)
      let value = f.value
      // The rounding errors of the sums, and of the offset.
      let error = (8 + Double(count) / 16) * (f.low.magnitude + f.high.magnitude) + 2 + x.magnitude * f.slope
      if value.magnitude <= unit * error { break }
      if value < 0 { low = x } else { high = x }
      let isSlow = iteration > 4 && value.magnitude > 0.25 * oldValue
      oldValue = value.magnitude
      var next = x + (isSlow ? .infinity : Self.correction(f, gaps.0 - x, gaps.1 - x, isLast: isLast))
      if !(next > low && next < high) {
        next = x - value / f.slope
        if isSlow || !(next > low && next < high) { next = midpoint(low, high) }
      }
      if next == x || (next - x).magnitude <= unit / 4 * x.magnitude || next == low || next == high {
        x = next
        break
      }
      x = next
    }
    return Root(pole: pole, offset: x)
  }

  /// The correction of the offset to the zero of c + p / (first - x) + q / (second - x), which has the value and the
  /// derivatives of both parts at x = 0.
  private static func correction(_ f: Evaluation, _ first: Double, _ second: Double, isLast: Bool) -> Double {
    let value = f.value
    let c = value - first * f.lowSlope - second * f.highSlope
    let a = (first + second) * value - first * second * f.slope
    return secularRoot(a, first * second * value, c, adds: isLast)
  }
}
