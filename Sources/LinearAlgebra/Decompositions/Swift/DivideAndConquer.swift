/// The eigenvalues and eigenvectors of a symmetric tridiagonal matrix of order n, by divide and conquer.
///
/// - Note: LAPACK `stedc`: Cuppen, A divide and conquer method for the symmetric tridiagonal eigenproblem, 1981; Gu and
///   Eisenstat, A divide-and-conquer algorithm for the symmetric tridiagonal eigenproblem, 1995.
struct DivideAndConquer<Scalar: BLASScalar> {
  /// The matrix, whose diagonal becomes the eigenvalues.
  var tridiagonal: Tridiagonal<Scalar>
  /// The eigenvectors, n x n: row i belongs to element i of the diagonal.
  let vectors: MutableMatrixView<Scalar>
  /// Scratch, one row.
  let work: MutableMatrixView<Scalar>
  let configuration: ComputeConfiguration

  /// The order up to which a part is solved by QL.
  private static var leaf: Int { 32 }

  /// Elements of scratch for order n; they can also hold n rows of `ScratchMemory.stride(n)` elements.
  static func workCount(order n: Int) -> Int {
    let stride = ScratchMemory<Scalar>.stride(n)
    return (n + 2) * stride + Merge<Scalar>.rowCount * stride
  }

  init(
    _ tridiagonal: Tridiagonal<Scalar>, vectors: MutableMatrixView<Scalar>, work: MutableMatrixView<Scalar>,
    configuration: ComputeConfiguration
  ) {
    (self.tridiagonal, self.vectors, self.work, self.configuration) = (tridiagonal, vectors, work, configuration)
  }

  /// Solves all blocks; returns the number of values that did not converge.
  mutating func solve() -> Int {
    vectors.fill(0)
    let blocks = tridiagonal.blocks()
    for block in blocks {
      let exponent = tridiagonal.normalize(block)
      let unconverged = solve(block)
      tridiagonal.scaleDiagonal(block, by: exponent)
      if unconverged > 0 { return unconverged }
    }
    return 0
  }

  /// The rows of `range` by ascending eigenvalue.
  func ascending(_ range: Range<Int>) -> [Int] {
    let diagonal = tridiagonal.diagonal
    return range.sorted { (diagonal[$0], $0) < (diagonal[$1], $1) }
  }

  /// Solves the rows of `range` as a matrix of its own, not coupled to other rows.
  private mutating func solve(_ range: Range<Int>) -> Int {
    if range.count <= Self.leaf { return tridiagonal.iterate(range, vectors: vectors) }
    // T is the two halves, with |e| subtracted at the corners where they meet, plus e times a matrix of rank one.
    let cut = range.lowerBound + range.count / 2
    let coupling = tridiagonal.offDiagonal[cut - 1]
    tridiagonal.diagonal[cut - 1] -= coupling.magnitude
    tridiagonal.diagonal[cut] -= coupling.magnitude
    for half in [range.lowerBound..<cut, cut..<range.upperBound] {
      let unconverged = solve(half)
      if unconverged > 0 { return unconverged }
    }
    let start = range.lowerBound
    var merge = Merge(
      vectors: vectors.rows(range).columns(range), diagonal: tridiagonal.diagonal[range], cut: cut - start,
      coupling: coupling, work: work, configuration: configuration)
    merge.deflate(order: ascending(range).map { $0 - start })
    merge.solve()
    tridiagonal.diagonal.replaceSubrange(range, with: merge.values)
    return 0
  }
}
