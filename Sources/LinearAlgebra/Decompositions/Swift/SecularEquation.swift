/// f(x) = 1 / rho + the sum of z_j^2 / (d_j - x) = 0: the eigenvalues of diag(d) + rho z z^T.
///
/// The poles d ascend, and no z_j is zero; f increases between two poles and above the last, with one root in each
/// interval.
///
/// - Note: in effect LAPACK `laed4`: Li, Solving secular equations stably and efficiently, LAPACK Working Note 89, 1993.
struct SecularEquation<Scalar: BLASScalar> {
  /// d, a row of k elements, and z_j^2.
  let poles: MutableMatrixView<Scalar>
  let squares: MutableMatrixView<Scalar>
  let weight: Scalar

  /// An equation whose poles are set afterwards.
  init(poles: MutableMatrixView<Scalar>, squares: MutableMatrixView<Scalar>, weight: Scalar) {
    require(poles.columns == squares.columns, "\(poles.columns) poles and \(squares.columns) weights")
    (self.poles, self.squares, self.weight) = (poles, squares, weight)
  }

  var count: Int { poles.columns }

  func setPole(_ j: Int, _ pole: Scalar, z: Scalar) {
    poles[0, j] = pole
    squares[0, j] = z * z
  }

  /// The root above pole i. `distances` := d - root, each to a few roundings; `sums` holds 4 elements.
  func root(_ i: Int, distances: MutableMatrixView<Scalar>, sums: MutableMatrixView<Scalar>) -> Scalar {
    if count == 1 {
      let tau = weight * squares[0, 0]
      distances[0, 0] = -tau
      return poles[0, 0] + tau
    }
    var (bracket, tau) = guess(i, distances, sums)
    var previous = Scalar.infinity
    var takesMiddleWay = false
    // A root takes 3 to 6 steps; bisection alone would take less than 80.
    for remaining in (0..<100).reversed() {
      let sample = self.sample(bracket.p, from: bracket.origin, tau, distances, sums)
      let f = sample.value
      // A bound of the rounding errors of the sums and of tau.
      let terms = Scalar(count / 16 + 8)
      let bound =
        terms * (sample.above - sample.below) + 2 * sample.inverseWeight + tau.magnitude * sample.slope
      if f.magnitude <= bound * Scalar.ulpOfOne / 2 || remaining == 0 { break }
      if f < 0 { bracket.least = max(bracket.least, tau) } else { bracket.largest = min(bracket.largest, tau) }
      if f.magnitude > previous / 10 { takesMiddleWay.toggle() }
      previous = f.magnitude
      var step = self.step(bracket, sample, distances, takesMiddleWay: takesMiddleWay)
      if !(f * step < 0) { step = -f / sample.slope }
      var next = tau + step
      if !bracket.contains(next) { next = bracket.middle }
      if next == tau || !bracket.contains(next) { break }
      tau = next
    }
    return poles[0, bracket.origin] + tau
  }

  /// w := w (d - root t) / (d - d_t) for the elements of `columns`, but w (d - root t) for element t itself.
  func multiplyByRatios(
    _ t: Int, _ columns: Range<Int>, distances: MutableMatrixView<Scalar>, into w: MutableMatrixView<Scalar>
  ) {
    let own = columns.contains(t) ? w[0, t] * distances[0, t] : 0
    let (d, delta, target) = (poles.columns(columns), distances.columns(columns), w.columns(columns))
    // In bounds: all have the elements of `columns`.
    unsafe Scalar._routines.best.multiplyByRatios(
      columns.count, d.base, poles[0, t], delta.base, target.base)
    if columns.contains(t) { w[0, t] = own }
  }
}
