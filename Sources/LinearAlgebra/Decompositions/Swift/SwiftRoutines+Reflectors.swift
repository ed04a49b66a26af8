// Q as a product of reflections: applying it, and forming it. A view stands for the matrix whose columns are its rows.

extension SwiftRoutines {
  /// C := Q C or Q' C, with Q of `factorQR`.
  ///
  /// - Note: LAPACK `ormqr`, from the left.
  package func multiplyByQ(
    _ a: MatrixView<Scalar>, reflectors tau: [Scalar], _ c: MutableMatrixView<Scalar>, transposed: Bool
  ) {
    applyReflectors(a.rows(0..<tau.count), factors: tau[...], to: c, transposed: transposed)
  }

  /// C := Q C or Q' C with Q = H_1 H_2 ... H_k, H_i = I - tau_i v_i v_i'.
  ///
  /// Reflections are stored as by `geqrf`, forward and columnwise; those of a reduction to tridiagonal, bidiagonal or
  /// Hessenberg form are stored so in a part of the matrix that begins one row or column later. Element j of v_i is
  /// element (i, j) of the view for j > i, 1 for j = i, and 0 for j < i; the view's elements there do not matter
  /// and are not written.
  ///
  /// - Parameters:
  ///   - v: k x m, k <= m.
  ///   - tau: k factors; that of an identity is 0.
  ///   - c: r x m, the columns of a matrix of m rows and r columns. It shares no element with `v`.
  /// - Complexity: 4 m k r floating-point operations and, from `leastColumnsOfBlocks` columns on, 2 m k `block` for T; a
  ///   workspace of 2 `columnsAtATime` columns of `block` elements at most.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func applyReflectors(
    _ v: MatrixView<Scalar>, factors tau: ArraySlice<Scalar>, to c: MutableMatrixView<Scalar>, transposed: Bool
  ) {
    let (k, m) = (v.rows, v.columns)
    require(
      tau.count == k && k <= m && c.columns == m,
      "\(tau.count) reflections in a view of \(v.shapeText) on one of \(c.shapeText)")
    if k == 0 || c.rows == 0 { return }
    if c.rows < Self.leastColumnsOfBlocks { return applyOneByOne(v, tau, to: c, transposed: transposed) }
    let block = Swift.min(Self.block, k)
    let rows = Swift.max(block, Swift.min(c.rows, Self.columnsAtATime))
    ReflectorScratch<Scalar>.with(block: block, rows: rows) { scratch in
      let starts = Array(stride(from: 0, to: k, by: block))
      for j in transposed ? starts : starts.reversed() {
        let b = Swift.min(block, k - j)
        let part = scratch.part(0..<b)
        BlockReflector(
          unpacking: v.rows(j..<j + b).columns(j..<m), tau: tau.dropFirst(j).prefix(b), scratch: part,
          configuration: configuration
        ).apply(to: c.columns(j..<m), transposed: transposed, scratch: part)
      }
    }
  }

  /// The fewest columns of C for which T is computed, which takes as long as `block` / 2 columns.
  static var leastColumnsOfBlocks: Int { 8 }

  /// One reflection after the other; the pass that applies one also sums up the products with the next.
  private func applyOneByOne(
    _ v: MatrixView<Scalar>, _ tau: ArraySlice<Scalar>, to c: MutableMatrixView<Scalar>, transposed: Bool
  ) {
    let (k, m, r) = (v.rows, v.columns, c.rows)
    let numbers = MatrixBuffer<Scalar>(rows: 2, columns: r)
    let (factors, sums) = (numbers.view.row(0), numbers.view.row(1))
    var i = transposed ? 0 : k - 1
    c.columns(i + 1..<m).reading.project(on: v.row(i).columns(i + 1..<m), into: sums)
    for step in 0..<k {
      let factor = tau[tau.startIndex + i]
      for l in 0..<r {
        factors[0, l] = factor * (c[l, i] + sums[0, l])
        c[l, i] -= factors[0, l]
      }
      // The last reflection has no next one, and projects on itself.
      let isLast = step == k - 1
      let next = isLast ? i : transposed ? i + 1 : i - 1
      // The elements that both have after their ones: the earlier one has one element more.
      let common = Swift.max(i, next) + 1
      for q in i + 1..<common { for l in 0..<r { c[l, q] -= factors[0, l] * v[i, q] } }
      c.columns(common..<m).reflect(
        along: v.row(i).columns(common..<m), factors: factors.reading,
        projectingOn: v.row(next).columns(common..<m), into: sums)
      for q in next + 1..<common { for l in 0..<r { sums[0, l] += c[l, q] * v[next, q] } }
      i = next
    }
    withExtendedLifetime(numbers) {}
  }

  /// A := the first columns of Q, as many as A has; A holds the reflections of `factorQR`.
  ///
  /// - Note: LAPACK `orgqr`. From the last block to the first: the rows above a block are still zero in its columns.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  package func formQ(_ a: MutableMatrixView<Scalar>, reflectors tau: [Scalar]) {
    let (n, m, k) = (a.rows, a.columns, tau.count)
    require(k <= n && n <= m, "\(n) columns of the Q of \(k) reflections of \(m) elements")
    for l in k..<n {
      a.row(l).fill(0)
      a[l, l] = 1
    }
    if k == 0 { return }
    let block = Swift.min(Self.block, k)
    // Long rows of a narrow Q are copied by some hundred elements at a time.
    let rows = Swift.max(block, Swift.min(n, Self.columnsAtATime), 1024 / block)
    ReflectorScratch<Scalar>.with(block: block, rows: rows) { scratch in
      for j in stride(from: 0, to: k, by: block).reversed() {
        let b = Swift.min(block, k - j)
        let part = scratch.part(0..<b)
        let own = a.rows(j..<j + b).columns(j..<m)
        let reflector = BlockReflector(
          unpacking: own.reading, tau: tau[j..<j + b], scratch: part, configuration: configuration)
        let rest = a.rows(j + b..<n).columns(j..<m)
        reflector.apply(to: rest, transposed: false, hasZeroHead: true, scratch: part)
        reflector.form(in: own, scratch: part)
      }
    }
  }
}
