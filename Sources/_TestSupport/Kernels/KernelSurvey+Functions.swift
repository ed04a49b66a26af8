import LinearAlgebra

extension ElementaryFunction {
  /// The error that the documentation allows a result, in units of the last place of the exact one.
  package var allowedError: Double {
    switch self {
    case .exp, .log: 1
    case .sqrt: 0.51  // Half a unit, and the error of the reference.
    case .abs: 0
    case .tanh, .sigmoid: 2
    }
  }
}

extension KernelSurvey {
  /// exp, log, sqrt, abs, tanh, sigmoid: within their documented errors, and an element's bits depend on it alone.
  ///
  /// - Parameter error: the error of a function's result, in units of the last place.
  package func functions(
    error: (_ function: ElementaryFunction, _ result: Scalar, _ x: Scalar) -> Double
  ) -> KernelTally {
    begin("functions")
    for function in ElementaryFunction.allCases {
      for count in sizes + [100_000] {
        for isInPlace in [false, true] {
          var i = 0
          func argument(using generator: inout SeededGenerator) -> Scalar {
            i += 1
            return i % 5 == 0 ? Self.anyNumber(using: &generator) : elementaryArgument(i % 5 - 1, using: &generator)
          }
          let y = isInPlace ? target(1, count, argument) : target(1, count)
          let x = isInPlace ? y : source(1, count, argument)
          let old = x.copy()
          // In bounds: both have `count` elements.
          unsafe kernels[function](count, x.view.base, y.view.base)
          let alone = old.copy()
          // In bounds: one element of each row.
          for j in 0..<count { unsafe kernels[function](1, alone.view.base + j, alone.view.base + j) }
          let comparison = y.problem { _, j, result in
            let ulps = error(function, result, old[0, j])
            return !(ulps <= function.allowedError)
              ? "\(ulps) ulp off at \(old[0, j])" : hasSameBits(result, alone[0, j]) ? nil : "alone \(alone[0, j])"
          }
          record(comparison, of: "\(function.rawValue) of \(count)")
        }
      }
    }
    return tallies[tallies.count - 1]
  }
}

extension KernelTable {
  /// The kernel of a function.
  subscript(_ function: ElementaryFunction) -> Function {
    switch function {
    case .exp: unsafe exp
    case .log: unsafe log
    case .sqrt: unsafe sqrt
    case .abs: unsafe abs
    case .tanh: unsafe tanh
    case .sigmoid: unsafe sigmoid
    }
  }
}
