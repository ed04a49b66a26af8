import Foundation
import LinearAlgebra

// What is made of a matrix that has a size.

extension SizeCase {
  static var matrices: [SizeCase] { matrices(Float.self, Sizes.all) + matrices(Double.self, Sizes.some) }

  /// The operations on matrices without elements of all sizes, and on a row and a column that fit into a moment.
  private static func matrices<Scalar: BLASScalar>(_: Scalar.Type, _ sizes: [Int]) -> [SizeCase] {
    let large = sizes.filter { Matrix<Scalar>.problem(rows: $0, columns: 0) == nil }
    let some = Sizes.some.filter { Matrix<Scalar>.problem(rows: $0, columns: 0) == nil }
    let small = sizes.filter { $0 <= 1 << 12 }
    func named(_ calls: [Named<Matrix<Scalar>>]) -> [Named<Matrix<Scalar>>] {
      calls.map { name, call in ("\(name) \(Scalar.self)", call) }
    }
    // The extremes trap without elements.
    return cases(named(wholes() + combinations()), empty: large, thin: small)
      + cases(named(extremes()), empty: some, thin: small)
  }

  private static func wholes<Scalar: BLASScalar>() -> [Named<Matrix<Scalar>>] {
    [
      ("==", { _ = $0 == $0 + 0 }), ("hash", { _ = $0.hashValue }), ("description", { _ = $0.description }),
      ("approximately", { _ = $0.isApproximatelyEqual(to: $0) }), ("sum", { _ = $0.sum() }),
      ("norms", { a in for norm in MatrixNorm.allCases { _ = a.norm(norm) } }),
      ("functions", changing { a, _ in for function in ElementaryFunction.allCases { a.apply(function) } }),
      ("rowSums", { _ = $0.rowSums() }), ("columnSums", { _ = $0.columnSums() }),
      ("exp", { _ = exp($0) }), ("clamped", { _ = $0.clamped(to: 0...1) }),
      ("clamp", changing { a, _ in a.clamp(to: ...0) }), ("map", { _ = $0.map { $0 } }),
      ("mapInPlace", changing { a, _ in a.mapInPlace { $0 } }), ("scalars", { _ = $0.scalars() }),
      ("buffer", { _ = unsafe $0.withUnsafeBufferPointer { $0.count } }),
      ("encoded", { a in if a.count < 1 << 10 { _ = try JSONEncoder().encode(a) } }),
      ("as Float", { _ = Matrix<Float>($0) }), ("as Double", { _ = Matrix<Double>($0) }),
      ("transposed", { _ = $0.transposed() }), ("t", { _ = Matrix($0.t) }), ("t description", { _ = $0.t.description }),
      ("reshaped", { _ = $0.reshaped(rows: $0.columns, columns: $0.rows) }),
      ("diagonal", { _ = $0.diagonal() }), ("upper", { _ = $0.upperTriangle(offset: 1) }),
      ("lower", { _ = $0.lowerTriangle() }),
      ("slices", { _ = ($0[0..., ...], $0[..., 0...], $0[$0.rows..., $0.columns...]) }),
      ("set slice", changing { a, b in a[0..., 0...] = b }),
      ("whole slice", { _ = $0[0..<$0.rows, 0..<$0.columns].sum() }),
      ("empty slice", { _ = $0[..<0, ..<0].transposed() }), ("narrow slice", { _ = $0[..., ..<0].clamped(to: 0...1) }),
    ]
  }

  private static func combinations<Scalar: BLASScalar>() -> [Named<Matrix<Scalar>>] {
    [
      ("+", { _ = $0 + $0 }), ("-", { _ = $0 - $0 }), (".*", { use($0 .* $0) }), ("./", { use($0 ./ $0) }),
      ("+=", changing { a, b in a += b }), ("with scalars", { _ = (1 + $0, $0 * 2, 1 ./ $0, -$0) }),
      ("*=", changing { a, _ in a *= 2 }), ("with a row", { _ = $0 + .zeros(rows: 1, columns: $0.columns) }),
      ("with a column", { use($0 .* Matrix<Scalar>.zeros(rows: $0.rows, columns: 1)) }),
      ("above", { _ = Matrix.stackedVertically([$0, $0]) }),
      ("beside", { _ = Matrix.stackedHorizontally([$0, $0, $0]) }),
      ("at' a", { _ = $0.t * $0 }), ("a at'", { if $0.rows < 1 << 10 { _ = $0 * $0.t } }),
      ("a b", { _ = $0 * Matrix<Scalar>.zeros(rows: $0.columns, columns: 2) }),
      ("b a", { _ = Matrix<Scalar>.zeros(rows: 2, columns: $0.rows) * $0 }),
      ("outer", { a in if a.count < 1 << 10 { _ = outerProduct(a, a) } }),
      ("into", changing { c, a in multiply(a, Matrix<Scalar>.zeros(rows: a.columns, columns: a.columns), into: &c) }),
    ]
  }

  private static func use<Scalar: BLASScalar>(_: Matrix<Scalar>) {}

  /// A call that changes a copy of what it is called with.
  private static func changing<Scalar: BLASScalar>(
    _ change: @escaping @Sendable (_ copy: inout Matrix<Scalar>, _ original: Matrix<Scalar>) -> Void
  ) -> @Sendable (Matrix<Scalar>) -> Void {
    { original in
      var copy = original
      change(&copy, original)
    }
  }

  private static func extremes<Scalar: BLASScalar>() -> [Named<Matrix<Scalar>>] {
    [
      ("max", { _ = $0.max() }), ("min", { _ = $0.min() }), ("mean", { _ = $0.mean() }),
      ("argmax", { _ = $0.argmax() }),
      ("argmin", { _ = $0.argmin() }), ("trace", { _ = $0.trace() }), ("rowMeans", { _ = $0.rowMeans() }),
      ("columnMeans", { _ = $0.columnMeans() }), ("rowMaxima", { _ = $0.rowMaxima() }),
      ("columnMaxima", { _ = $0.columnMaxima() }), ("rowMinima", { _ = $0.rowMinima() }),
      ("columnMinima", { _ = $0.columnMinima() }), ("rowArgmax", { _ = $0.rowArgmax() }),
      ("columnArgmax", { _ = $0.columnArgmax() }), ("rowArgmin", { _ = $0.rowArgmin() }),
      ("columnArgmin", { _ = $0.columnArgmin() }),
    ]
  }
}
