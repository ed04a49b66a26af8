extension SwiftRoutines {
  /// The eigenvalues of A and, on request, its left and right eigenvectors, packed as `geev` does; destroys A. Returns
  /// the number of the first eigenvalues that did not converge, which is 0 for every known matrix.
  ///
  /// The eigenvalues of a pair are adjacent, the one with positive imaginary part first, and the real part of its
  /// vector before the imaginary part. Each vector has Euclidean norm 1, and its largest element is real. If the
  /// largest element of A is outside of the square roots of the range, A is scaled; an imaginary part that underflows
  /// when scaled back is 0.
  ///
  /// As in LAPACK, the values are exact for a matrix near the balanced one. Where elements of A differ in size without
  /// any pattern, that may be further from A than rounding.
  ///
  /// - Note: LAPACK `geev`: balancing, reduction to Hessenberg form, the QR algorithm, substitution; Golub & Van Loan, 4th
  ///   ed., 7.4 to 7.6.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func decompose(
    _ a: MutableMatrixView<Scalar>, real: inout [Scalar], imaginary: inout [Scalar],
    left: MutableMatrixView<Scalar>?, right: MutableMatrixView<Scalar>?
  ) -> Int {
    let a = ColumnMatrix(a)
    let exponent = a.lowerToSafeRange()
    let balance = Balance(a)
    let z = (right ?? left).map { ColumnMatrix($0) }
    if let reduction = SmallHessenberg(a, balance.range) {
      if let z { reduction.formQ(z) }
    } else {
      let reduction = HessenbergReduction(a, balance.range, configuration: configuration)
      if let z { reduction.formQ(z) }
      reduction.clear()
    }
    let unconverged = HessenbergQR(a, z, isFull: z != nil, configuration).iterate(
      balance.range, real: &real, imaginary: &imaginary)
    for i in 0..<a.columns where !balance.range.contains(i) { (real[i], imaginary[i]) = (a[i, i], 0) }
    if exponent != 0 {
      for i in 0..<a.columns {
        real[i] = real[i].scaled(byPowerOfTwo: exponent)
        imaginary[i] = imaginary[i].scaled(byPowerOfTwo: exponent)
      }
    }
    if unconverged > 0 { return unconverged + balance.range.lowerBound }
    let pairs = (0..<a.columns).map { $0 + 1 < a.columns && a[$0 + 1, $0] != 0 }
    if let left, let right { left.update(from: right.reading) }
    for (vectors, isLeft) in [(right, false), (left, true)] {
      guard let vectors = vectors.map({ ColumnMatrix($0) }) else { continue }
      SchurVectors.replace(vectors, a, isLeft: isLeft, configuration)
      balance.restore(vectors, isLeft: isLeft)
      vectors.normalizeVectors(pairs)
    }
    return 0
  }
}

extension ColumnMatrix {
  /// Scales the matrix by a power of two so that squares of its largest elements do not overflow and those of small
  /// ones do not all vanish; returns the exponent that was divided out.
  fileprivate func lowerToSafeRange() -> Int {
    let largest = view.reading.largestMagnitude()
    let limit = 1 / Scalar.leastSafeSquare
    if largest == 0 || 1 / limit...limit ~= largest { return 0 }
    let exponent = Int(largest.exponent) - (largest < 1 ? -1 : 1) * (Int(limit.exponent) - 1)
    view.scale(byPowerOfTwo: -exponent)
    return exponent
  }

  /// Normalizes each column, a vector, to Euclidean norm 1, and each pair of columns that are a complex vector also to
  /// the phase for which the largest element is real.
  fileprivate func normalizeVectors(_ startsPair: [Bool]) {
    var j = 0
    while j < columns {
      let count = startsPair[j] ? 2 : 1
      let both = view.rows(j..<j + count)
      // No square that matters overflows or vanishes.
      let largest = both.reading.largestMagnitude()
      divide(j, count, by: largest)
      // In bounds: the rows of the view are these columns.
      let squares = unsafe Scalar._routines.best.sumOfSquares(count, rows, both.base, both.stride)
      divide(j, count, by: Scalar(squares.squareRoot()))
      if count == 2 { makeLargestElementReal(j) }
      j += count
    }
  }

  private func divide(_ j: Int, _ count: Int, by divisor: Scalar) {
    for column in j..<j + count {
      // In bounds: one divisor for the elements of a column.
      unsafe withUnsafePointer(to: divisor) {
        unsafe Scalar._routines.best.divide(rows, address(0, column), 1, $0, 0, address(0, column))
      }
    }
  }

  private func makeLargestElementReal(_ j: Int) {
    var (place, largest) = (0, -Scalar(1))
    for i in 0..<rows {
      let square = self[i, j] * self[i, j] + self[i, j + 1] * self[i, j + 1]
      if square > largest { (place, largest) = (i, square) }
    }
    transformColumns(j, rows: 0..<rows, PlaneTransform(annihilating: self[place, j + 1], below: self[place, j]))
    self[place, j + 1] = 0
  }
}
