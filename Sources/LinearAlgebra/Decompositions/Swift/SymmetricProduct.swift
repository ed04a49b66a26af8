/// Products that are symmetric, at half the work. Methods that compute the lower triangle neither read nor write the
/// elements above it.
struct SymmetricProduct<Scalar: BLASScalar> {
  private let configuration: ComputeConfiguration

  init(_ configuration: ComputeConfiguration) { self.configuration = configuration }

  /// Orders up to this are computed as whole squares, of which half is discarded: smaller products are too small to be
  /// fast.
  private static var largestSquare: Int { 32 }

  /// C := A A^T, both triangles, which agree to the last bit.
  ///
  /// - Complexity: (n + 128) n k floating-point operations; 2 n^2 k below 256 rows.
  /// - Note: BLAS `syrk`.
  func form(_ a: Operand<Scalar>, in c: MutableMatrixView<Scalar>) {
    require(c.rows == a.rows && c.columns == a.rows, "the square of \(a.shapeText) into \(c.shapeText)")
    // Strips of columns, each from the diagonal down.
    let n = c.rows
    let width = n < 2 * Self.stripWidth ? n : Self.stripWidth
    for start in stride(from: 0, to: n, by: Swift.max(width, 1)) {
      let strip = start..<Swift.min(start + width, n)
      multiply(
        a.rows(start..<n), a.rows(strip).transposed, into: c.rows(start..<n).columns(strip),
        configuration: configuration)
    }
    c.mirrorLowerTriangle()
  }

  /// The columns of a strip. In narrower strips, and by halves, the products took as long as the whole where the row
  /// stride is a power of two.
  private static var stripWidth: Int { 128 }

  /// C := C + alpha A A^T for the lower triangle of C.
  ///
  /// - Complexity: n^2 k floating-point operations.
  /// - Note: BLAS `syrk`, recursive.
  func add(_ a: Operand<Scalar>, alpha: Scalar, to c: MutableMatrixView<Scalar>) {
    require(c.rows == a.rows && c.columns == a.rows, "the square of \(a.shapeText) into \(c.shapeText)")
    let n = c.rows
    if n <= Self.largestSquare {
      Scratch.square.withMatrix(rows: n, columns: n) { (square: MutableMatrixView<Scalar>) in
        multiply(a, a.transposed, into: square, alpha: alpha, configuration: configuration)
        c.addLowerTriangle(of: square.reading)
      }
      return
    }
    let half = Triangle<Scalar>.half(n)
    let (top, rest) = (a.rows(0..<half), a.rows(half..<n))
    add(top, alpha: alpha, to: c.rows(0..<half).columns(0..<half))
    multiply(
      rest, top.transposed, into: c.rows(half..<n).columns(0..<half), alpha: alpha, beta: 1,
      configuration: configuration)
    add(rest, alpha: alpha, to: c.rows(half..<n).columns(half..<n))
  }

  /// L := the lower triangle of L^T L, for a lower triangle L.
  ///
  /// - Complexity: n^3 / 3 floating-point operations.
  /// - Note: LAPACK `lauum`, recursive: for [A 0; C B] it is [A^T A + C^T C, .; B^T C, B^T B].
  func square(_ l: MutableMatrixView<Scalar>) {
    let n = l.rows
    if n <= Triangle<Scalar>.largestBlock { return squareBlock(l) }
    let half = Triangle<Scalar>.half(n)
    let (a, rest) = (l.rows(0..<half).columns(0..<half), l.rows(half..<n))
    let (c, b) = (rest.columns(0..<half), rest.columns(half..<n))
    square(a)
    add(c.reading.t, alpha: 1, to: a)
    multiplyByTranspose(of: b.reading, c)
    square(b)
  }

  private func squareBlock(_ l: MutableMatrixView<Scalar>) {
    let n = l.rows
    Scratch.square.withMatrix(rows: 2 * n, columns: n) { (squares: MutableMatrixView<Scalar>) in
      let (lower, product) = (squares.rows(0..<n), squares.rows(n..<2 * n))
      lower.fill(0)
      lower.updateLowerTriangle(from: l.reading)
      multiply(lower.reading.t, lower.reading.operand, into: product, configuration: configuration)
      l.updateLowerTriangle(from: product.reading)
    }
  }

  /// X := L^T X in place, for a lower triangle L.
  private func multiplyByTranspose(of l: MatrixView<Scalar>, _ x: MutableMatrixView<Scalar>) {
    let n = l.rows
    if n <= Triangle<Scalar>.largestBlock {
      // In bounds: X has as many rows as L, which is square.
      return unsafe Scalar._routines.best.multiplyByTriangle(n, x.columns, l.base, 1, l.stride, x.base, x.stride)
    }
    let half = Triangle<Scalar>.half(n)
    let (top, rest) = (x.rows(0..<half), x.rows(half..<n))
    multiplyByTranspose(of: l.rows(0..<half).columns(0..<half), top)
    multiply(
      l.rows(half..<n).columns(0..<half).t, rest.reading.operand, into: top, beta: 1, configuration: configuration)
    multiplyByTranspose(of: l.rows(half..<n).columns(half..<n), rest)
  }
}

extension Operand {
  /// The transpose; nothing is copied.
  var transposed: Operand { Operand(view, isTransposed: !isTransposed) }
}

extension MutableMatrixView {
  /// Adds the diagonal and the lower triangle of `other`, square like this one.
  func addLowerTriangle(of other: MatrixView<Scalar>) {
    require(other.rows == rows && other.columns == rows && columns == rows, "\(other.shapeText) to \(shapeText)")
    for i in 0..<rows {
      let row = unsafe base + i * stride
      // In bounds: i + 1 elements of row i, in both.
      unsafe Scalar._routines.best.add(i + 1, other.base + i * other.stride, 1, row, 1, row)
    }
  }
}
