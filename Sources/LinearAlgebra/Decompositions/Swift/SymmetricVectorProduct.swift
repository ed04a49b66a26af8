/// y := A x for the lower triangle of A, n x n; x and y are rows.
///
/// A large A is split into parts of as many elements each, whose sums are added in order, so that the bits do not
/// depend on the number of threads.
struct SymmetricVectorProduct<Scalar: BLASScalar>: TeamJob {
  let a: MatrixView<Scalar>
  let x: MatrixView<Scalar>
  let y: MutableMatrixView<Scalar>
  /// The contributions of all parts but the last to y, a row for each, of at least n columns.
  let parts: MutableMatrixView<Scalar>
  var threads = 1

  /// The most parts.
  static var parts: Int { 4 }
  /// The order from which A is split: below, one thread needs about 3 us.
  private static var leastShared: Int { 256 }

  /// Computes y on up to `threads` threads.
  func run(threads: Int) {
    let n = a.rows
    if n < Self.leastShared { return multiplyRows(0..<n, into: y) }
    var job = self
    job.threads = min(threads, Self.parts)
    ThreadTeam.shared.run(job.threads, job)
    for part in 0..<Self.parts - 1 {
      let count = rows(of: part).upperBound
      y.columns(0..<count).add(parts.row(part).columns(0..<count).reading, scaledBy: 1)
    }
  }

  func run(part: Int) {
    for part in stride(from: part, to: Self.parts, by: threads) {
      multiplyRows(rows(of: part), into: part == Self.parts - 1 ? y : parts.row(part))
    }
  }

  /// The rows of a part, a multiple of four except in the last: each part has as many elements of the triangle.
  private func rows(of part: Int) -> Range<Int> {
    func end(_ part: Int) -> Int {
      if part == Self.parts { return a.rows }
      return Int(Double(a.rows) * (Double(part) / Double(Self.parts)).squareRoot()) / 4 * 4
    }
    return end(part)..<end(part + 1)
  }

  private func multiplyRows(_ rows: Range<Int>, into target: MutableMatrixView<Scalar>) {
    // In bounds: the triangle ends with column `rows.upperBound`, and x and the target have as many elements.
    unsafe Scalar._routines.best.symmetricProduct(
      rows.lowerBound, rows.upperBound, a.base, a.stride, x.base, target.base)
  }
}
