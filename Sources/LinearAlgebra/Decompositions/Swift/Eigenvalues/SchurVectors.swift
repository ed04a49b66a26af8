/// The eigenvectors of Q T Q^T from its real Schur form: those of T by substitution from the bottom, then Q times them.
///
/// The vectors for a block of T's columns are computed together: the contribution of a block of their elements to those
/// above is a product. A vector that comes close to overflow is scaled down as a whole.
///
/// - Note: LAPACK `trevc3`; Golub & Van Loan, 4th ed., 7.6.4. The left vectors of T are the right ones of its transpose
///   with
///   rows and columns in reverse order, which is a Schur form again.
struct SchurVectors<Scalar: BLASScalar> {
  /// The Schur form; in reverse for left vectors.
  let t: ColumnMatrix<Scalar>
  let isLeft: Bool
  let configuration: ComputeConfiguration
  /// The beginnings of T's blocks, and n: no block splits a pair of complex eigenvalues.
  private var starts = [0]
  /// The largest magnitude above the diagonal of each column of T.
  private var columnSizes: [Scalar]
  /// The vectors of a block, one a row, with the elements above it and zeros below.
  let x: MatrixBuffer<Scalar>
  let product: MatrixBuffer<Scalar>
  /// Bounds on the remaining elements of each vector.
  private var bounds: [Scalar]

  private static var blockSize: Int { 32 }

  /// Replaces `q` by the vectors, packed as in `trevc`: for a pair, the real and then the imaginary part. For left
  /// vectors `t` is destroyed.
  static func replace(
    _ q: ColumnMatrix<Scalar>, _ t: ColumnMatrix<Scalar>, isLeft: Bool, _ configuration: ComputeConfiguration
  ) {
    var vectors = SchurVectors(t, isLeft: isLeft, configuration)
    for block in (0..<vectors.starts.count - 1).reversed() { vectors.find(block, q) }
  }

  private init(_ t: ColumnMatrix<Scalar>, isLeft: Bool, _ configuration: ComputeConfiguration) {
    (self.t, self.isLeft, self.configuration) = (t, isLeft, configuration)
    let n = t.columns
    if isLeft { t.transposeInReverse() }
    while let start = starts.last, start < n {
      let end = Swift.min(start + Self.blockSize, n)
      starts.append(end < n && t[end, end - 1] != 0 ? end + 1 : end)
    }
    columnSizes = (0..<n).map { j in
      // In bounds: the j elements above the diagonal of column j.
      unsafe Scalar._routines.best.largestMagnitude(1, j, t.address(0, j), j)
    }
    let widest = Swift.min(n, Self.blockSize + 1)
    x = MatrixBuffer(rows: widest, columns: n)
    product = MatrixBuffer(rows: widest, columns: n)
    bounds = Array(repeating: 0, count: widest)
  }

  /// Computes the vectors of a block's columns, and stores Q times them.
  private mutating func find(_ block: Int, _ q: ColumnMatrix<Scalar>) {
    let (columns, n) = (starts[block]..<starts[block + 1], t.columns)
    let x = x.firstRows(columns.count).columns(0..<columns.upperBound)
    x.fill(0)
    for r in 0..<columns.count { bounds[r] = 0 }
    for part in (0...block).reversed() {
      let rows = starts[part]..<starts[part + 1]
      var r = 0
      while r < columns.count {
        let j = columns.lowerBound + r
        let isPair = j + 1 < n && t[j + 1, j] != 0
        if isPair { solvePair(j, r, rows) } else { solveReal(j, r, rows) }
        r += isPair ? 2 : 1
      }
      if rows.lowerBound == 0 { continue }
      let above = 0..<rows.lowerBound
      multiply(
        x.columns(rows).reading.operand, t.view.rows(rows).columns(above).reading.operand, into: x.columns(above),
        alpha: -1, beta: 1, configuration: configuration)
    }
    normalize(columns)
    transform(columns, q)
  }

  // MARK: - Substitution

  /// Computes the elements in `rows` of the vector of the real eigenvalue j, row r of x.
  private mutating func solveReal(_ j: Int, _ r: Int, _ rows: Range<Int>) {
    let system = ShiftedSystem(real: t[j, j], imaginary: 0, order: t.columns)
    var i = rows.upperBound - 1
    if rows.contains(j) {
      x.view[r, j] = 1
      eliminate(r, 1, j, rows)
      i = j - 1
    }
    while i >= rows.lowerBound {
      if i > rows.lowerBound && t[i, i - 1] != 0 {
        let (x1, x2, scale) = system.solve(
          (t[i - 1, i - 1], t[i - 1, i], t[i, i - 1], t[i, i]), ComplexNumber(x.view[r, i - 1], 0),
          ComplexNumber(x.view[r, i], 0))
        let sizes = (Swift.max(x1.size, x2.size), Swift.max(columnSizes[i - 1], columnSizes[i]))
        let lower = lowered(sizes.0, sizes.1, system)
        rescale(r, 1, scale * lower)
        (x.view[r, i - 1], x.view[r, i]) = (x1.x * lower, x2.x * lower)
        eliminate(r, 1, i, i - 1, rows)
        i -= 2
      } else {
        let (value, scale) = system.solve(t[i, i], x.view[r, i])
        let lower = lowered(value.magnitude, columnSizes[i], system)
        rescale(r, 1, scale * lower)
        x.view[r, i] = value * lower
        eliminate(r, 1, i, rows)
        i -= 1
      }
    }
    bound(r, 1, rows, system)
  }

  /// Computes the elements in `rows` of the vector of the pair j, j + 1: its real part in row r of x, its imaginary
  /// part below.
  private mutating func solvePair(_ j: Int, _ r: Int, _ rows: Range<Int>) {
    let (above, below) = (t[j, j + 1], t[j + 1, j])
    let imaginary = above.magnitude.squareRoot() * below.magnitude.squareRoot()
    let system = ShiftedSystem(real: t[j, j], imaginary: imaginary, order: t.columns)
    var i = rows.upperBound - 1
    if rows.contains(j) {
      let isUpper = above.magnitude >= below.magnitude
      x.view[r, j] = isUpper ? 1 : -imaginary / below
      x.view[r + 1, j + 1] = isUpper ? imaginary / above : 1
      eliminate(r, 2, j + 1, j, rows)
      i = j - 1
    }
    while i >= rows.lowerBound {
      if i > rows.lowerBound && t[i, i - 1] != 0 {
        let (x1, x2, scale) = system.solve(
          (t[i - 1, i - 1], t[i - 1, i], t[i, i - 1], t[i, i]),
          ComplexNumber(x.view[r, i - 1], x.view[r + 1, i - 1]), ComplexNumber(x.view[r, i], x.view[r + 1, i]))
        let sizes = (Swift.max(x1.size, x2.size), Swift.max(columnSizes[i - 1], columnSizes[i]))
        let lower = lowered(sizes.0, sizes.1, system)
        rescale(r, 2, scale * lower)
        (x.view[r, i - 1], x.view[r + 1, i - 1]) = (x1.x * lower, x1.y * lower)
        (x.view[r, i], x.view[r + 1, i]) = (x2.x * lower, x2.y * lower)
        eliminate(r, 2, i, i - 1, rows)
        i -= 2
      } else {
        let (value, scale) = system.solve(t[i, i], ComplexNumber(x.view[r, i], x.view[r + 1, i]))
        let lower = lowered(value.size, columnSizes[i], system)
        rescale(r, 2, scale * lower)
        (x.view[r, i], x.view[r + 1, i]) = (value.x * lower, value.y * lower)
        eliminate(r, 2, i, rows)
        i -= 1
      }
    }
    bound(r, 2, rows, system)
  }

  /// The factor by which a new element, and its vector, are scaled down so that products with a column of T do not
  /// overflow.
  private func lowered(_ size: Scalar, _ columnSize: Scalar, _ system: ShiftedSystem<Scalar>) -> Scalar {
    size > 1 && columnSize > system.largest / size ? 1 / size : 1
  }

  /// Scales `count` rows of x from row r.
  private mutating func rescale(_ r: Int, _ count: Int, _ factor: Scalar) {
    if factor == 1 { return }
    for row in r..<r + count {
      for i in 0..<t.columns { x.view[row, i] *= factor }
      bounds[row] *= factor
    }
  }

  /// Subtracts the products with element i from the elements in `rows`, above `limit` or above i.
  private func eliminate(_ r: Int, _ count: Int, _ i: Int, _ rows: Range<Int>) {
    eliminate(r, count, i, limit: i, rows)
  }

  /// The same with the elements i and i - 1 = `first` of a pair.
  private func eliminate(_ r: Int, _ count: Int, _ i: Int, _ first: Int, _ rows: Range<Int>) {
    eliminate(r, count, i, limit: first, rows)
    eliminate(r, count, first, limit: first, rows)
  }

  private func eliminate(_ r: Int, _ count: Int, _ i: Int, limit: Int, _ rows: Range<Int>) {
    if limit <= rows.lowerBound { return }
    let view = x.view
    for row in r..<r + count {
      // In bounds: the elements of column i of T, and of a vector, from the first of `rows` to above `limit`.
      let target = unsafe view.base + row * view.stride
      unsafe Scalar._routines.best.addScaled(
        limit - rows.lowerBound, -target[i], t.address(rows.lowerBound, i), target + rows.lowerBound)
    }
  }

  /// Scales a vector down where the product with a block of T may overflow, and updates its bound.
  private mutating func bound(_ r: Int, _ count: Int, _ rows: Range<Int>, _ system: ShiftedSystem<Scalar>) {
    if rows.lowerBound == 0 { return }
    let growth = rows.reduce(Scalar(0)) { $0 + columnSizes[$1] }
    let size = x.view.rows(r..<r + count).columns(rows).reading.largestMagnitude()
    let next = bounds[r] + size * growth
    if next < system.largest {
      bounds[r] = next
      return
    }
    let all = x.view.rows(r..<r + count).columns(0..<rows.upperBound).reading.largestMagnitude()
    rescale(r, count, 1 / Swift.max(all, 1))
    bounds[r] = 1 + growth
  }
}
