/// G = Q B P' as in `Bidiagonalization`, for a small matrix: in one call, without blocks.
///
/// Rows are padded to whole vectors. G is destroyed in a copy, so that its own memory is free.
struct SmallBidiagonalization<Scalar: BLASScalar> {
  /// The diagonal of B, and its superdiagonal with 0 at the end.
  let diagonal: [Scalar]
  let above: [Scalar]
  private let leftFactors: [Scalar]
  private let rightFactors: [Scalar]
  private let memory: MatrixBuffer<Scalar>
  /// The reflectors of Q and P, row by row.
  private let left: MutableMatrixView<Scalar>
  private let right: MutableMatrixView<Scalar>
  /// The memory of the copy of G.
  private let work: MutableMatrixView<Scalar>

  /// Whether this is faster for an m x n matrix, which is so while it stays in the first caches.
  static func suits(rows m: Int, columns n: Int) -> Bool {
    m <= 4 * n && m * n * MemoryLayout<Scalar>.size <= 1 << 16
  }

  /// Reduces G, the matrix `a` or, `byRows`, the one whose columns are the rows of `a`.
  init(_ a: MatrixView<Scalar>, byRows: Bool) {
    let (m, n) = byRows ? (a.columns, a.rows) : (a.rows, a.columns)
    let (stride, rightStride) = (wholeVectors(m), wholeVectors(n + 3))
    memory = MatrixBuffer(rows: 1, columns: (2 * n + 4) * stride + (n + 2) * rightStride + 4 * n)
    var pieces = ScratchMemory(memory.view)
    let g = pieces.matrix(rows: n + 3, columns: stride)
    left = pieces.matrix(rows: n, columns: stride)
    right = pieces.matrix(rows: n, columns: rightStride)
    let scratch = pieces.matrix(rows: 1, columns: stride + 2 * rightStride)
    let numbers = pieces.matrix(rows: 4, columns: n)
    work = g
    g.fill(0)
    let target = g.rows(0..<n).columns(0..<m)
    byRows ? target.update(from: a) : target.update(transposing: a)
    // In bounds: the pieces have the sizes that the kernel requires.
    unsafe Scalar._routines.best.bidiagonalize(
      n, m, g.base, stride, left.base, right.base, rightStride, numbers.base, scratch.base)
    diagonal = numbers.reading.row(0).elements()
    above = numbers.reading.row(1).elements()
    leftFactors = numbers.reading.row(2).elements()
    rightFactors = numbers.reading.row(3).elements()
  }

  /// C := Q C or Q' C if `isLeft`, else P C or P' C, some columns at a time, padded; with `byRows` the columns of C are the
  /// rows of `c`.
  func apply(isLeft: Bool, to c: MutableMatrixView<Scalar>, byRows: Bool, transposed: Bool) {
    let reflections = ReflectionSequence(
      vectors: (isLeft ? left : right).reading, factors: isLeft ? leftFactors : rightFactors,
      support: .from(offset: isLeft ? 0 : 1))
    let (count, length) = byRows ? (c.rows, c.columns) : (c.columns, c.rows)
    let width = reflections.vectors.columns
    let most = Swift.max(work.rows * work.columns / (width + 2), 1)
    for first in stride(from: 0, to: count, by: most) {
      let range = first..<Swift.min(first + most, count)
      var pieces = ScratchMemory(work.reshaped(rows: 1, columns: work.rows * work.columns))
      let padded = pieces.matrix(rows: range.count, columns: width)
      let sums = pieces.matrix(rows: 2, columns: range.count)
      let (target, part) = (padded.columns(0..<length), byRows ? c.rows(range) : c.columns(range))
      padded.columns(length..<width).fill(0)
      byRows ? target.update(from: part.reading) : target.update(transposing: part.reading)
      reflections.apply(to: padded, ascending: transposed, work: sums)
      byRows ? part.update(from: target.reading) : part.update(transposing: target.reading)
    }
    withExtendedLifetime(memory) {}
  }
}
