import LinearAlgebra
import Testing

@Suite struct MatrixNormTests {
  @Test func smallIntegersHaveExactNorms() {
    let a = Matrix<Float>(rows: [[1, -2, 2], [0, 4, -8]])
    #expect(a.norm(.one) == 10 && a.norm(.infinity) == 12 && a.norm(.max) == 8)
    #expect(a.norm() == Float(89).squareRoot() && Matrix<Float>(row: [3, -4]).norm(.frobenius) == 5)
    for x in [slice(a), a.transposed().transposed()] {
      for norm in MatrixNorm.allCases { #expect(x.norm(norm) == a.norm(norm)) }
    }
    for norm in MatrixNorm.allCases { #expect(Matrix<Double>.zeros(rows: 0, columns: 3).norm(norm) == 0) }
  }

  private func checkScale<Scalar: BLASScalar>(_: Scalar.Type, _ exponent: Int) {
    let scale = Scalar(sign: .plus, exponent: Scalar.Exponent(exponent), significand: 1)
    let a = Matrix<Scalar>(rows: [[3, 0], [-4, 0], [0, 0]]).map { $0 * scale }
    #expect(a.norm(.frobenius) == 5 * scale && a.norm(.one) == 7 * scale)
    #expect(a.norm(.infinity) == 4 * scale && a.norm(.max) == 4 * scale)
  }

  /// From the least number there is to 7/8 of the largest.
  @Test func squaresNeitherOverflowNorVanish() {
    for exponent in [-149, -140, -126, -64, 64, 125] { checkScale(Float.self, exponent) }
    for exponent in [-1074, -1060, -1022, -537, 511, 1021] { checkScale(Double.self, exponent) }
  }

  @Test(arguments: sizesAroundVectors.filter { $0 > 0 }) func theLargestMagnitudeMayStandAnywhere(count: Int) {
    for place in 0..<count {
      var m = Matrix<Double>(repeating: 1, rows: 2, columns: count)
      m[1, place] = -3
      #expect(m.norm(.max) == 3 && Matrix<Float>(m).norm(.max) == 3)
      for value in [Double.nan, -.nan, .infinity, -.infinity] {
        m[1, place] = value
        for norm in MatrixNorm.allCases {
          let (double, float) = (m.norm(norm), Matrix<Float>(m).norm(norm))
          #expect(value.isNaN ? double.isNaN && float.isNaN : double == .infinity && float == .infinity)
        }
      }
    }
  }

  @Test func aNormBeyondTheScalarIsInfinite() {
    let a = Matrix<Float>(repeating: .greatestFiniteMagnitude, rows: 2, columns: 2)
    #expect(a.norm(.one) == .infinity && a.norm(.frobenius) == .infinity && a.norm(.max) == .greatestFiniteMagnitude)
  }
}
