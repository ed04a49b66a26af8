import LinearAlgebra

/// The largest error of `function` by each instruction set over every `step`th Float, by its bits.
package func surveyFloats(_ function: ElementaryFunction, step: Int) -> [(InstructionSet, LargestError<Float>)] {
  survey(
    function, count: ((1 << 32) + step - 1) / step, { Float(bitPattern: UInt32($0 * step)) },
    { reference(function, Double($0)) })
}

#if arch(x86_64)
  /// The largest error of `function` by each instruction set over `count` Doubles, a quarter of each kind.
  package func surveyDoubles(_ function: ElementaryFunction, count: Int) -> [(InstructionSet, LargestError<Double>)] {
    var generator = SeededGenerator(seed: 7)
    return survey(
      function, count: count, { elementaryArgument($0 % 4, using: &generator) }, { reference(function, Float80($0)) })
  }
#endif

/// The largest error of `function` by each instruction set over `count` arguments, 65,536 at a time.
private func survey<Scalar: BLASScalar, Wide: BinaryFloatingPoint>(
  _ function: ElementaryFunction, count: Int, _ argument: (Int) -> Scalar, _ reference: (Scalar) -> Wide
) -> [(InstructionSet, LargestError<Scalar>)] {
  var errors = InstructionSet.available.map { ($0, LargestError<Scalar>()) }
  for start in Swift.stride(from: 0, to: count, by: 1 << 16) {
    let x = (start..<min(start + 1 << 16, count)).map(argument)
    let exact = x.map(reference)
    for i in errors.indices {
      let y = function(x, by: errors[i].0)
      for j in x.indices { errors[i].1.add(y[j], at: x[j], exact: exact[j]) }
    }
  }
  return errors
}

/// An argument for the functions, of one of four kinds: spread evenly over the range of exp and a little more, graded by its
/// exponent, graded about 1, and close to a multiple of log(2) / 2, where reduced ranges end.
func elementaryArgument<Scalar: BLASScalar>(_ kind: Int, using generator: inout SeededGenerator) -> Scalar {
  let digits = Scalar.significandBitCount + 1
  let greatest = Int(Scalar.greatestFiniteMagnitude.exponent)
  switch kind {
  case 0:
    // 753 for Double, 106 for Float.
    let limit = 0.7 * Scalar(greatest + digits)
    return .random(in: -limit...limit, using: &generator)
  case 1: return graded((2 - greatest - digits)...greatest, using: &generator)
  case 2: return 1 + graded(-digits...(-1), using: &generator)
  default:
    let multiple = 2 * (greatest + digits)
    let center = 0.34657359027997264 * Scalar(Int.random(in: -multiple...multiple, using: &generator))
    let distance = Scalar(sign: .plus, exponent: Scalar.Exponent(13 - digits), significand: 1)
    return center * (1 + .random(in: -distance...distance, using: &generator))
  }
}

/// A number of either sign whose exponent is any of `exponents`.
private func graded<Scalar: BLASScalar>(_ exponents: ClosedRange<Int>, using generator: inout SeededGenerator) -> Scalar
{
  let magnitude = Scalar(
    sign: .plus, exponent: Scalar.Exponent(Int.random(in: exponents, using: &generator)),
    significand: .random(in: 1..<2, using: &generator))
  return Bool.random(using: &generator) ? magnitude : -magnitude
}
