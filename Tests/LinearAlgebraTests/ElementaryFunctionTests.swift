import Foundation
import LinearAlgebra
import Testing
import _TestSupport

/// Errors of the vector kernels' functions against a wider type, in units of the last place.
@Suite struct ElementaryFunctionTests {
  /// The function that the environment variable `DENSE_EXHAUSTIVE` names is tried on every Float, which takes minutes,
  /// and on 10^8 Doubles, and the errors are printed; others on every 1021st Float, so each exponent and both signs.
  private func isExhaustive(_ function: ElementaryFunction) -> Bool {
    ProcessInfo.processInfo.environment["DENSE_EXHAUSTIVE"] == function.rawValue
  }

  @Test(arguments: ElementaryFunction.allCases) func floatsStayWithinTheirBound(function: ElementaryFunction) {
    for (set, error) in surveyFloats(function, step: isExhaustive(function) ? 1 : 1021) {
      if isExhaustive(function) { print("Float \(function) \(set): \(error)") }
      #expect(error.ulps <= function.allowedError, "\(set): \(error)")
    }
  }

  #if arch(x86_64)
    @Test(arguments: ElementaryFunction.allCases) func doublesStayWithinTheirBound(function: ElementaryFunction) {
      for (set, error) in surveyDoubles(function, count: isExhaustive(function) ? 100_000_000 : 1_000_000) {
        if isExhaustive(function) { print("Double \(function) \(set): \(error)") }
        #expect(error.ulps <= function.allowedError, "\(set): \(error)")
      }
    }
  #endif

  private func checkEnds<Scalar: BLASScalar>(_: Scalar.Type) {
    let (least, greatest) = (Scalar.leastNonzeroMagnitude, Scalar.greatestFiniteMagnitude)
    let ends: [(ElementaryFunction, arguments: [Scalar], value: Scalar)] = [
      (.exp, [0, -0.0, least, -least], 1),
      (.exp, [.infinity, greatest], .infinity),
      (.exp, [-.infinity, -greatest], 0),
      (.log, [1], 0),
      (.log, [0, -0.0], -.infinity),
      (.log, [.infinity], .infinity),
      (.log, [-least, -1, -greatest, -.infinity], .nan),
      (.sqrt, [0], 0),
      (.sqrt, [-0.0], -0.0),
      (.sqrt, [.infinity], .infinity),
      (.sqrt, [-least, -.infinity], .nan),
      (.abs, [0, -0.0], 0),
      (.abs, [-least, least], least),
      (.abs, [-.infinity, .infinity], .infinity),
      (.tanh, [0], 0),
      (.tanh, [-0.0], -0.0),
      (.tanh, [least], least),
      (.tanh, [-least], -least),
      (.tanh, [greatest, .infinity], 1),
      (.tanh, [-greatest, -.infinity], -1),
      (.sigmoid, [0, -0.0, least, -least], 0.5),
      (.sigmoid, [greatest, .infinity], 1),
      (.sigmoid, [-greatest, -.infinity], 0),
    ]
    for set in InstructionSet.available {
      for (function, arguments, value) in ends {
        for (x, y) in zip(arguments, function(arguments, by: set)) {
          let isEqual = value.isNaN ? y.isNaN : y == value && y.sign == value.sign
          #expect(isEqual, "\(function)(\(x)) is \(y) by \(set)")
        }
      }
      for function in ElementaryFunction.allCases {
        let results = function([Scalar.nan, -Scalar.nan, .signalingNaN], by: set)
        #expect(results.allSatisfy { $0.isNaN }, "\(function) by \(set)")
      }
    }
  }

  @Test func theEndsOfTheRangeAreExact() {
    checkEnds(Float.self)
    checkEnds(Double.self)
  }

  private func checkPlaces<Scalar: BLASScalar>(_ function: ElementaryFunction, _: Scalar.Type, count: Int) {
    let x = (0..<count).map { Scalar($0 * 37 % 41) / 4 - 5 }
    for set in InstructionSet.available {
      for (y, alone) in zip(function(x, by: set), x.map { function([$0], by: set)[0] }) {
        #expect(y == alone || y.isNaN && alone.isNaN, "\(function) by \(set)")
      }
    }
  }

  @Test(arguments: sizesAroundVectors) func anElementsBitsDependOnItAlone(count: Int) {
    for function in ElementaryFunction.allCases {
      checkPlaces(function, Float.self, count: count)
      checkPlaces(function, Double.self, count: count)
    }
  }

  @Test(.enabled(if: InstructionSet.avx512.isAvailable)) func bothSetsWithFusedMultiplyAddGiveTheSameBits() {
    let x = (0..<20_000).map { Double($0) / 100 - 100 }
    for function in ElementaryFunction.allCases {
      #expect(function(x, by: .avx2).map(\.bitPattern) == function(x, by: .avx512).map(\.bitPattern))
      let (a, b) = (function(x.map(Float.init), by: .avx2), function(x.map(Float.init), by: .avx512))
      #expect(a.map(\.bitPattern) == b.map(\.bitPattern))
    }
  }
}
