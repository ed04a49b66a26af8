/// Q^T A Q = H as in `HessenbergReduction`, for a small matrix without isolated eigenvalues: in one call, without
/// panels.
struct SmallHessenberg<Scalar: BLASScalar> {
  private let memory: MatrixBuffer<Scalar>
  /// The vectors of the reflections, one a row, including ones and zeros.
  private let vectors: MutableMatrixView<Scalar>
  private let factors: [Scalar]
  /// The memory of the padded A.
  private let work: MutableMatrixView<Scalar>

  /// Reduces A to H; nil, with nothing changed, if A does not fit into the first caches, or `range` is not all of it.
  init?(_ a: ColumnMatrix<Scalar>, _ range: Range<Int>) {
    let n = a.columns
    if range != 0..<n || n * n * MemoryLayout<Scalar>.size > 1 << 16 { return nil }
    let stride = wholeVectors(n + 3)
    memory = MatrixBuffer(rows: 1, columns: (2 * n + 6) * stride + n)
    var pieces = ScratchMemory(memory.view)
    work = pieces.matrix(rows: n + 3, columns: stride)
    vectors = pieces.matrix(rows: n, columns: stride)
    let scratch = pieces.matrix(rows: 3, columns: stride)
    let numbers = pieces.matrix(rows: 1, columns: n)
    work.fill(0)
    work.rows(0..<n).columns(0..<n).update(from: a.view.reading)
    // In bounds: the pieces have the sizes that the kernel requires.
    unsafe Scalar._routines.best.reduceToHessenberg(n, work.base, stride, vectors.base, numbers.base, scratch.base)
    a.view.update(from: work.reading.rows(0..<n).columns(0..<n))
    factors = numbers.reading.elements()
  }

  /// Writes Q to a matrix of the order of A.
  func formQ(_ q: ColumnMatrix<Scalar>) {
    let n = q.columns
    let target = work.rows(0..<n)
    target.fill(0)
    for j in 0..<n { target[j, j] = 1 }
    let sums = MatrixBuffer<Scalar>(rows: 2, columns: n)
    ReflectionSequence(vectors: vectors.reading, factors: factors, support: .from(offset: 1))
      .apply(to: target, ascending: false, work: sums.view)
    q.view.update(from: target.reading.columns(0..<n))
    withExtendedLifetime((memory, sums)) {}
  }
}
