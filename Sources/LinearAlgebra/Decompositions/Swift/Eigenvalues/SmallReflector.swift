// Reflections and rotations of two or three rows or columns.

/// The orthogonal matrix [a b; c d].
struct PlaneTransform<Scalar: BLASScalar> {
  var a: Scalar
  var b: Scalar
  var c: Scalar
  var d: Scalar

  /// The rotation [c s; -s c].
  init(cosine: Scalar, sine: Scalar) { (a, b, c, d) = (cosine, sine, -sine, cosine) }

  /// The reflection I - tau v v^T of two elements.
  init(_ reflector: SmallReflector<Scalar>) {
    let (v, tau) = (reflector.second, reflector.tau)
    (a, b, c, d) = (1 - tau, -tau * v, -tau * v, 1 - tau * v * v)
  }

  /// The rotation that takes (f, g) to (r, 0).
  ///
  /// - Note: LAPACK `lartg`; no square overflows or vanishes beside the other.
  init(annihilating g: Scalar, below f: Scalar) {
    if g == 0 {
      self.init(cosine: 1, sine: 0)
    } else {
      let size = hypotenuse(f, g)
      self.init(cosine: f / size, sine: g / size)
    }
  }
}

/// I - tau v v^T with v = (1, second, third): of three elements, or of two where `third` is zero.
struct SmallReflector<Scalar: BLASScalar> {
  var tau: Scalar
  var second: Scalar
  var third: Scalar
  /// The first element of the transformed (x, y, z); the others are zero.
  var beta: Scalar

  /// The reflection that takes (x, y, z) to (beta, 0, 0).
  ///
  /// - Note: Golub & Van Loan, 4th ed., 5.1.3. The numbers are divided by their largest, a power of two, so that no square
  ///   overflows or vanishes.
  init(_ x: Scalar, _ y: Scalar, _ z: Scalar) {
    let largest = Swift.max(y.magnitude, z.magnitude)
    if largest == 0 {
      (tau, second, third, beta) = (0, 0, 0, x)
      return
    }
    let size = Swift.max(largest, x.magnitude)
    if size > Scalar.leastSafeSquare && size < 1 / Scalar.leastSafeSquare {
      (tau, second, third, beta) = Self.plain(x, y, z)
    } else {
      let exponent = Int(size.exponent)
      (tau, second, third, beta) = Self.plain(
        x.scaled(byPowerOfTwo: -exponent), y.scaled(byPowerOfTwo: -exponent), z.scaled(byPowerOfTwo: -exponent))
      beta = beta.scaled(byPowerOfTwo: exponent)
    }
  }

  private static func plain(_ x: Scalar, _ y: Scalar, _ z: Scalar) -> (Scalar, Scalar, Scalar, Scalar) {
    let size = (x * x + (y * y + z * z)).squareRoot()
    let beta = x > 0 ? -size : size
    return ((beta - x) / beta, y / (x - beta), z / (x - beta), beta)
  }
}

extension BLASScalar {
  /// Squares of numbers from this on lose nothing that a unit of rounding would show: 2^-40 for Float, 2^-459 for
  /// Double.
  static var leastSafeSquare: Self { leastNormalMagnitude.squareRoot() / ulpOfOne }
  /// A number below this counts as zero beside ones: the least normal number over the unit of rounding.
  static var leastOfSchur: Self { leastNormalMagnitude / ulpOfOne }
}

extension ColumnMatrix {
  /// Applies a reflection to the rows and columns from k on, three or, if `isPair`, two: to the rows in `columns`, to the
  /// columns in `rows`, and to those of `z` from `column` on.
  func reflect(
    _ k: Int, columns: Range<Int>, rows: Range<Int>, _ z: ColumnMatrix?, at column: Int, isPair: Bool,
    _ reflector: SmallReflector<Scalar>
  ) {
    if isPair { return transform(k, columns: columns, rows: rows, z, at: column, PlaneTransform(reflector)) }
    if !columns.isEmpty {
      // In bounds: three rows of columns that the matrix has; likewise below.
      unsafe Scalar._routines.best.reflectThreeColumns(
        columns.count, reflector.second, reflector.third, reflector.tau, address(k, columns.lowerBound), view.stride)
    }
    reflectColumns(k, rows: rows, reflector)
    if let z { z.reflectColumns(column, rows: 0..<z.rows, reflector) }
  }

  private func reflectColumns(_ column: Int, rows range: Range<Int>, _ reflector: SmallReflector<Scalar>) {
    if range.isEmpty { return }
    unsafe Scalar._routines.best.reflectThreeRows(
      range.count, reflector.second, reflector.third, reflector.tau, address(range.lowerBound, column), view.stride)
  }

  /// Rows k and k + 1 := `transform` times these, in `columns`; columns k and k + 1 in `rows`, and those of `z` from
  /// `column` on, := these times its transpose.
  func transform(
    _ k: Int, columns: Range<Int>, rows: Range<Int>, _ z: ColumnMatrix?, at column: Int,
    _ transform: PlaneTransform<Scalar>
  ) {
    if !columns.isEmpty {
      unsafe Scalar._routines.best.transformTwoColumns(
        columns.count, transform.a, transform.b, transform.c, transform.d, address(k, columns.lowerBound), view.stride)
    }
    transformColumns(k, rows: rows, transform)
    if let z { z.transformColumns(column, rows: 0..<z.rows, transform) }
  }

  /// Columns `column` and `column + 1` := these times the transpose of `transform`, in the rows of `range`.
  func transformColumns(_ column: Int, rows range: Range<Int>, _ transform: PlaneTransform<Scalar>) {
    if range.isEmpty { return }
    unsafe Scalar._routines.best.transformTwoRows(
      range.count, transform.a, transform.b, transform.c, transform.d, address(range.lowerBound, column), view.stride)
  }
}
