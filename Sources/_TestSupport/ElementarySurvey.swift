import LinearAlgebra

/// The largest error of `function` by each instruction set over every `step`th Float, by its bits.
package func surveyFloats(
  _ function: ElementaryFunction, step: Int
) -> [(InstructionSet, LargestError<Float>)] {
  var errors = InstructionSet.available.map { ($0, LargestError<Float>()) }
  let chunk = 1 << 16
  for start in Swift.stride(from: 0, to: 1 << 32, by: chunk * step) {
    let end = min(start + chunk * step, 1 << 32)
    let x = Swift.stride(from: start, to: end, by: step).map { Float(bitPattern: UInt32($0)) }
    let exact = x.map { function.reference($0) }
    for i in errors.indices {
      let y = function(x, by: errors[i].0)
      for j in x.indices { errors[i].1.add(y[j], at: x[j], exact: exact[j]) }
    }
  }
  return errors
}

#if arch(x86_64)
  /// The largest error of `function` by each instruction set over `count` Doubles: a quarter each spread evenly,
  /// graded by their exponents, graded about 1, and close to the multiples of log(2) / 2 where reduced ranges end.
  package func surveyDoubles(
    _ function: ElementaryFunction, count: Int
  ) -> [(InstructionSet, LargestError<Double>)] {
    var errors = InstructionSet.available.map { ($0, LargestError<Double>()) }
    var generator = SeededGenerator(seed: 7)
    for start in Swift.stride(from: 0, to: count, by: 1 << 16) {
      let x = (start..<min(start + 1 << 16, count)).map { i -> Double in
        switch i % 4 {
        case 0: return .random(in: -750...750, using: &generator)
        case 1: return graded(-1074...1023, using: &generator)
        case 2: return 1 + graded(-53...(-1), using: &generator)
        default:
          let multiple = Double(Int.random(in: -2200...2200, using: &generator)) * 0.34657359027997264
          return multiple * (1 + .random(in: -0x1p-40...0x1p-40, using: &generator))
        }
      }
      let exact = x.map { function.reference($0) as Float80 }
      for i in errors.indices {
        let y = function(x, by: errors[i].0)
        for j in x.indices { errors[i].1.add(y[j], at: x[j], exact: exact[j]) }
      }
    }
    return errors
  }

  /// A number of either sign whose exponent is any of `exponents`.
  private func graded(_ exponents: ClosedRange<Int>, using generator: inout SeededGenerator) -> Double {
    let magnitude = Double(
      sign: .plus, exponent: .random(in: exponents, using: &generator),
      significand: .random(in: 1..<2, using: &generator))
    return Bool.random(using: &generator) ? magnitude : -magnitude
  }
#endif
