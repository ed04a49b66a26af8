/// A panel of columns that is factored into R and reflections: the rows of a view, with the diagonal at its left edge.
///
/// Halves are factored recursively, and the first half's block reflector is applied to the second in between, so that
/// only narrow leaves are processed reflection by reflection. During the factorization, V is stored in the panel with
/// its ones and zeros, and R in the scratch, so that products read V in place.
///
/// - Note: Elmroth and Gustavson, Applying recursion to serial and parallel QR factorization leads to better performance,
///   IBM J. Res. Dev. 44 (2000), doi:10.1147/rd.444.0605.
struct ReflectorPanel<Scalar: BLASScalar> {
  /// b x (elements of a column), b at most as many.
  let a: MutableMatrixView<Scalar>
  /// For b reflections; `head` receives R, `tau` the factors.
  let scratch: ReflectorScratch<Scalar>
  let configuration: ComputeConfiguration

  /// The most columns of a leaf, given the length of a column.
  ///
  /// This many short columns stay in L1, and products of so few elements would not be worth their preparation.
  private static func leaf(_ length: Int) -> Int {
    length * MemoryLayout<Scalar>.size <= 1024 ? 16 : 8
  }

  /// Factors the panel; `formsTriangle` says whether T is needed.
  func factor(formsTriangle: Bool) {
    let b = a.rows
    if b <= Self.leaf(a.columns) { return factorLeaf(formsTriangle: formsTriangle) }
    let half = (b / 2 + 7) / 8 * 8
    let (first, rest) = (a.rows(0..<half), a.rows(half..<b))
    let (firstScratch, restScratch) = (scratch.part(0..<half), scratch.part(half..<b))
    ReflectorPanel(a: first, scratch: firstScratch, configuration: configuration).factor(formsTriangle: true)
    BlockReflector(first.reading, t: firstScratch.t.reading, configuration: configuration)
      .apply(to: rest, transposed: true, scratch: scratch)
    let above = rest.columns(0..<half)
    scratch.head.rows(half..<b).columns(0..<half).update(from: above.reading)
    above.fill(0)
    let below = rest.columns(half..<a.columns)
    ReflectorPanel(a: below, scratch: restScratch, configuration: configuration).factor(formsTriangle: formsTriangle)
    if formsTriangle { joinTriangles(first.columns(half..<a.columns).reading, below.reading) }
  }

  /// The rest of T: -T11 V1' V2 T22, which in the view is -T22 V2' V1 T11 below the diagonal.
  private func joinTriangles(_ first: MatrixView<Scalar>, _ rest: MatrixView<Scalar>) {
    let (h, r) = (first.rows, rest.rows)
    let inner = scratch.products.rows(0..<r).columns(0..<h)
    let combined = scratch.combined.rows(0..<r).columns(0..<h)
    let t = scratch.t.reading
    multiply(rest.operand, first.t, into: inner, configuration: configuration)
    multiply(
      t.rows(h..<h + r).columns(h..<h + r).operand, inner.reading.operand, into: combined, configuration: configuration)
    multiply(
      combined.reading.operand, t.rows(0..<h).columns(0..<h).operand,
      into: scratch.t.rows(h..<h + r).columns(0..<h), alpha: -1, configuration: configuration)
  }

  /// Copies R back, on and left of the diagonal, over the ones and zeros of V.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func restoreTriangle() {
    for i in 0..<a.rows {
      a.columns(0..<i + 1).row(i).update(from: scratch.head.columns(0..<i + 1).row(i).reading)
    }
  }

  /// A column whose reflection is next, below its diagonal; `sums` has the products of the later columns with it.
  private typealias Next = (scale: VectorScale<Scalar>, squares: Scalar)

  /// Column by column. The pass that applies a reflection also sums up the products with the next column, from which
  /// that column's reflection is computed.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  private func factorLeaf(formsTriangle: Bool) {
    let (b, length) = (a.rows, a.columns)
    var next = start(0)
    for i in 0..<b {
      if next.squares < next.scale.leastSquares { next = start(i) }
      let x = a.row(i).columns(i + 1..<length)
      let reflection = Reflection(alpha: a[i, i], squares: next.squares, scale: next.scale)
      scratch.head[i, i] = reflection.beta
      scratch.tau[0, i] = reflection.tau
      a[i, i] = 1
      reflection.applyShift(to: x)
      if i + 1 < b { next = apply(reflection, i) } else { x.scale(by: reflection.multiplier) }
    }
    if formsTriangle { formTriangle() }
  }

  /// The scale of column i below its diagonal, and the products with it.
  private func start(_ i: Int) -> Next {
    let below = a.columns(i + 1..<a.columns).reading
    let x = below.row(i)
    let scale = VectorScale(of: x)
    below.rows(i + 1..<a.rows).project(on: x, scale: scale.factor, into: scratch.sums.columns(i + 1..<a.rows))
    return (scale, x.sumOfSquares(scaledBy: scale.factor))
  }

  /// Computes the reflector of column i, applies it to the columns right of it, and sums up the products with the next
  /// one.
  private func apply(_ reflection: Reflection<Scalar>, _ i: Int) -> Next {
    let (b, length, next) = (a.rows, a.columns, i + 1)
    // The length of a column does not grow.
    let scale = VectorScale(of: a.row(next).columns(i..<length).reading)
    let first = a[i, next] * reflection.multiplier
    a[i, next] = first
    for l in next..<b {
      let factor = reflection.tau * (a[l, i] + reflection.gain * scratch.sums[0, l])
      scratch.factors[0, l] = factor
      scratch.head[l, i] = a[l, i] - factor
      a[l, i] = 0
      a[l, next] -= factor * first
    }
    let below = a.columns(next + 1..<length)
    let squares = below.row(i).beginReflection(
      multiplier: reflection.multiplier, of: below.row(next), factor: scratch.factors[0, next], scale: scale.factor)
    let others = next + 1..<b
    below.rows(others).reflect(
      along: below.row(i).reading, factors: scratch.factors.columns(others).reading,
      projectingOn: below.row(next).reading, scale: scale.factor, into: scratch.sums.columns(others))
    return (scale, squares)
  }

  /// T of a leaf. The zeros before the one of v_i remove the other reflectors' elements there from the products.
  private func formTriangle() {
    let (b, length) = (a.rows, a.columns)
    let products = scratch.products.rows(0..<b).columns(0..<b)
    for i in 1..<Swift.max(b, 1) {
      let below = a.columns(i..<length).reading
      below.rows(0..<i).project(on: below.row(i), into: products.row(i).columns(0..<i))
    }
    scratch.t.formReflectorTriangle(tau: scratch.tau.reading, products: products.reading)
  }
}
