/// Exchanges adjacent diagonal blocks of a real Schur form T by an orthogonal similarity, which is also applied to Z.
///
/// - Note: LAPACK `trexc` and `laexc`; Bai and Demmel, On swapping diagonal blocks in real Schur form (1993).
struct SchurExchange<Scalar: BLASScalar> {
  let t: ColumnMatrix<Scalar>
  let z: ColumnMatrix<Scalar>

  /// Moves the block that begins with row `source` up to row `target`, where a block begins; returns the row where it
  /// ends up. That is below `target` if two blocks are too close to be exchanged, and one row further down if a pair
  /// before it turned out to be real.
  func moveUp(from source: Int, to target: Int) -> Int {
    var row = source
    while row > target {
      let size = t.blockSize(row)
      let above = row >= 2 && row - 2 >= target && t[row - 1, row - 2] != 0 ? 2 : 1
      if !exchange(row - above, above, size) { return row }
      row -= above
      // Standardization may have split a pair: its second half stays in place.
    }
    return row
  }

  /// Exchanges the block of `first` rows that begins with row `row` and the one of `second` rows below it; false, and
  /// nothing is changed, if that would not be backward stable.
  func exchange(_ row: Int, _ first: Int, _ second: Int) -> Bool {
    if first == 1 && second == 1 {
      exchangeSingles(row)
      return true
    }
    let count = first + second
    var block = SmallMatrix<Scalar>()
    for j in 0..<count { for i in 0..<count { block[i, j] = t[row + i, row + j] } }
    let (x, scale) = block.solveSylvester(first, second)
    // The columns of [-X; scale I] span the invariant subspace of the second block.
    var basis = SmallMatrix<Scalar>()
    for j in 0..<second {
      for i in 0..<first { basis[i, j] = -x[i, j] }
      basis[first + j, j] = scale
    }
    var reflectors = [(row: Int, reflector: SmallReflector<Scalar>)]()
    let limit = Swift.max(10 * Scalar.ulpOfOne * block.largest(count), Scalar.leastOfSchur)
    for j in 0..<second {
      let reflector = SmallReflector(basis[j, j], basis[j + 1, j], first == 2 ? basis[j + 2, j] : 0)
      basis.reflectRows(j, reflector)
      block.reflectRows(j, reflector)
      block.reflectColumns(j, reflector)
      reflectors.append((j, reflector))
    }
    for j in 0..<second { for i in second..<count where block[i, j].magnitude > limit { return false } }
    for (j, reflector) in reflectors {
      t.reflect(
        row + j, columns: row..<t.columns, rows: 0..<row + count, z, at: row + j, isPair: first == 1, reflector)
    }
    for j in 0..<second { for i in second..<count { t[row + i, row + j] = 0 } }
    if second == 2 { standardize(row) }
    if first == 2 { standardize(row + second) }
    return true
  }

  /// Exchanges single rows by the rotation that takes (t12, t22 - t11), the eigenvector of t22, to the first unit
  /// vector.
  private func exchangeSingles(_ row: Int) {
    let (a, b) = (t[row, row], t[row + 1, row + 1])
    let rotation = PlaneTransform(annihilating: b - a, below: t[row, row + 1])
    t.transform(row, columns: row + 2..<t.columns, rows: 0..<row, z, at: row, rotation)
    (t[row, row], t[row + 1, row + 1]) = (b, a)
  }

  private func standardize(_ row: Int) {
    _ = t.standardize(row, rows: 0..<row, columns: row + 2..<t.columns, z)
  }
}

/// A matrix of up to four rows and columns.
struct SmallMatrix<Scalar: BLASScalar> {
  private var elements = InlineArray<16, Scalar>(repeating: 0)

  subscript(i: Int, j: Int) -> Scalar {
    get { elements[i * 4 + j] }
    set { elements[i * 4 + j] = newValue }
  }

  func largest(_ count: Int) -> Scalar {
    var largest = Scalar(0)
    for i in 0..<count { for j in 0..<count { largest = Swift.max(largest, self[i, j].magnitude) } }
    return largest
  }

  /// Applies the reflection to the rows from `row` on.
  mutating func reflectRows(_ row: Int, _ reflector: SmallReflector<Scalar>) {
    for j in 0..<4 {
      let third = row + 2 < 4 ? self[row + 2, j] : 0
      let sum = reflector.tau * (self[row, j] + reflector.second * self[row + 1, j] + reflector.third * third)
      self[row, j] -= sum
      self[row + 1, j] -= sum * reflector.second
      if row + 2 < 4 { self[row + 2, j] -= sum * reflector.third }
    }
  }

  /// Applies the reflection to the columns from `column` on.
  mutating func reflectColumns(_ column: Int, _ reflector: SmallReflector<Scalar>) {
    for i in 0..<4 {
      let third = column + 2 < 4 ? self[i, column + 2] : 0
      let sum = reflector.tau * (self[i, column] + reflector.second * self[i, column + 1] + reflector.third * third)
      self[i, column] -= sum
      self[i, column + 1] -= sum * reflector.second
      if column + 2 < 4 { self[i, column + 2] -= sum * reflector.third }
    }
  }

  /// X and s <= 1 with T11 X - X T22 = s T12, for the blocks of this matrix with `m` and `n` rows.
  ///
  /// - Note: LAPACK `lasy2`: elimination with complete pivoting of the system of m n equations; pivots that are too small
  ///   are replaced.
  func solveSylvester(_ m: Int, _ n: Int) -> (x: SmallMatrix, scale: Scalar) {
    let order = m * n
    var (system, right) = (SmallMatrix(), SmallMatrix())
    // Element (i, j) of X is unknown i n + j.
    for i in 0..<m {
      for j in 0..<n {
        for k in 0..<m { system[i * n + j, k * n + j] += self[i, k] }
        for k in 0..<n { system[i * n + j, i * n + k] -= self[m + k, m + j] }
        right[i * n + j, 0] = self[i, m + j]
      }
    }
    let leastPivot = Swift.max(Scalar.ulpOfOne * largest(m + n), Scalar.leastOfSchur)
    var places = [0, 1, 2, 3]
    for step in 0..<order {
      var (row, column) = (step, step)
      for i in step..<order {
        for j in step..<order where system[i, j].magnitude > system[row, column].magnitude { (row, column) = (i, j) }
      }
      system.exchangeRows(step, row)
      right.exchangeRows(step, row)
      system.exchangeColumns(step, column)
      places.swapAt(step, column)
      if system[step, step].magnitude < leastPivot { system[step, step] = leastPivot }
      for i in step + 1..<order {
        let factor = system[i, step] / system[step, step]
        for j in step + 1..<order { system[i, j] -= factor * system[step, j] }
        right[i, 0] -= factor * right[step, 0]
      }
    }
    var scale = Scalar(1)
    let largestRight = right.largest(4)
    let isClose = (0..<order).contains { 8 * Scalar.leastOfSchur * largestRight > system[$0, $0].magnitude }
    if isClose { scale = 1 / 8 / largestRight }
    var x = SmallMatrix()
    for step in (0..<order).reversed() {
      var sum = right[step, 0] * scale
      for j in step + 1..<order { sum -= system[step, j] * x[places[j] / n, places[j] % n] }
      x[places[step] / n, places[step] % n] = sum / system[step, step]
    }
    return (x, scale)
  }

  private mutating func exchangeRows(_ i: Int, _ k: Int) {
    for j in 0..<4 { (self[i, j], self[k, j]) = (self[k, j], self[i, j]) }
  }

  private mutating func exchangeColumns(_ j: Int, _ k: Int) {
    for i in 0..<4 { (self[i, j], self[i, k]) = (self[i, k], self[i, j]) }
  }
}
