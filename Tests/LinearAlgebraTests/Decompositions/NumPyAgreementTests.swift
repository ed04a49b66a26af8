import Foundation
import LinearAlgebra
import Testing
import _TestSupport

/// The 200 cases that Fixtures/make-decompositions.py drew from NumPy and SciPy, in both scalars.
@Suite struct NumPyAgreementTests {
  struct Case: Decodable {
    let operation: String
    let rows: Int
    let columns: Int
    let condition: Double
    let a: [Int]
    let b: [Int]?
    let right: Int?
    let results: [String: [Double]]
  }

  static func cases() throws -> [Case] {
    let file = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../Fixtures/decompositions.json").standardized
    return try JSONDecoder().decode([Case].self, from: Data(contentsOf: file))
  }

  @Test func thereAreTwoHundredCases() throws {
    let cases = try Self.cases()
    #expect(cases.count == 200 && Set(cases.map(\.operation)).count == 15)
  }

  @Test(arguments: decompositionConfigurations)
  func floatAgreesToTheConditionOfEachCase(configuration: ComputeConfiguration) throws {
    try check(Float.self, configuration)
  }

  @Test(arguments: decompositionConfigurations)
  func doubleAgreesToTheConditionOfEachCase(configuration: ComputeConfiguration) throws {
    try check(Double.self, configuration)
  }

  func check<Scalar: OracleScalar & BLASScalar>(_: Scalar.Type, _ configuration: ComputeConfiguration) throws {
    for (index, test) in try Self.cases().enumerated() {
      let results: [String: [Scalar]] = try compute(test, configuration)
      #expect(Set(results.keys) == Set(test.results.keys), "\(test.operation)")
      for (name, values) in results {
        let expected = try #require(test.results[name])
        let place: Comment = "case \(index), \(test.operation), \(name), \(Scalar.self), condition \(test.condition)"
        try #require(values.count == expected.count, place)
        // Conditions and determinants have the condition of A themselves, whatever their operation is judged by.
        let condition = name == "condition" ? expected[0] : test.condition
        let size = expected.reduce(name == "logarithm" ? 1 : 0) { max($0, abs($1)) }
        let scale = ["real", "imaginary", "values"].contains(name) ? max(size, norm(test)) : size
        // A residual is small beside the terms that make it.
        let terms = name == "residuals" ? norm(test) * (test.results["x"] ?? []).reduce(0) { max($0, abs($1)) } : 0
        // A backward error of n roundings of A for each of the three or four steps of a method, in either library.
        let allowed = 8 * Double(max(test.rows, test.columns)) * Scalar.unitRoundoff * condition * (scale + terms)
        for (ours, theirs) in zip(values, expected) {
          #expect(abs(Double(ours) - theirs) <= allowed, "\(ours) and \(theirs), allowed \(allowed): \(place)")
        }
      }
    }
  }

  /// The Frobenius norm of A.
  func norm(_ test: Case) -> Double { test.a.reduce(0.0) { $0 + Double($1 * $1) }.squareRoot() / 16 }

  func compute<Scalar: OracleScalar & BLASScalar>(
    _ test: Case, _ configuration: ComputeConfiguration
  ) throws -> [String: [Scalar]] {
    let a = Matrix<Scalar>(test.a.map { Scalar($0) / 16 }, rows: test.rows, columns: test.columns)
    let b = Matrix<Scalar>(
      (test.b ?? []).map { Scalar($0) / 16 }, rows: test.b == nil ? 0 : test.rows, columns: test.right ?? 0)
    func integers(_ values: [Int]) -> [Scalar] { values.map { Scalar($0) } }
    switch test.operation {
    case "solve", "solve positive definite", "solve triangular":
      return ["x": try a.solve(b, configuration: configuration).scalars()]
    case "inverse":
      let (sign, logarithm) = try a.logDeterminant(configuration: configuration)
      return [
        "inverse": try a.inverse(configuration: configuration).scalars(),
        "determinant": [try a.determinant(configuration: configuration)], "sign": [sign],
        "logarithm": [logarithm],
      ]
    case "lu":
      let lu = try LU(a, configuration: configuration)
      return [
        "lower": lu.lower().scalars(), "upper": lu.upper().scalars(), "permutation": integers(lu.permutation()),
      ]
    case "cholesky": return ["lower": try Cholesky(a, configuration: configuration).lower().scalars()]
    case "qr":
      let qr = try QR(a, configuration: configuration)
      let signs: [Scalar] = (0..<qr.r().rows).map { qr.r()[$0, $0] < 0 ? -1 : 1 }
      return ["q": (qr.q() .* Matrix(row: signs)).scalars(), "r": (Matrix(column: signs) .* qr.r()).scalars()]
    case "pivoted qr":
      let qr = try PivotedQR(a, configuration: configuration)
      return [
        "magnitudes": (0..<qr.r().rows).map { qr.r()[$0, $0].magnitude }, "permutation": integers(qr.permutation),
      ]
    case "least squares":
      let fit = try a.leastSquares(b, configuration: configuration)
      return [
        "x": fit.solution.scalars(), "rank": integers([fit.rank]), "values": fit.singularValues,
        "residuals": fit.residualNorms,
      ]
    case "rank-deficient least squares":
      let fit = try a.leastSquares(b, configuration: configuration)
      return ["x": fit.solution.scalars(), "rank": integers([fit.rank])]
    case "svd": return ["values": try SVD(a, configuration: configuration).values]
    case "pseudoinverse":
      return [
        "inverse": try a.pseudoinverse(configuration: configuration).scalars(),
        "rank": integers([try a.rank(configuration: configuration)]),
      ]
    case "symmetric eigenvalues": return ["values": try SymmetricEigen(a, configuration: configuration).values]
    case "eigenvalues":
      let (real, imaginary) = try a.eigenvalues(configuration: configuration)
      // Real parts of a pair may differ in their last bits; rounded they sort as NumPy's do.
      let order = real.indices.sorted {
        let (x, y) = ((real[$0] * 256).rounded(), (real[$1] * 256).rounded())
        return x == y ? imaginary[$0] < imaginary[$1] : x < y
      }
      return ["real": order.map { real[$0] }, "imaginary": order.map { imaginary[$0] }]
    case "norms":
      return [
        "norms": [
          a.norm(.one), a.norm(.infinity), a.norm(), a.norm(.max), try a.norm(.two, configuration: configuration),
        ],
        "condition": [try a.conditionNumber(configuration: configuration)],
      ]
    default: throw UnknownOperation(name: test.operation)
    }
  }

  struct UnknownOperation: Error { let name: String }
}
