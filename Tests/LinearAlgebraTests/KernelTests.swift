import LinearAlgebra
import Testing
import _TestSupport

/// Every kernel on every instruction set against its definition. `.ci/arm64` runs the same survey as arm64 code.
@Suite struct KernelTests {
  private func check(_ tally: KernelTally) {
    #expect(tally.elements > 1000, "\(tally.family)")
    #expect(
      tally.problems.isEmpty,
      "\(tally.family): \(tally.problems.count) of \(tally.cases), \(tally.problems.first ?? "")")
  }

  @Test(arguments: InstructionSet.available) func kernelsAgreeWithTheirDefinitionsAroundTheirEdges(set: InstructionSet)
  {
    KernelSurvey<Float>.tallies(set).forEach(check)
    KernelSurvey<Double>.tallies(set).forEach(check)
    KernelSurvey<Float>.imageTallies(set).forEach(check)
  }

  @Test(arguments: InstructionSet.available) func functionsKeepTheirErrorsAroundTheirEdges(set: InstructionSet) {
    let floats = KernelSurvey<Float>(set)
    check(floats.functions { $0.error(of: $1, at: $2) })
    #if arch(x86_64)
      let doubles = KernelSurvey<Double>(set)
      check(doubles.functions { $0.error(of: $1, at: $2) })
    #endif
  }
}
