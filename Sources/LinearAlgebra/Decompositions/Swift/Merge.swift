/// The eigenvalues and eigenvectors of D + rho z z^T, order m, from those of its two halves: one step of divide and conquer.
///
/// - Note: LAPACK `laed1`, `laed2` and `laed3`.
struct Merge<Scalar: BLASScalar> {
  /// The half in which an eigenvector is nonzero, and whether it is deflated.
  enum Kind { case first, both, second, deflated }

  /// The eigenvectors of the halves, in the rows and columns of each; afterwards those of the whole, as rows.
  let vectors: MutableMatrixView<Scalar>
  /// D, the eigenvalues of the halves; afterwards those of the rows of `vectors`.
  var values: [Scalar]
  /// The order of the first half.
  let cut: Int
  /// The weight of z z^T, not negative, z of norm 1.
  let rho: Scalar
  var z: [Scalar]
  var kinds: [Kind]
  /// The rows that are updated, ascending by their D, and the deflated ones.
  var kept: [Int] = []
  var deflated: [Int] = []
  private let work: MutableMatrixView<Scalar>
  private let configuration: ComputeConfiguration

  /// The most threads that share the roots.
  private static var mostParts: Int { 8 }
  /// The order from which they are shared: below, all roots take a few microseconds.
  private static var leastShared: Int { 64 }
  /// Elements of w that stay in L1 while they are multiplied.
  private static var block: Int { 512 }

  /// The rows of scratch beside (m + 2) m elements.
  static var rowCount: Int { 5 + mostParts + 1 }

  /// The merge of the halves of `vectors` that meet at row `cut`, coupled by the element `coupling`.
  init(
    vectors: MutableMatrixView<Scalar>, diagonal: ArraySlice<Scalar>, cut: Int, coupling: Scalar,
    work: MutableMatrixView<Scalar>, configuration: ComputeConfiguration
  ) {
    (self.vectors, self.cut, self.work, self.configuration) = (vectors, cut, work, configuration)
    values = Array(diagonal)
    rho = 2 * coupling.magnitude
    // The last elements of the first half's vectors and the first of the second's: together of norm 2^(1/2).
    let scale = Scalar(0.5).squareRoot()
    z = (0..<vectors.rows).map { i in
      i < cut ? vectors[i, cut - 1] * scale : vectors[i, cut] * (coupling < 0 ? -scale : scale)
    }
    kinds = (0..<vectors.rows).map { $0 < cut ? .first : .second }
  }

  /// Finds the values and vectors, after `deflate`.
  mutating func solve() {
    if kept.isEmpty { return }
    let (m, k) = (vectors.rows, kept.count)
    // Grouped by where vectors are nonzero, so that products skip the zeros: first half, both, second half.
    let groups = [Kind.first, .both, .second].map { kind in (0..<k).filter { kinds[kept[$0]] == kind } }
    let places = groups.flatMap { $0 }
    let (inFirst, beforeSecond) = (groups[0].count + groups[1].count, groups[0].count)
    let inSecond = k - beforeSecond

    var memory = ScratchMemory(work)
    let stride = ScratchMemory<Scalar>.stride(m)
    let rows = memory.matrix(rows: Self.rowCount, columns: m, stride: stride)
    let first = memory.matrix(rows: inFirst, columns: cut)
    let second = memory.matrix(rows: inSecond, columns: m - cut)
    for (place, index) in places.enumerated() {
      let source = vectors.row(kept[index]).reading
      if place < inFirst { first.row(place).update(from: source.columns(0..<cut)) }
      if place >= beforeSecond { second.row(place - beforeSecond).update(from: source.columns(cut..<m)) }
    }
    // Deflated rows are copied to the last rows; then their memory is free.
    var free = memory
    let unchanged = memory.matrix(rows: m - k, columns: m)
    for (i, row) in deflated.enumerated() { unchanged.row(i).update(from: vectors.row(row).reading) }
    vectors.rows(k..<m).update(from: unchanged.reading)

    let equation = SecularEquation(
      poles: rows.row(0).columns(0..<k), squares: rows.row(1).columns(0..<k), weight: rho)
    for (t, row) in kept.enumerated() { equation.setPole(t, values[row], z: z[row]) }
    let (roots, w) = (rows.row(2).columns(0..<k), rows.row(3).columns(0..<k))
    let distances = vectors.rows(0..<k).columns(0..<k)
    share(k) { part, t in
      roots[0, t] = equation.root(t, distances: distances.row(t), sums: rows.row(5 + part).columns(0..<4))
    }
    findWeights(equation, distances, w)

    let coefficients = free.matrix(rows: k, columns: max(inFirst, inSecond))
    let (ofFirst, ofSecond) = (coefficients.columns(0..<inFirst), coefficients.columns(0..<inSecond))
    share(k) { part, t in
      // The eigenvector of root t, w / (poles - root), of norm 1 and by groups.
      let vector = rows.row(5 + part).columns(0..<k)
      vector.set(.quotient, w.reading, distances.row(t).reading)
      let scale = Scalar(1 / vector.reading.sumOfSquares.squareRoot())
      let (left, right) = (distances.row(t), ofSecond.row(t))
      // In bounds: `places` holds each index below k once.
      for place in 0..<inFirst { unsafe left.base[place] = vector.base[places[place]] * scale }
      for place in beforeSecond..<k {
        unsafe right.base[place - beforeSecond] = vector.base[places[place]] * scale
      }
    }
    let result = vectors.rows(0..<k)
    multiply(
      ofSecond.reading.operand, second.reading.operand, into: result.columns(cut..<m), configuration: configuration)
    ofFirst.update(from: distances.columns(0..<inFirst).reading)
    multiply(
      ofFirst.reading.operand, first.reading.operand, into: result.columns(0..<cut), configuration: configuration)
    values = (0..<k).map { roots[0, $0] } + deflated.map { values[$0] }
  }

  /// w := the weights for which the computed roots are exact, so that the vectors are orthogonal: Gu and Eisenstat.
  private func findWeights(
    _ equation: SecularEquation<Scalar>, _ distances: MutableMatrixView<Scalar>, _ w: MutableMatrixView<Scalar>
  ) {
    let k = w.columns
    w.fill(1)
    share((k + Self.block - 1) / Self.block) { _, part in
      let columns = part * Self.block..<min((part + 1) * Self.block, k)
      for t in 0..<k { equation.multiplyByRatios(t, columns, distances: distances.row(t), into: w) }
    }
    for (t, row) in kept.enumerated() {
      let root = w[0, t].magnitude.squareRoot()
      w[0, t] = z[row] < 0 ? -root : root
    }
  }

  /// Calls `body` for 0..<count, with the number of the part, below `mostParts`, that the index belongs to.
  private func share(_ count: Int, _ body: (_ part: Int, _ index: Int) -> Void) {
    let parts = kept.count < Self.leastShared ? 1 : min(configuration.threads, Self.mostParts, count)
    ThreadTeam.shared.run(parts) { part in
      for index in stride(from: part, to: count, by: parts) { body(part, index) }
    }
  }
}
