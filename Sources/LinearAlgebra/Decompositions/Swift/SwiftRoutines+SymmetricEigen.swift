extension SwiftRoutines {
  /// A = V diag(values) V^T of the upper triangle (the lower one of the view), with ascending values; if `vectors` is
  /// set, A becomes V (the rows of the view are the vectors). Returns the number of values that did not converge.
  ///
  /// The elements right of the view's diagonal are not read, and are overwritten.
  ///
  /// - Note: as LAPACK `syevd`: reduction to a tridiagonal matrix, divide and conquer with vectors, and QL without
  ///   square roots for values alone. A matrix whose elements are far from 1 is scaled by a power of two.
  /// - Complexity: 4/3 n^3 floating-point operations for the values, with vectors at most 14/3 n^3; scratch of about 2 n^2
  ///   elements with vectors, of 132 n without.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func decomposeSymmetric(_ a: MutableMatrixView<Scalar>, values: inout [Scalar], vectors: Bool) -> Int {
    let n = a.rows
    require(a.columns == n && values.count == n, "\(values.count) eigenvalues of a \(a.shapeText) matrix")
    if n == 0 { return 0 }
    let exponent = a.divideOutSymmetricExponent()
    let unconverged = vectors ? decompose(a, &values) : findValues(a, &values)
    if exponent != 0 {
      for i in 0..<n { values[i] = values[i].scaled(byPowerOfTwo: exponent) }
    }
    return unconverged
  }

  private func findValues(_ a: MutableMatrixView<Scalar>, _ values: inout [Scalar]) -> Int {
    let scratch = MatrixBuffer<Scalar>(
      rows: 1, columns: TridiagonalReduction<Scalar>.scratchCount(order: a.rows))
    var tridiagonal =
      TridiagonalReduction(a, scratch: scratch.view, configuration: configuration).tridiagonal
    // The scratch's memory outlives the reduction.
    withExtendedLifetime(scratch) {}
    let unconverged = tridiagonal.findEigenvalues()
    values = tridiagonal.diagonal.sorted()
    return unconverged
  }

  private func decompose(_ a: MutableMatrixView<Scalar>, _ values: inout [Scalar]) -> Int {
    typealias Reduction = TridiagonalReduction<Scalar>
    let (n, stride) = (a.rows, ScratchMemory<Scalar>.stride(a.rows))
    let basis = MatrixBuffer<Scalar>(rows: 1, columns: n * stride)
    let work = MatrixBuffer<Scalar>(
      rows: 1, columns: max(DivideAndConquer<Scalar>.workCount(order: n), Reduction.scratchCount(order: n)))
    defer { withExtendedLifetime((basis, work)) {} }
    let reduction = Reduction(a, scratch: work.view, configuration: configuration)
    var memory = ScratchMemory(basis.view)
    var solver = DivideAndConquer(
      reduction.tridiagonal, vectors: memory.matrix(rows: n, columns: n, stride: stride), work: work.view,
      configuration: configuration)
    let unconverged = solver.solve()
    if unconverged > 0 { return unconverged }
    // The vectors of T in the order of their values; then those of A, in the rows of A that held the reflections.
    memory = ScratchMemory(work.view)
    let sorted = memory.matrix(rows: n, columns: n, stride: stride)
    for (i, row) in solver.ascending(0..<n).enumerated() {
      values[i] = solver.tridiagonal.diagonal[row]
      sorted.row(i).update(from: solver.vectors.row(row).reading)
    }
    Reduction.multiplyByTransposedQ(
      sorted, reflections: a.reading, factors: reduction.factors, scratch: basis.view, configuration: configuration)
    a.update(from: sorted.reading)
    return 0
  }
}

extension MutableMatrixView {
  /// Divides the lower triangle by a power of two if its largest element is far from 1, and returns the exponent.
  ///
  /// Squares then do not overflow, and only those of negligible elements vanish. Scaling down loses small elements,
  /// which may be decoupled: it is done only beyond LAPACK's limit in `syevd`.
  fileprivate func divideOutSymmetricExponent() -> Int {
    let largest = reading.largestMagnitudeInLowerTriangle()
    let exponent = largest == 0 ? 0 : Int(largest.exponent)
    let most = Int(Scalar.limitOfSymmetricEigenvalues.exponent)
    if -Int(Scalar.greatestFiniteMagnitude.exponent) / 8...most ~= exponent { return 0 }
    scaleLowerTriangle(rows: Exponents(repeating: -exponent, count: rows), columns: .zero)
    return exponent
  }
}
