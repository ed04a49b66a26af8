extension SwiftRoutines {
  /// The eigenvalues of A and, on request, its left and right eigenvectors, packed as `geev` does; destroys A. Returns
  /// the number of the first eigenvalues that did not converge, which is 0 for every known matrix.
  ///
  /// The eigenvalues of a pair are adjacent, the one with positive imaginary part first, and the real part of its
  /// vector before the imaginary part. Each vector has Euclidean norm 1, and its largest element is real. Callers scale
  /// A so that its largest element is within `limitOfSingularValues`.
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
    let balance = Balance(a)
    let z = (right ?? left).map { ColumnMatrix($0) }
    if let reduction = SmallHessenberg(a, balance.range) {
      if let z { reduction.formQ(z) }
    } else {
      let reduction = HessenbergReduction(a, balance.range, configuration: configuration)
      if let z { reduction.formQ(z) }
      reduction.clear()
    }
    let unconverged = HessenbergQR(h: a, z: z, isFull: z != nil, configuration: configuration).iterate(
      balance.range, real: &real, imaginary: &imaginary)
    for i in 0..<a.columns where !balance.range.contains(i) { (real[i], imaginary[i]) = (a[i, i], 0) }
    if unconverged > 0 { return unconverged + balance.range.lowerBound }
    let sizes = (0..<a.columns).map(a.blockSize)
    if let left, let right { left.update(from: right.reading) }
    for (vectors, isLeft) in [(right, false), (left, true)] {
      guard let vectors = vectors.map({ ColumnMatrix($0) }) else { continue }
      SchurVectors.replace(vectors, a, isLeft: isLeft, configuration)
      balance.restore(vectors, isLeft: isLeft)
      vectors.normalizeVectors(sizes)
    }
    return 0
  }
}

extension ColumnMatrix {
  /// Normalizes each column, a vector, to Euclidean norm 1, and each pair of columns that are a complex vector also to
  /// the phase for which the largest element is real.
  ///
  /// - Parameter sizes: the number of columns of the vector that begins with each.
  fileprivate func normalizeVectors(_ sizes: [Int]) {
    var j = 0
    while j < columns {
      let vector = view.rows(j..<j + sizes[j])
      // No square that matters overflows or vanishes.
      vector.set(.quotient, vector.reading, vector.reading.largestMagnitude())
      vector.set(.quotient, vector.reading, Scalar(vector.reading.sumOfSquares.squareRoot()))
      if sizes[j] == 2 { makeLargestElementReal(j) }
      j += sizes[j]
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
