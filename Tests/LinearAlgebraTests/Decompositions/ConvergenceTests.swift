import LinearAlgebra
import Testing
import _TestSupport

/// Some of what `.ci/stress convergence` does with 100,000 matrices of each kind.
@Suite struct ConvergenceTests {
  @Test(arguments: MatrixKind.allCases, decompositionConfigurations)
  func iterationsEndOnRandomMatrices(kind: MatrixKind, configuration: ComputeConfiguration) {
    check(Float.self, kind, configuration)
    check(Double.self, kind, configuration)
  }

  private func check<Scalar: OracleScalar & BLASScalar>(
    _: Scalar.Type, _ kind: MatrixKind, _ configuration: ComputeConfiguration
  ) {
    var decompositions = RandomDecompositions<Scalar>(kind: kind, configuration: configuration)
    for seed in 0..<50 as Range<UInt64> { decompositions.run(seed: seed) }
    #expect(decompositions.problems == [] && decompositions.worst.count == 4)
  }
}
