extension Merge {
  /// Deflates rows whose z is at the rounding level, and one of each pair with nearly equal values, after a rotation
  /// that moves its z to the other.
  ///
  /// - Parameter order: all rows by ascending value.
  /// - Note: LAPACK `laed2`.
  mutating func deflate(order: [Int]) {
    let largest = z.reduce(0) { max($0, $1.magnitude) }
    let tolerance = 4 * Scalar.ulpOfOne * max(values.reduce(0) { max($0, $1.magnitude) }, largest)
    var pending: Int?
    for row in order {
      if rho * z[row].magnitude <= tolerance {
        kinds[row] = .deflated
        deflated.append(row)
        continue
      }
      if let previous = pending {
        if rotate(previous, into: row, tolerance) { deflated.append(previous) } else { kept.append(previous) }
      }
      pending = row
    }
    if let last = pending { kept.append(last) }
  }

  /// Moves z of row i to row j, where both have nearly the same value: the coupling that remains is at most
  /// `tolerance`.
  private mutating func rotate(_ i: Int, into j: Int, _ tolerance: Scalar) -> Bool {
    let norm = hypotenuse(z[i], z[j])
    let (cosine, sine) = (z[j] / norm, -z[i] / norm)
    let difference = values[j] - values[i]
    if (difference * cosine * sine).magnitude > tolerance { return false }
    (z[i], z[j]) = (0, norm)
    if kinds[i] != kinds[j] { kinds[j] = .both }
    kinds[i] = .deflated
    vectors.rotateRows(i, j, cosine: cosine, sine: sine)
    let (a, b) = (values[i], values[j])
    values[i] = a * cosine * cosine + b * sine * sine
    values[j] = a * sine * sine + b * cosine * cosine
    return true
  }
}
