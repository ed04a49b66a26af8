import CQuadruple
import LinearAlgebra
import _TestSupport

/// Tries kernels, and prints a line for each family: its name, cases, elements, wrong cases, with tabs between them.
///
///   program kernels
///   program products SEED COUNT
///
/// - Returns: 0 where no case is wrong.
@_cdecl("main")
public func main(_ count: Int32, _ words: UnsafePointer<UnsafePointer<CChar>>) -> Int32 {
  // In bounds: there are `count` words, each of which ends with zero.
  let arguments = (1..<Int(count)).map { unsafe String(cString: words[$0]) }
  var tallies: [KernelTally]
  if arguments.count == 3, arguments[0] == "products", let seed = UInt64(arguments[1]), let count = Int(arguments[2]) {
    tallies = [tallyOfRandomProducts(seed: seed, indices: 0..<count)]
  } else if arguments == ["kernels"] {
    let (floats, doubles) = (KernelSurvey<Float>(.baseline), KernelSurvey<Double>(.baseline))
    tallies = [floats.functions { $0.error(of: $1, at: $2) }, doubles.functions { $0.error(of: $1, at: $2) }]
    tallies += KernelSurvey<Float>.tallies(.baseline) + KernelSurvey<Double>.tallies(.baseline)
    tallies += KernelSurvey<Float>.imageTallies(.baseline)
  } else {
    print("program kernels | program products SEED COUNT")
    return 2
  }
  for tally in tallies {
    print("\(tally.family)\t\(tally.cases)\t\(tally.elements)\t\(tally.problems.count)")
    for problem in tally.problems.prefix(10) { print("  \(problem)") }
  }
  return tallies.allSatisfy { $0.problems.isEmpty } ? 0 : 1
}

extension ElementaryFunction {
  /// The error of a result in units of the last place.
  fileprivate func error(of result: Double, at x: Double) -> Double {
    switch self {
    case .exp: cquadruple_exp_error(result, x)
    case .log: cquadruple_log_error(result, x)
    case .sqrt: cquadruple_sqrt_error(result, x)
    case .abs: cquadruple_abs_error(result, x)
    case .tanh: cquadruple_tanh_error(result, x)
    case .sigmoid: cquadruple_sigmoid_error(result, x)
    }
  }
}
