import LinearAlgebra
import Testing

/// The lines of FromNumPy.md for `np.linalg`, and what NumPy's lines of the same table give.
@Suite struct FromNumPyLinearAlgebraTests {
  @Test func bothColumnsGiveTheSame() throws {
    let numpy = try NumPy()
    // As the tables before have them.
    let a = Matrix<Double>(rows: [[1, 2, 3], [4, 5, 6]])
    let at = a.transposed()

    // example: numpy-linalg
    let s = Matrix<Double>(rows: [[4, 1, 2], [1, 5, 3], [2, 3, 6]])
    let r = Matrix<Double>(column: [1, 2, 3])
    let x = try s.solve(r)
    let inverted = try s.inverse()
    let determinant = try s.determinant()
    let logDeterminant = try s.logDeterminant().logarithm
    let fitted = try at.leastSquares(r).solution
    let rank = try a.rank()
    let pseudoinverse = try a.pseudoinverse()
    let condition = try a.conditionNumber()
    let frobenius = a.norm()
    let one = a.norm(.one)
    let most = a.norm(.infinity)
    let two = try a.norm(.two)
    let l = try Cholesky(s).lower()
    let q = try QR(s).q()
    let complete = try QR(at).fullQ()
    let singular = try SVD(a).values
    let alone = try a.singularValues()
    let eigh = try SymmetricEigen(s)
    let values = try s.symmetricEigenvalues()
    let eigenvalues = try Eigen(s).values.real.sorted()
    // end of example
    #expect(numpy.agrees("x", x))
    #expect(numpy.agrees("inverted", inverted))
    #expect(numpy.agrees("fitted", fitted))
    #expect(numpy.agrees("pseudoinverse", pseudoinverse))
    #expect(numpy.agrees("l", l))
    #expect(numpy.agrees("determinant", Matrix(row: [determinant])))
    #expect(numpy.agrees("logDeterminant", Matrix(row: [logDeterminant])))
    #expect(numpy.agrees("condition", Matrix(row: [condition])))
    #expect(numpy.agrees("frobenius", Matrix(row: [frobenius])))
    #expect(numpy.agrees("one", Matrix(row: [one])))
    #expect(numpy.agrees("most", Matrix(row: [most])))
    #expect(numpy.agrees("two", Matrix(row: [two])))
    #expect(numpy.agrees("rank", Matrix(row: [Double(rank)])))
    #expect(numpy.agrees("singular", Matrix(row: singular)))
    #expect(numpy.agrees("alone", Matrix(row: alone)))
    #expect(numpy.agrees("values", Matrix(row: values)))
    #expect(numpy.agrees("eigenvalues", Matrix(row: eigenvalues)))
    #expect(numpy.agrees("w", Matrix(row: eigh.values)))
    #expect((s * eigh.vectors()).isApproximatelyEqual(to: eigh.vectors() .* Matrix(row: eigh.values)))
    // Signs are either.
    #expect(numpy.values["complete"]?[0].map(abs).isApproximatelyEqual(to: complete.map(abs)) == true)
    #expect(numpy.values["q"]?[0].map(abs).isApproximatelyEqual(to: q.map(abs)) == true)
  }
}
