import LinearAlgebra
import Testing

@Suite struct MatrixLayoutTests {
  private func checkTransposition<Scalar: BLASScalar>(_: Scalar.Type, rows: Int, columns: Int) {
    let m = sample(Scalar.self, rows: rows, columns: columns)
    let transpose = Matrix<Scalar>(rows: columns, columns: rows) { i, j in m[j, i] }
    #expect(m.transposed() == transpose)
    #expect(slice(m).transposed() == transpose)
    #expect(Matrix(m.t) == transpose && Matrix(slice(m).t) == transpose)
    #expect(transpose.transposed() == m)
  }

  @Test(arguments: sizesAroundVectors) func transpositionSwapsIndices(columns: Int) {
    for rows in sizesAroundVectors {
      checkTransposition(Float.self, rows: rows, columns: columns)
      checkTransposition(Double.self, rows: rows, columns: columns)
    }
  }

  @Test func reshapingKeepsTheElementsInOrder() {
    let m = sample(Float.self, rows: 4, columns: 6)
    #expect(m.reshaped(rows: 3, columns: 8).scalars() == m.scalars())
    #expect(slice(m).reshaped(rows: 24, columns: 1) == Matrix(column: m.scalars()))
    #expect(m.row(2).reshaped(rows: 2, columns: 3) == Matrix(Array(m.scalars()[12..<18]), rows: 2, columns: 3))
    #expect(Matrix<Float>.zeros(rows: 0, columns: 5).reshaped(rows: 7, columns: 0) == .zeros(rows: 7, columns: 0))
  }

  @Test func reshapedMatricesAreValues() {
    let m = sample(Float.self, rows: 2, columns: 6)
    var reshaped = m[1..., ...].reshaped(rows: 3, columns: 2)
    reshaped[0, 0] = -1
    #expect(m == sample(Float.self, rows: 2, columns: 6))
    #expect(reshaped.scalars() == [-1] + m.scalars()[7...])
  }

  @Test func scalarsOfASliceAreItsOwn() {
    let m = sample(Double.self, rows: 3, columns: 4)
    #expect(slice(m).scalars() == m.scalars())
    #expect(m[1..<1, ...].scalars() == [])
    #expect(m.column(1).scalars() == [m[0, 1], m[1, 1], m[2, 1]])
  }

  @Test func floatBecomesDoubleExactlyAndDoubleIsRounded() {
    let m = Matrix<Float>(rows: [[0.1, -0], [.infinity, 3]])
    #expect(Matrix<Double>(m) == Matrix(rows: [[Double(Float(0.1)), 0], [.infinity, 3]]))
    #expect(Matrix<Float>(Matrix<Double>(slice(m))) == m && Matrix<Float>(m) == m)
    #expect(Matrix<Float>(Matrix<Double>(row: [0.1, 1e300])) == Matrix(row: [0.1, .infinity]))
  }

  private func converted<From: BLASScalar, To: BLASScalar>(_ m: Matrix<From>, _: To.Type) -> Matrix<To> {
    Matrix<To>(m)
  }

  @Test func genericCodeConvertsTheSame() {
    let m = Matrix<Double>(rows: [[0.1, -0.0], [.infinity, 1e-300]])
    #expect(converted(m, Float.self) == Matrix(rows: [[0.1, 0], [.infinity, 0]]))
    #expect(converted(m, Double.self) == m)
    #expect(
      converted(converted(m, Float.self), Double.self) == Matrix(rows: [[Double(Float(0.1)), 0], [.infinity, 0]]))
  }

  @Test func mappingCallsRowByRow() {
    let m = Matrix<Float>(rows: [[1, 2], [3, 4]])
    var calls = [Float]()
    let squares: Matrix<Float> = slice(m).map {
      calls.append($0)
      return $0 * $0
    }
    #expect(squares == Matrix(rows: [[1, 4], [9, 16]]))
    #expect(calls == [1, 2, 3, 4])
    #expect(m.map { Double($0) / 2 } == Matrix<Double>(rows: [[0.5, 1], [1.5, 2]]))
  }

  @Test func mappingInPlaceKeepsCopies() {
    let m = Matrix<Float>(rows: [[1, -2], [-3, 4]])
    var n = m
    n.mapInPlace { max($0, 0) }
    #expect(n == Matrix(rows: [[1, 0], [0, 4]]))
    n[..., 1...].mapInPlace { $0 + 1 }
    #expect(n == Matrix(rows: [[1, 1], [0, 5]]))
    #expect(m == Matrix(rows: [[1, -2], [-3, 4]]))
  }

  @Test func mappingRethrows() {
    struct Stop: Error {}
    var m = Matrix<Float>(row: [1, 2, 3])
    #expect(throws: Stop.self) { try m.mapInPlace { x throws(Stop) in if x == 2 { throw Stop() } else { return 0 } } }
    #expect(m == Matrix(row: [0, 2, 3]))
    #expect(throws: Stop.self) { _ = try m.map { _ throws(Stop) -> Float in throw Stop() } }
  }

  @Test func bufferHoldsTheElementsRowByRow() {
    let m = sample(Float.self, rows: 5, columns: 4)
    let empty = Matrix<Float>.zeros(rows: 0, columns: 4)
    for x in [m, slice(m), m[2..., ...], m.row(3), empty] {
      // Within the call.
      #expect(unsafe x.withUnsafeBufferPointer { unsafe Array($0) } == x.scalars())
    }
  }

  @Test func bufferForWritingIsThisMatrixAlone() {
    let m = sample(Float.self, rows: 5, columns: 4)
    var block = m[1..<3, 1..<3]
    let count = unsafe block.withUnsafeMutableBufferPointer { buffer in
      // Within the call and the buffer.
      for i in buffer.indices { unsafe buffer[i] = Float(i) }
      return buffer.count
    }
    #expect(count == 4)
    #expect(block == Matrix(rows: [[0, 1], [2, 3]]))
    #expect(m == sample(Float.self, rows: 5, columns: 4))
  }

  @Test func reshapingToAnotherCountTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 3, columns: 4).reshaped(rows: 5, columns: 2)
    }
    #expect(result?.message.contains("reshaping 3x4 to 5x2: 12 elements become 10") == true)
  }
}
