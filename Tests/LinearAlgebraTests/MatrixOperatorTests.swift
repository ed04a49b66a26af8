import LinearAlgebra
import Testing

@Suite struct MatrixOperatorTests {
  /// Each operator against one element at a time: whole matrices, slices, and one of each.
  private func check<Scalar: BLASScalar>(_: Scalar.Type, rows: Int, columns: Int) {
    let a = sample(Scalar.self, rows: rows, columns: columns)
    let b = sample(Scalar.self, rows: rows, columns: columns, salt: 11)
    let sum = elementwise(a, b, +)
    let difference = elementwise(a, b, -)
    let product = elementwise(a, b, *)
    let quotient = elementwise(a, b, /)
    for (x, y) in [(a, b), (slice(a), b), (a, slice(b)), (slice(a), slice(b))] {
      #expect(x + y == sum)
      #expect(x - y == difference)
      #expect((x .* y) == product)
      #expect((x ./ y) == quotient)
      var z = x
      z += y
      #expect(z == sum)
      z -= y
      #expect(z == a)
      z .*= y
      #expect(z == product)
      z = x
      z ./= y
      #expect(z == quotient)
      #expect(x == a && y == b)
    }
  }

  @Test(arguments: sizesAroundVectors) func operatorsWorkElementByElement(columns: Int) {
    for rows in [0, 1, 3] {
      check(Float.self, rows: rows, columns: columns)
      check(Double.self, rows: rows, columns: columns)
    }
  }

  private func checkScalars<Scalar: BLASScalar>(_: Scalar.Type, rows: Int, columns: Int) {
    let a = sample(Scalar.self, rows: rows, columns: columns)
    let x: Scalar = 3
    func each(_ f: (Scalar) -> Scalar) -> Matrix<Scalar> { Matrix(rows: rows, columns: columns) { f(a[$0, $1]) } }
    for m in [a, slice(a)] {
      #expect(m + x == each { $0 + x } && x + m == each { x + $0 })
      #expect(m - x == each { $0 - x } && x - m == each { x - $0 })
      #expect(m * x == each { $0 * x } && x * m == each { x * $0 })
      #expect(m / x == each { $0 / x })
      // In parentheses: the macro takes an operator that it does not know for the loosest.
      #expect((x ./ m) == each { x / $0 })
      #expect(-m == each { -$0 })
      var n = m
      n += x
      #expect(n == each { $0 + x })
      n -= x
      #expect(n == a)
      n *= x
      #expect(n == each { $0 * x })
      n = m
      n /= x
      #expect(n == each { $0 / x })
    }
  }

  @Test(arguments: sizesAroundVectors) func scalarsApplyToEachElement(columns: Int) {
    for rows in [0, 1, 3] {
      checkScalars(Float.self, rows: rows, columns: columns)
      checkScalars(Double.self, rows: rows, columns: columns)
    }
  }

  private func checkBroadcast<Scalar: BLASScalar>(_: Scalar.Type, rows: Int, columns: Int) {
    let a = sample(Scalar.self, rows: rows, columns: columns)
    let row = sample(Scalar.self, rows: 1, columns: columns, salt: 5)
    let column = sample(Scalar.self, rows: rows, columns: 1, salt: 6)
    let rowRepeated = Matrix<Scalar>(rows: rows, columns: columns) { _, j in row[0, j] }
    let columnRepeated = Matrix<Scalar>(rows: rows, columns: columns) { i, _ in column[i, 0] }
    for (m, r, c) in [(a, row, column), (slice(a), slice(row), slice(column))] {
      #expect(m - r == elementwise(a, rowRepeated, -) && r - m == elementwise(rowRepeated, a, -))
      #expect(m - c == elementwise(a, columnRepeated, -) && c - m == elementwise(columnRepeated, a, -))
      var n = m
      n += r
      n += c
      #expect(n == elementwise(elementwise(a, rowRepeated, +), columnRepeated, +))
    }
  }

  @Test(arguments: sizesAroundVectors) func rowsAndColumnsAreRepeated(columns: Int) {
    for rows in [0, 1, 2, 5] {
      checkBroadcast(Float.self, rows: rows, columns: columns)
      checkBroadcast(Double.self, rows: rows, columns: columns)
    }
  }

  @Test func inPlaceFormsLeaveCopiesAndSurroundingsAlone() {
    let original = Matrix<Float>(repeating: 1, rows: 4, columns: 5)
    var copy = original
    copy += original
    #expect(original == Matrix(repeating: 1, rows: 4, columns: 5))
    #expect(copy == Matrix(repeating: 2, rows: 4, columns: 5))
    copy[1..<3, 1..<3] -= 2
    #expect(copy.sum() == 32 && copy[1..<3, 1..<3] == .zeros(rows: 2, columns: 2))
  }

  @Test func aMatrixMayBeBothSides() {
    var a = Matrix<Double>(rows: [[1, 2], [3, 4]])
    a += a
    a .*= a
    a -= a.row(0)
    #expect(a == Matrix(rows: [[0, 0], [32, 48]]))
  }

  @Test func negationTurnsTheSignOfZero() {
    #expect((-Matrix<Float>(row: [0]))[0, 0].sign == .minus)
  }

  @Test func precedenceIsThatOfMultiplication() {
    let a = Matrix<Float>(row: [1, 2])
    let (sum, difference) = (a + a .* a, a - a ./ a)
    #expect(sum == Matrix(row: [2, 6]))
    #expect(difference == Matrix(row: [0, 1]))
    #expect(2 * a + 1 == Matrix(row: [3, 5]))
    let b = Matrix<Float>(rows: [[1, 2], [3, 4]])
    #expect(b * b.t + 1 == Matrix(rows: [[6, 12], [12, 26]]))
  }

  @Test func differingShapesTrap() async {
    let sum = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      print(Matrix<Float>.zeros(rows: 3, columns: 4) + .zeros(rows: 3, columns: 5))
    }
    #expect(sum?.message.contains("sum of 3x4 and 3x5: shapes differ") == true)
    let product = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let (column, row) = (Matrix<Float>.zeros(rows: 3, columns: 1), Matrix<Float>.zeros(rows: 1, columns: 4))
      print(column .* row)
    }
    #expect(product?.message.contains("elementwise product of 3x1 and 1x4: shapes differ") == true)
    let quotient = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let (a, b) = (Matrix<Double>.zeros(rows: 1, columns: 1), Matrix<Double>.zeros(rows: 3, columns: 4))
      print(a ./ b)
    }
    #expect(quotient?.message.contains("elementwise quotient of 1x1 and 3x4: shapes differ") == true)
  }

  @Test func growingInPlaceTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var row = Matrix<Float>.zeros(rows: 1, columns: 4)
      row -= .zeros(rows: 3, columns: 4)
    }
    #expect(result?.message.contains("difference of 1x4 and 3x4 in place: shapes differ") == true)
  }
}
