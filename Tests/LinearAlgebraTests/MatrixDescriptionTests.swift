import LinearAlgebra
import Testing

@Suite struct MatrixDescriptionTests {
  @Test func columnsAreAlignedAtTheirPoints() {
    let m = Matrix<Float>(rows: [[1, 0.125, -3], [10, .nan, 1e-7], [-200.5, .infinity, 0.1]])
    #expect(
      "\(m)" == """
        3x3 Matrix<Float>
             1.0    0.125  -3.0
            10.0  nan       1e-07
          -200.5  inf       0.1
        """)
  }

  @Test func largeMatricesShowTheirCorners() {
    let m = Matrix<Double>(rows: 3000, columns: 3000) { i, j in Double(i + j) }
    #expect(
      "\(m)" == """
        3000x3000 Matrix<Double>
             0.0     1.0     2.0  …  2997.0  2998.0  2999.0
             1.0     2.0     3.0  …  2998.0  2999.0  3000.0
             2.0     3.0     4.0  …  2999.0  3000.0  3001.0
             …       …       …    …     …       …       …
          2997.0  2998.0  2999.0  …  5994.0  5995.0  5996.0
          2998.0  2999.0  3000.0  …  5995.0  5996.0  5997.0
          2999.0  3000.0  3001.0  …  5996.0  5997.0  5998.0
        """)
  }

  @Test func eightOfEachAreShownInFull() {
    #expect(!"\(Matrix<Float>.identity(8))".contains("…"))
    #expect("\(Matrix<Float>.zeros(rows: 1, columns: 9))" == "1x9 Matrix<Float>\n  0.0  0.0  0.0  …  0.0  0.0  0.0")
    #expect("\(Matrix<Float>.zeros(rows: 9, columns: 1))".split(separator: "\n").count == 8)
  }

  private static let roundings: [(Double, String)] = [
    (0.333_333_333_333, "0.333333"), (-0.666_666_666_666, "-0.666667"), (6.666_666_666e-6, "6.66667e-06"),
    (3.333_333_333e299, "3.33333e+299"),
    (123_456.789, "123457"), (1234567890.5, "1234567891"), (12345.678, "12345.7"), (0.9999999999, "1.0"),
    (99999.99999, "100000"), (0.1, "0.1"),
    (1e-300, "1e-300"), (-0.0, "-0.0"), (16_777_216, "16777216.0"),
    (0.00012345678, "0.000123457"), (9.99999999e-05, "10e-05"),
  ]

  @Test(arguments: roundings) func elementsAreRoundedToSixDigits(x: Double, text: String) {
    #expect("\(Matrix<Double>(row: [x]))" == "1x1 Matrix<Double>\n  \(text)")
  }

  @Test func emptyMatricesShowTheirShape() {
    #expect("\(Matrix<Float>.zeros(rows: 0, columns: 3))" == "0x3 Matrix<Float>")
    #expect("\(Matrix<Float>.zeros(rows: 2, columns: 0))" == "2x0 Matrix<Float>")
  }

  @Test func aSliceReadsAsItsCopy() {
    let m = sample(Float.self, rows: 3, columns: 4)
    #expect("\(slice(m))" == "\(m)")
  }
}
