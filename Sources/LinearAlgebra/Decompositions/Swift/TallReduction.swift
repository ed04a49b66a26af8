/// G = Q B P' of a matrix G with at least as many rows as columns; if it is much taller, its triangle R is computed
/// first.
///
/// G is m x n. Its memory stores reflectors; B, the n x n bidiagonal matrix, and those of P belong to the reduction.
///
/// - Note: Chan 1982, "An improved algorithm for computing the singular value decomposition", ACM TOMS 8(1); LAPACK `gesdd`
///   starts with QR from 11/6 n rows on, as here.
struct TallReduction<Scalar: BLASScalar> {
  let rows: Int
  let columns: Int
  /// The reflectors of G = Q R, if that is computed first.
  private let triangular: TallQR<Scalar>?
  private let form: Form
  let bidiagonal: ScaledBidiagonal
  private let configuration: ComputeConfiguration
  /// The memory of the reduction if that is not `a`.
  private let memory: MatrixBuffer<Scalar>?
  /// n x n elements of `a` that are unused, if there are.
  let free: MutableMatrixView<Scalar>?

  private enum Form {
    case small(SmallBidiagonalization<Scalar>)
    case blocked(Bidiagonalization<Scalar>)
  }

  /// Reduces G, the matrix `a` or, `byRows`, the one whose columns are the rows of `a`; destroys `a`.
  init(_ a: MutableMatrixView<Scalar>, byRows: Bool, configuration: ComputeConfiguration) {
    (rows, columns) = byRows ? (a.columns, a.rows) : (a.rows, a.columns)
    self.configuration = configuration
    if SmallBidiagonalization<Scalar>.suits(rows: rows, columns: columns) {
      (triangular, memory, free) = (nil, nil, a.rows(0..<columns).columns(0..<columns))
      let core = SmallBidiagonalization(a.reading, byRows: byRows)
      (form, bidiagonal) = (.small(core), ScaledBidiagonal(diagonal: core.diagonal, above: core.above))
      return
    }
    if rows >= 11 * columns / 6, rows > columns {
      let qr = TallQR(a, byRows: byRows, configuration: configuration)
      let triangle = MatrixBuffer<Scalar>(rows: columns, columns: columns)
      qr.copyTriangle(to: triangle.view)
      triangular = qr
      (memory, free) = (triangle, nil)
    } else if byRows {
      (triangular, memory, free) = (nil, nil, nil)
    } else {
      let copy = MatrixBuffer<Scalar>(rows: columns, columns: rows)
      copy.view.update(transposing: a.reading)
      (triangular, memory, free) = (nil, copy, a.rows(0..<a.columns))
    }
    let core = Bidiagonalization(memory?.view ?? a, configuration: configuration)
    (form, bidiagonal) = (.blocked(core), ScaledBidiagonal(diagonal: core.diagonal, above: core.above))
  }

  /// C := Q C or Q' C, m rows, if `isLeft`, else P C or P' C, n rows; with `byRows` the columns of C are the rows of `c`. An
  /// n x r matrix above zeros becomes Q C.
  func apply(isLeft: Bool, to c: MutableMatrixView<Scalar>, byRows: Bool, transposed: Bool) {
    switch form {
    case .small(let core): core.apply(isLeft: isLeft, to: c, byRows: byRows, transposed: transposed)
    case .blocked(let core):
      if isLeft && transposed { triangular?.apply(to: c, byRows: byRows, transposed: true) }
      let length = isLeft ? core.a.columns : columns
      BlockReflector.applySequence(
        of: core.a.reading, offset: isLeft ? 0 : 1, inColumns: !isLeft,
        factors: isLeft ? core.leftFactors[...] : core.rightFactors.dropLast(),
        width: Swift.min(TallQR<Scalar>.blockWidth(rows: length), columns),
        to: byRows ? c.columns(0..<length) : c.rows(0..<length), byRows: byRows, transposed: transposed,
        configuration: configuration)
      if isLeft && !transposed { triangular?.apply(to: c, byRows: byRows, transposed: false) }
    }
  }
}
