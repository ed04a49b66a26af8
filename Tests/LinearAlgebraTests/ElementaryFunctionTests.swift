import Foundation
import LinearAlgebra
import Testing
import _TestSupport

/// Errors of the vector kernels' functions against a wider type, in units of the last place.
@Suite struct ElementaryFunctionTests {
  /// What the documentation of the functions promises.
  static func bound(_ function: ElementaryFunction) -> Double {
    switch function {
    case .exp: 1
    case .tanh, .sigmoid: 2
    }
  }

  /// Every Float, in a run of its own; in others every 1021st, so each exponent and both signs.
  static let step = ProcessInfo.processInfo.environment["DENSE_EXHAUSTIVE"] == nil ? 1021 : 1

  @Test(arguments: ElementaryFunction.allCases) func floatsStayWithinTheirBound(function: ElementaryFunction) {
    for (set, error) in surveyFloats(function, step: Self.step) {
      if Self.step == 1 { print("Float \(function) \(set): \(error)") }
      #expect(error.ulps <= Self.bound(function), "\(set): \(error)")
    }
  }

  #if arch(x86_64)
    @Test(arguments: ElementaryFunction.allCases) func doublesStayWithinTheirBound(function: ElementaryFunction) {
      for (set, error) in surveyDoubles(function, count: Self.step == 1 ? 100_000_000 : 1_000_000) {
        if Self.step == 1 { print("Double \(function) \(set): \(error)") }
        #expect(error.ulps <= Self.bound(function), "\(set): \(error)")
      }
    }
  #endif

  private func checkEnds<Scalar: BLASScalar>(_: Scalar.Type) {
    let (least, greatest) = (Scalar.leastNonzeroMagnitude, Scalar.greatestFiniteMagnitude)
    let ends: [(ElementaryFunction, arguments: [Scalar], value: Scalar)] = [
      (.exp, [0, -0.0, least, -least], 1),
      (.exp, [.infinity, greatest], .infinity),
      (.exp, [-.infinity, -greatest], 0),
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
          #expect(y == value && y.sign == value.sign, "\(function)(\(x)) is \(y) by \(set)")
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
      #expect(function(x, by: set) == x.map { function([$0], by: set)[0] }, "\(function) by \(set)")
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
      #expect(function(x, by: .avx2) == function(x, by: .avx512))
      #expect(function(x.map(Float.init), by: .avx2) == function(x.map(Float.init), by: .avx512))
    }
  }
}
