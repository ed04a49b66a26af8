import LinearAlgebra
import Testing

/// The lines of FromNumPy.md, and what NumPy's lines of the same tables give.
@Suite struct FromNumPyTests {
  static let page = "Sources/LinearAlgebra/LinearAlgebra.docc/FromNumPy.md"

  @Test func theFixtureIsThatOfThePage() throws {
    let lines = try DocumentedCode.cells(of: Self.page, column: "NumPy")
    #expect(try lines == NumPy().lines, "run Fixtures/from-numpy.py")
  }

  @Test func bothColumnsGiveTheSame() throws {
    let numpy = try NumPy()
    // example: numpy-creation
    let a = Matrix<Double>(rows: [[1, 2, 3], [4, 5, 6]])
    let b = Matrix<Double>([6, 5, 4, 3, 2, 1], rows: 2, columns: 3)
    let row = Matrix<Double>(row: [10, 20, 30])
    let column = Matrix<Double>(column: [10, 20])
    let zeros = Matrix<Double>.zeros(rows: 2, columns: 3)
    let sevens = Matrix<Double>(repeating: 7, rows: 2, columns: 3)
    let identity = Matrix<Double>.identity(3)
    let diagonal = Matrix<Double>.diagonal([1, 2, 3])
    let steps = Matrix<Double>(row: Array(stride(from: 0, to: 1, by: 0.25)))
    let hilbert = Matrix<Double>(rows: 3, columns: 3) { i, j in 1 / Double(i + j + 1) }
    let above = Matrix.stackedVertically([a, b])
    let beside = Matrix.stackedHorizontally([a, b])
    let same = zeros
    // end of example
    #expect(numpy.agrees("a", a))
    #expect(numpy.agrees("b", b))
    #expect(numpy.agrees("row", row))
    #expect(numpy.agrees("column", column))
    #expect(numpy.agrees("zeros", zeros))
    #expect(numpy.agrees("sevens", sevens))
    #expect(numpy.agrees("identity", identity))
    #expect(numpy.agrees("diagonal", diagonal))
    #expect(numpy.agrees("steps", steps))
    #expect(numpy.agrees("hilbert", hilbert))
    #expect(numpy.agrees("above", above))
    #expect(numpy.agrees("beside", beside))
    #expect(numpy.agrees("same", same))

    // example: numpy-shape
    let (m, n) = (a.rows, a.columns)
    let size = a.count
    let flat: [Double] = a.scalars()
    let tall = a.reshaped(rows: 3, columns: 2)
    let at = a.transposed()
    // end of example
    #expect(numpy.agrees("m", Matrix(row: [Double(m)])))
    #expect(n == 3)
    #expect(numpy.agrees("size", Matrix(row: [Double(size)])))
    #expect(numpy.agrees("flat", Matrix(row: flat)))
    #expect(numpy.agrees("tall", tall))
    #expect(numpy.agrees("at", at))

    // example: numpy-indexing
    let element = a[1, 2]
    let last = a[a.rows - 1, a.columns - 1]
    let second = a.row(1)
    let middle = a.column(1)
    let upper = a.upperTriangle(offset: 1)
    let lower = a.lowerTriangle()
    let onDiagonal: [Double] = a.diagonal()
    let block = a[0..<2, 1..<3]
    let below = a[1..., ...]
    let picked = a.rows(at: [1, 0, 1])
    let left = a[..., ..<2]
    var c = a
    c[0, 0] = 9
    c[..., 1] = column
    c[0, 1...] = Matrix(row: [7, 8])
    c[1..., 2...] += 100
    // end of example
    #expect(numpy.agrees("element", Matrix(row: [element])))
    #expect(numpy.agrees("last", Matrix(row: [last])))
    #expect(numpy.agrees("second", second))
    #expect(numpy.agrees("middle", middle))
    #expect(numpy.agrees("upper", upper))
    #expect(numpy.agrees("lower", lower))
    #expect(numpy.agrees("onDiagonal", Matrix(row: onDiagonal)))
    #expect(numpy.agrees("block", block))
    #expect(numpy.agrees("below", below))
    #expect(numpy.agrees("picked", picked))
    #expect(numpy.agrees("left", left))
    #expect(numpy.agrees("c", c, line: 4))

    // example: numpy-slices-are-values
    var part = a[..<1, ...]
    part[0, 0] = -1  // a[0, 0] is still 1
    // end of example
    #expect(a[0, 0] == 1 && part == Matrix(row: [-1, 2, 3]))

    // example: numpy-arithmetic
    let total = a + b - 1
    let product = a .* b
    let quotient = a ./ b
    let half = a / 2
    let twice = 2 * a
    let inverse = 1 ./ a
    let negative = -a
    let square = a .* a
    let rectified = (a - 3).clamped(to: 0...)
    let shortened = (a / 2).map { $0.rounded(.towardZero) }
    let chosen = a.map { $0 > 2 ? $0 : 0 }
    c .*= b
    c -= 1
    c.clamp(to: 0...20)
    // end of example
    #expect(numpy.agrees("total", total))
    #expect(numpy.agrees("product", product))
    #expect(numpy.agrees("quotient", quotient))
    #expect(numpy.agrees("half", half))
    #expect(numpy.agrees("twice", twice))
    #expect(numpy.agrees("inverse", inverse))
    #expect(numpy.agrees("negative", negative))
    #expect(numpy.agrees("square", square))
    #expect(numpy.agrees("rectified", rectified))
    #expect(numpy.agrees("shortened", shortened))
    #expect(numpy.agrees("chosen", chosen))
    #expect(numpy.agrees("c", c, line: 7))

    // example: numpy-functions
    let exponential = exp(a)
    let logarithm = log(a)
    let root = sqrt(a)
    let distance = abs(a - b)
    let bent = tanh(a - 3)
    let odds = sigmoid(a)
    var e = exp(a)
    e.apply(.log)
    // end of example
    #expect(numpy.agrees("exponential", exponential))
    #expect(numpy.agrees("logarithm", logarithm))
    #expect(numpy.agrees("root", root))
    #expect(numpy.agrees("distance", distance))
    #expect(numpy.agrees("bent", bent))
    #expect(numpy.agrees("odds", odds))
    #expect(numpy.agrees("e", e, line: 1))

    // example: numpy-broadcasting
    let shifted = a + row
    let away = column - a
    let centred = a - a.columnMeans()
    let shares = a ./ a.rowSums()
    c += row
    // end of example
    #expect(numpy.agrees("shifted", shifted))
    #expect(numpy.agrees("away", away))
    #expect(numpy.agrees("centred", centred))
    #expect(numpy.agrees("shares", shares))
    #expect(numpy.agrees("c", c, line: 8))

    // example: numpy-products
    let gram = a.t * b
    let outerGram = a * b.t
    let affine = a * at + column
    let applied = a * Matrix(column: [1, 0, 2])
    let dot = (row * row.t)[0, 0]
    let outer = outerProduct(column, row)
    let norm = a.norm()
    let trace = gram.trace()
    let symmetric = gram + gram.transposed()
    var p = Matrix<Double>.zeros(rows: 2, columns: 2)
    multiply(a, b.t, into: &p)
    multiply(a, at, into: &p, alpha: 2, beta: 1)
    // end of example
    #expect(numpy.agrees("gram", gram))
    #expect(numpy.agrees("outerGram", outerGram))
    #expect(numpy.agrees("affine", affine))
    #expect(numpy.agrees("applied", applied))
    #expect(numpy.agrees("dot", Matrix(row: [dot])))
    #expect(numpy.agrees("outer", outer))
    #expect(numpy.agrees("norm", Matrix(row: [norm])))
    #expect(numpy.agrees("trace", Matrix(row: [trace])))
    #expect(numpy.agrees("symmetric", symmetric))
    #expect(numpy.agrees("p", p, line: 2))

    // example: numpy-reductions
    let sum = a.sum()
    let rowSums = a.rowSums()
    let columnSums = a.columnSums()
    let mean = a.mean()
    let rowMeans = a.rowMeans()
    let columnMeans = a.columnMeans()
    let largest = b.max()
    let smallest = b.min()
    let rowMaxima = b.rowMaxima()
    let columnMinima = b.columnMinima()
    let (i, j) = b.argmax()
    let lowest = b.argmin()
    let perRow: [Int] = b.rowArgmax()
    let perColumn: [Int] = a.columnArgmax()
    let deviations = a.columnStandardDeviations()
    let variances = a.columnVariances(correction: 1)
    // end of example
    #expect(numpy.agrees("sum", Matrix(row: [sum])))
    #expect(numpy.agrees("rowSums", rowSums))
    #expect(numpy.agrees("columnSums", columnSums))
    #expect(numpy.agrees("mean", Matrix(row: [mean])))
    #expect(numpy.agrees("rowMeans", rowMeans))
    #expect(numpy.agrees("columnMeans", columnMeans))
    #expect(numpy.agrees("largest", Matrix(row: [largest])))
    #expect(numpy.agrees("smallest", Matrix(row: [smallest])))
    #expect(numpy.agrees("rowMaxima", rowMaxima))
    #expect(numpy.agrees("columnMinima", columnMinima))
    #expect(numpy.agrees("where", Matrix(row: [Double(i), Double(j)])))
    #expect(numpy.agrees("lowest", Matrix(row: [Double(lowest.row), Double(lowest.column)])))
    #expect(numpy.agrees("perRow", Matrix(row: perRow.map(Double.init))))
    #expect(numpy.agrees("perColumn", Matrix(row: perColumn.map(Double.init))))
    #expect(numpy.agrees("deviations", deviations))
    #expect(numpy.agrees("variances", variances))

    // example: numpy-random
    var rng = SeededGenerator(seed: 42)
    let noise = Matrix<Double>.normal(rows: 200, columns: 100, standardDeviation: 0.1, using: &rng)
    let level = Matrix<Double>.uniform(rows: 200, columns: 100, in: -1..<1, using: &rng)
    let order = (0..<10).shuffled(using: &rng)
    // end of example
    #expect(abs(noise.mean()) < 0.01 && abs((noise .* noise).mean() - 0.01) < 0.001)
    #expect(abs(level.mean()) < 0.05 && level.min() >= -1 && level.max() < 1)
    #expect(order.sorted() == Array(0..<10))

    // example: numpy-comparison
    let equal = a == b
    let close = a.isApproximatelyEqual(to: a + 1e-12)
    let within = a.isApproximatelyEqual(to: b, absoluteTolerance: 5)
    // end of example
    #expect(numpy.agrees("equal", Matrix(row: [equal ? 1 : 0])))
    #expect(numpy.agrees("close", Matrix(row: [close ? 1 : 0])))
    #expect(numpy.agrees("within", Matrix(row: [within ? 1 : 0])))

    // example: numpy-scalars
    let f = Matrix<Float>(hilbert)
    let d = Matrix<Double>(f)
    let whole = half.scalars().map { Int($0) }
    let pixels: [UInt8] = [0, 51, 255]
    let scaled = Matrix<Double>(row: pixels.map { Double($0) / 255 })
    // end of example
    #expect(numpy.agrees("f", Matrix<Double>(f)))
    #expect(numpy.agrees("d", d))
    #expect(numpy.agrees("whole", Matrix(row: whole.map(Double.init))))
    #expect(numpy.agrees("pixels", Matrix(row: pixels.map(Double.init))))
    #expect(numpy.agrees("scaled", scaled))
  }
}
