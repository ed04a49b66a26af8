/// The eigenvectors of Q T Q^T from its real Schur form: those of T by substitution from the bottom, then Q times them.
///
/// The vectors for a block of T's columns are computed together: the contribution of a block of their elements to those
/// above is a product. A vector that comes close to overflow is scaled down as a whole.
///
/// - Note: LAPACK `trevc3`; Golub & Van Loan, 4th ed., 7.6.4. The left vectors of T are the right ones of its transpose
///   with rows and columns in reverse order, which is a Schur form again.
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
    let columns = starts[block]..<starts[block + 1]
    let x = x.firstRows(columns.count).columns(0..<columns.upperBound)
    x.fill(0)
    for r in 0..<columns.count { bounds[r] = 0 }
    for part in (0...block).reversed() {
      let rows = starts[part]..<starts[part + 1]
      var r = 0
      while r < columns.count {
        let (j, vector) = (columns.lowerBound + r, r..<r + t.blockSize(columns.lowerBound + r))
        solve(j, vector, rows)
        r = vector.upperBound
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

  /// Computes the elements in `rows` of a vector, the rows `vector` of x: of the real eigenvalue j, or of the pair j,
  /// j + 1 the real part and, below it, the imaginary part.
  private mutating func solve(_ j: Int, _ vector: Range<Int>, _ rows: Range<Int>) {
    let isPair = vector.count == 2
    let (above, below) = isPair ? (t[j, j + 1], t[j + 1, j]) : (0, 0)
    let imaginary = above.magnitude.squareRoot() * below.magnitude.squareRoot()
    let system = ShiftedSystem(real: t[j, j], imaginary: imaginary, order: t.columns)
    var i = rows.upperBound - 1
    if rows.contains(j) {
      let isUpper = above.magnitude >= below.magnitude
      x.view[vector.lowerBound, j] = isUpper ? 1 : -imaginary / below
      if isPair { x.view[vector.lowerBound + 1, j + 1] = isUpper ? imaginary / above : 1 }
      eliminate(vector, j...j + vector.count - 1, rows)
      i = j - 1
    }
    while i >= rows.lowerBound {
      let first = i > rows.lowerBound && t[i, i - 1] != 0 ? i - 1 : i
      if first < i {
        let (x1, x2, scale) = system.solve(
          (t[first, first], t[first, i], t[i, first], t[i, i]), self[vector, first], self[vector, i])
        let size = Swift.max(x1.size, x2.size)
        let lower = lowered(size, Swift.max(columnSizes[first], columnSizes[i]), system)
        rescale(vector, scale * lower)
        (self[vector, first], self[vector, i]) = (x1 * lower, x2 * lower)
      } else {
        let (value, scale) = system.solve(t[i, i], self[vector, i])
        let lower = lowered(value.size, columnSizes[i], system)
        rescale(vector, scale * lower)
        self[vector, i] = value * lower
      }
      eliminate(vector, first...i, rows)
      i = first - 1
    }
    bound(vector, rows, system)
  }

  /// Element i of a vector.
  private subscript(vector: Range<Int>, i: Int) -> ComplexNumber<Scalar> {
    get { ComplexNumber(x.view[vector.lowerBound, i], vector.count == 2 ? x.view[vector.lowerBound + 1, i] : 0) }
    nonmutating set {
      x.view[vector.lowerBound, i] = newValue.x
      if vector.count == 2 { x.view[vector.lowerBound + 1, i] = newValue.y }
    }
  }

  /// The factor by which a new element, and its vector, are scaled down so that products with a column of T do not
  /// overflow.
  private func lowered(_ size: Scalar, _ columnSize: Scalar, _ system: ShiftedSystem<Scalar>) -> Scalar {
    size > 1 && columnSize > system.largest / size ? 1 / size : 1
  }

  private mutating func rescale(_ vector: Range<Int>, _ factor: Scalar) {
    if factor == 1 { return }
    for row in vector {
      for i in 0..<t.columns { x.view[row, i] *= factor }
      bounds[row] *= factor
    }
  }

  /// Subtracts the products with the elements in `columns`, of one block of T, from the elements in `rows` above them.
  private func eliminate(_ vector: Range<Int>, _ columns: ClosedRange<Int>, _ rows: Range<Int>) {
    let count = columns.lowerBound - rows.lowerBound
    if count <= 0 { return }
    let view = x.view
    for i in columns.reversed() {
      for row in vector {
        // In bounds: `count` elements of column i of T, and of a vector, from the first of `rows` on.
        let target = unsafe view.base + row * view.stride
        unsafe Scalar._routines.best.addScaled(
          count, -target[i], t.address(rows.lowerBound, i), target + rows.lowerBound)
      }
    }
  }

  /// Scales a vector down where the product with a block of T may overflow, and updates its bound.
  private mutating func bound(_ vector: Range<Int>, _ rows: Range<Int>, _ system: ShiftedSystem<Scalar>) {
    if rows.lowerBound == 0 { return }
    let growth = rows.reduce(Scalar(0)) { $0 + columnSizes[$1] }
    let elements = x.view.rows(vector).reading
    let next = bounds[vector.lowerBound] + elements.columns(rows).largestMagnitude() * growth
    if next < system.largest {
      bounds[vector.lowerBound] = next
      return
    }
    rescale(vector, 1 / Swift.max(elements.columns(0..<rows.upperBound).largestMagnitude(), 1))
    bounds[vector.lowerBound] = 1 + growth
  }
}
