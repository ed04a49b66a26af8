import LinearAlgebra

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#endif

extension ElementaryFunction {
  /// The function by the kernels of `set`.
  package func callAsFunction<Scalar: BLASScalar>(_ x: [Scalar], by set: InstructionSet) -> [Scalar] {
    let kernel = unsafe Scalar._routines.kernels(set)[self]
    return unsafe [Scalar](unsafeUninitializedCapacity: x.count) { buffer, count in
      count = x.count
      unsafe x.withUnsafeBufferPointer { x in
        guard let source = x.baseAddress, let target = buffer.baseAddress else { return }
        // In bounds: both hold as many elements.
        unsafe kernel(x.count, source, target)
      }
    }
  }

  /// The error of a result in units of the last place.
  package func error(of result: Float, at x: Float) -> Double { LargestError.error(result, reference(self, Double(x))) }

  #if arch(x86_64)
    /// The error of a result in units of the last place.
    package func error(of result: Double, at x: Double) -> Double {
      LargestError.error(result, reference(self, Float80(x)))
    }
  #endif
}

/// The function by libm: wide enough for a Float.
func reference(_ function: ElementaryFunction, _ x: Double) -> Double { value(of: function, x, exp, log, tanh) }

#if arch(x86_64)
  /// The function by libm's 80-bit floating point.
  func reference(_ function: ElementaryFunction, _ x: Float80) -> Float80 { value(of: function, x, exp, log, tanh) }
#endif

private func value<Wide: BinaryFloatingPoint>(
  of function: ElementaryFunction, _ x: Wide, _ exp: (Wide) -> Wide, _ log: (Wide) -> Wide, _ tanh: (Wide) -> Wide
) -> Wide {
  switch function {
  case .exp: exp(x)
  case .log: log(x)
  case .sqrt: x.squareRoot()
  case .abs: x.magnitude
  case .tanh: tanh(x)
  case .sigmoid: 1 / (1 + exp(-x))
  }
}

/// The largest error of a function, in units of the last place of the exact result, and where it is.
package struct LargestError<Scalar: BLASScalar>: Sendable, CustomStringConvertible {
  package private(set) var ulps = 0.0
  package private(set) var argument = Scalar.zero

  package init() {}

  /// Counts the error of `result` at `argument`; any other NaN, infinity or sign of zero than the exact one is infinite.
  package mutating func add<Wide: BinaryFloatingPoint>(_ result: Scalar, at argument: Scalar, exact: Wide) {
    let error = Self.error(result, exact)
    // Also where the error is NaN.
    if !(error <= ulps) { (ulps, self.argument) = (error, argument) }
  }

  package var description: String { "\(ulps) ulp at \(argument)" }

  /// The error of `result` in units of the last place of the exact one.
  package static func error<Wide: BinaryFloatingPoint>(_ result: Scalar, _ exact: Wide) -> Double {
    if result.isNaN || exact.isNaN { return result.isNaN && exact.isNaN ? 0 : .infinity }
    if result == 0, exact == 0 { return result.sign == exact.sign ? 0 : .infinity }
    // An infinite result is one step beyond the largest number.
    let end = Wide(Scalar.greatestFiniteMagnitude) + Wide(Scalar.greatestFiniteMagnitude.ulp)
    let (a, b) = (clamp(Wide(result), end), clamp(exact, end))
    let magnitude = min(max(b.magnitude, Wide(Scalar.leastNormalMagnitude)), Wide(Scalar.greatestFiniteMagnitude))
    let ulp = Wide(
      sign: .plus, exponent: magnitude.exponent - Wide.Exponent(Scalar.significandBitCount), significand: 1)
    return Double((a - b).magnitude / ulp)
  }

  private static func clamp<Wide: BinaryFloatingPoint>(_ x: Wide, _ end: Wide) -> Wide { min(max(x, -end), end) }
}
