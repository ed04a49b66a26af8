#if OpenBLAS && os(Linux)
  import LinearAlgebra
  import Testing
  import _TestSupport

  /// The routine in Swift on the matrices that LAPACK is tested with.
  @Suite struct SwiftSymmetricEigenRatioTests {
    @Test func floatStaysWithinLAPACKsRatios() { check(Float.self) }
    @Test func doubleStaysWithinLAPACKsRatios() { check(Double.self) }

    func check<Scalar: OracleScalar & BLASScalar>(_: Scalar.Type) {
      sweep(Scalar.self, shapes: orders.map { ($0, $0) }) { kind, n, _, generator in
        kind.symmetric(order: n, using: &generator)
      } _: { a, _, _, record in
        let (result, alone) = (SymmetricResult(a, vectors: true), SymmetricResult(a, vectors: false))
        for (name, ratio) in result.ratios(of: a, valuesAlone: alone) { record(name, ratio) }
        record("LAPACK", TestRatio(of: a).values(result.values, try SymmetricEigen(a).values))
      }
    }
  }
#endif
