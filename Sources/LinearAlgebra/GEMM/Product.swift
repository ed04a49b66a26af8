/// The checked arguments of C := alpha A B + beta C, as every backend receives them.
///
/// Sizes m, n, k are above zero, alpha is not zero, C overlaps neither A nor B, and `beta == 0` means that C must not
/// be read.
package struct Product<Scalar: BLASScalar>: Sendable {
  let a: Operand<Scalar>
  let b: Operand<Scalar>
  let c: MutableMatrixView<Scalar>
  let alpha: Scalar
  let beta: Scalar

  var m: Int { c.rows }
  var n: Int { c.columns }
  var k: Int { a.columns }

  /// The part of the product that computes the rows of `range` of C.
  func rows(_ range: Range<Int>) -> Product {
    Product(a: a.rows(range), b: b, c: c.rows(range), alpha: alpha, beta: beta)
  }
}

/// C := alpha A B + beta C: the only entry to every backend. It checks its arguments; the backends trust them.
///
/// - Precondition: shapes agree; C shares no element with A or B. Overlap is checked only where A and B are read: not
///   if C is empty, `alpha == 0` or k = 0.
/// - `alpha == 0` and k = 0 read neither A nor B; `beta == 0` does not read C.
@specialized(where Scalar == Float)
@specialized(where Scalar == Double)
package func multiply<Scalar: BLASScalar>(
  _ a: Operand<Scalar>, _ b: Operand<Scalar>, into c: MutableMatrixView<Scalar>, alpha: Scalar = 1, beta: Scalar = 0,
  configuration: ComputeConfiguration
) {
  require(a.columns == b.rows, "product of \(a.shapeText) and \(b.shapeText): inner dimensions differ")
  require(
    c.rows == a.rows && c.columns == b.columns,
    "product of \(a.shapeText) and \(b.shapeText) into \(c.shapeText): the result is \(a.rows)x\(b.columns)")
  if c.rows == 0 || c.columns == 0 { return }
  if alpha == 0 || a.columns == 0 { return scale(c, by: beta) }
  require(!c.overlaps(a.view), "product into a matrix that overlaps its left operand")
  require(!c.overlaps(b.view), "product into a matrix that overlaps its right operand")
  if beta.isNaN { return c.fill(.nan) }  // OpenBLAS's gemv takes it for zero.
  let product = Product(a: a, b: b, c: c, alpha: alpha, beta: beta)
  let plan = Partition(m: product.m, n: product.n, k: product.k, threads: configuration.threads)
  if plan.members == 1 { return product.run(on: configuration.backend) }
  ThreadTeam.shared.run(plan.members, SharedProduct(product: product, plan: plan, backend: configuration.backend))
}

/// A product whose rows are shared by a team.
private struct SharedProduct<Scalar: BLASScalar>: TeamJob {
  let product: Product<Scalar>
  let plan: Partition
  let backend: GEMMBackend

  func run(part: Int) { product.rows(plan.range(of: part)).run(on: backend) }
}

/// c := beta c, without reading c where beta is zero.
private func scale<Scalar: BLASScalar>(_ c: MutableMatrixView<Scalar>, by beta: Scalar) {
  if beta == 0 { return c.fill(0) }
  if beta != 1 { c.scale(by: beta) }
}

extension MutableMatrixView {
  /// Whether an element of this matrix may also belong to `other`.
  ///
  /// Exact for equal strides. For different strides it is true whenever the address ranges intersect.
  fileprivate func overlaps(_ other: MatrixView<Scalar>) -> Bool {
    if other.rows == 0 || other.columns == 0 { return false }
    let size = MemoryLayout<Scalar>.stride
    let start = unsafe UInt(bitPattern: base)
    let otherStart = unsafe UInt(bitPattern: other.base)
    let end = start + UInt(((rows - 1) * stride + columns) * size)
    let otherEnd = otherStart + UInt(((other.rows - 1) * other.stride + other.columns) * size)
    if end <= otherStart || otherEnd <= start { return false }
    if stride != other.stride { return true }
    // Columns of the other block, counted from the first column of this one around a row of the matrix they share.
    let distance = (Int(bitPattern: otherStart) - Int(bitPattern: start)) / size
    let column = ((distance % stride) + stride) % stride
    return column < columns || column + other.columns > stride
  }
}
