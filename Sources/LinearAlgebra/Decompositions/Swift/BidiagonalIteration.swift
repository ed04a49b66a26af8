/// B = U S V' of a small upper bidiagonal matrix by implicit QR steps, in Double for every scalar.
///
/// Vectors are rows, so that a rotation of two of them runs along memory. Magnitudes are at most about 1.
///
/// - Note: Demmel & Kahan 1990, "Accurate singular values of bidiagonal matrices", SIAM J. Sci. Stat. Comput. 11(5); LAPACK
///   `bdsqr`. A step without shift annihilates the element after a zero on the diagonal, so zeros need no special case.
struct BidiagonalIteration {
  /// The diagonal; at the end the values, in no order.
  private(set) var d: [Double]
  /// e[i] is right of d[i].
  private var e: [Double]
  /// The left vectors and the right ones, row by row.
  private(set) var left: VectorRows
  private(set) var right: VectorRows
  /// The relative error that a value may have.
  private let unit: Double
  /// The magnitude that is negligible beside the largest element of the whole matrix that B is a part of.
  private let threshold: Double

  /// - Parameters:
  ///   - d: the diagonal.
  ///   - e: the superdiagonal: one element less, or as many where B has one more column than rows.
  ///   - unit: the relative error of a rounding of the results.
  init(d: [Double], e: [Double], unit: Double) {
    (self.d, self.e, self.unit) = (d, e, unit)
    threshold = unit / 4
    let n = d.count
    left = VectorRows(identity: n)
    right = VectorRows(identity: e.count == n ? n + 1 : n)
    if e.count == n && n > 0 { removeColumn() }
  }

  /// Iterates; returns whether the values converged. Then they are not negative.
  mutating func run() -> Bool {
    var bottom = d.count - 1
    // A value takes two or three steps; no matrix is known that takes six.
    var rotations = 30 * d.count * d.count
    var (oldStart, oldBottom, descends) = (-1, -1, true)
    while bottom > 0 {
      if rotations < 0 { return false }
      // The lowest block without negligible elements on its superdiagonal.
      if e[bottom - 1].magnitude <= threshold {
        e[bottom - 1] = 0
        bottom -= 1
        continue
      }
      var start = bottom - 1
      while start > 0 && e[start - 1].magnitude > threshold { start -= 1 }
      if start > 0 { e[start - 1] = 0 }
      if start > oldBottom || bottom < oldStart || oldStart < 0 { descends = d[start].magnitude >= d[bottom].magnitude }
      (oldStart, oldBottom) = (start, bottom)
      let block = Block(start: start, end: bottom, descends: descends)
      guard let least = smallestValue(block) else { continue }
      let shift = shift(block, least)
      shift == 0 ? stepWithoutShift(block) : stepWithShift(block, shift)
      rotations -= bottom - start
    }
    for i in d.indices where d[i] < 0 {
      d[i] = -d[i]
      right.negate(i)
    }
    return true
  }

  /// A block, and the direction in which a step goes through it: towards the smaller elements.
  private struct Block {
    let start: Int
    let end: Int
    let descends: Bool

    var count: Int { end - start + 1 }
    /// The index of diagonal element k, counted from where a step begins.
    func diagonal(_ k: Int) -> Int { descends ? start + k : end - k }
    /// The index of the element between k and k + 1.
    func above(_ k: Int) -> Int { descends ? start + k : end - k - 1 }
  }

  /// A lower bound of the block's smallest value; nil if a negligible element was found and set to 0.
  private mutating func smallestValue(_ block: Block) -> Double? {
    let tolerance = unit * 16
    let last = block.count - 1
    if e[block.above(last - 1)].magnitude <= tolerance * d[block.diagonal(last)].magnitude {
      e[block.above(last - 1)] = 0
      return nil
    }
    var mu = d[block.diagonal(0)].magnitude
    var least = mu
    for k in 0..<last {
      let between = e[block.above(k)].magnitude
      if between <= tolerance * mu {
        e[block.above(k)] = 0
        return nil
      }
      mu = d[block.diagonal(k + 1)].magnitude * (mu / (mu + between))
      least = Swift.min(least, mu)
    }
    return least
  }

  /// The shift of a step: the smaller singular value of the last two rows, or 0 where it would cost digits of the
  /// smallest value.
  private func shift(_ block: Block, _ least: Double) -> Double {
    let largest = (block.start...block.end).reduce(0) {
      Swift.max($0, d[$1].magnitude, $1 < block.end ? e[$1].magnitude : 0)
    }
    if Double(block.count) * unit * 16 * least <= Swift.max(unit, unit * 0.16) * largest { return 0 }
    let last = block.count - 1
    let shift = Self.smallerValue(
      d[block.diagonal(last - 1)], e[block.above(last - 1)], d[block.diagonal(last)])
    let first = d[block.diagonal(0)].magnitude
    if first == 0 || (shift / first) * (shift / first) < unit { return 0 }
    return shift
  }

  /// Rotates columns k and k + 1 of the block, counted from where the step begins, by the first rotation and rows by
  /// the second. A step from the end works on the transpose in reverse order: left and right change places.
  private mutating func rotate(_ block: Block, _ k: Int, columns: Rotation, rows: Rotation) {
    let (i, j) = (block.diagonal(k), block.diagonal(k + 1))
    if block.descends {
      right.rotate(i, j, columns)
      left.rotate(i, j, rows)
    } else {
      left.rotate(i, j, columns)
      right.rotate(i, j, rows)
    }
  }

  private mutating func stepWithShift(_ block: Block, _ shift: Double) {
    let first = d[block.diagonal(0)]
    var f = (first.magnitude - shift) * ((first < 0 ? -1 : 1) + shift / first)
    var g = e[block.above(0)]
    let last = block.count - 1
    for k in 0..<last {
      let (i, j, between) = (block.diagonal(k), block.diagonal(k + 1), block.above(k))
      let columns = Rotation(f, g)
      if k > 0 { e[block.above(k - 1)] = columns.length }
      f = columns.cosine * d[i] + columns.sine * e[between]
      e[between] = columns.cosine * e[between] - columns.sine * d[i]
      g = columns.sine * d[j]
      d[j] *= columns.cosine
      let rows = Rotation(f, g)
      d[i] = rows.length
      f = rows.cosine * e[between] + rows.sine * d[j]
      d[j] = rows.cosine * d[j] - rows.sine * e[between]
      if k < last - 1 {
        g = rows.sine * e[block.above(k + 1)]
        e[block.above(k + 1)] *= rows.cosine
      }
      rotate(block, k, columns: columns, rows: rows)
    }
    e[block.above(last - 1)] = f
  }

  private mutating func stepWithoutShift(_ block: Block) {
    var (cosine, oldCosine, oldSine) = (1.0, 1.0, 0.0)
    let last = block.count - 1
    for k in 0..<last {
      let (i, j) = (block.diagonal(k), block.diagonal(k + 1))
      let columns = Rotation(d[i] * cosine, e[block.above(k)])
      if k > 0 { e[block.above(k - 1)] = oldSine * columns.length }
      let rows = Rotation(oldCosine * columns.length, d[j] * columns.sine)
      d[i] = rows.length
      (cosine, oldCosine, oldSine) = (columns.cosine, rows.cosine, rows.sine)
      rotate(block, k, columns: columns, rows: rows)
    }
    let h = d[block.diagonal(last)] * cosine
    d[block.diagonal(last)] = h * oldCosine
    e[block.above(last - 1)] = h * oldSine
  }

  /// Rotates away the last of n + 1 columns, which makes B lower bidiagonal, and makes B upper bidiagonal again.
  private mutating func removeColumn() {
    let n = d.count
    for i in 0..<n {
      let rotation = Rotation(d[i], e[i])
      d[i] = rotation.length
      if i + 1 < n {
        e[i] = rotation.sine * d[i + 1]
        d[i + 1] *= rotation.cosine
      }
      right.rotate(i, i + 1, rotation)
    }
    e.removeLast()
    for i in 0..<n - 1 {
      let rotation = Rotation(d[i], e[i])
      d[i] = rotation.length
      e[i] = rotation.sine * d[i + 1]
      d[i + 1] *= rotation.cosine
      left.rotate(i, i + 1, rotation)
    }
  }

  /// The smaller singular value of [f g; 0 h]; LAPACK `las2`.
  static func smallerValue(_ f: Double, _ g: Double, _ h: Double) -> Double {
    let (f, g, h) = (f.magnitude, g.magnitude, h.magnitude)
    let (small, large) = (Swift.min(f, h), Swift.max(f, h))
    if small == 0 { return 0 }
    let (sum, difference) = (1 + small / large, (large - small) / large)
    if g < large {
      let square = (g / large) * (g / large)
      return small * (2 / ((sum * sum + square).squareRoot() + (difference * difference + square).squareRoot()))
    }
    let ratio = large / g
    if ratio == 0 { return small * large / g }
    let (a, b) = (sum * ratio, difference * ratio)
    return 2 * (small * (1 / ((1 + a * a).squareRoot() + (1 + b * b).squareRoot()))) * ratio
  }
}
