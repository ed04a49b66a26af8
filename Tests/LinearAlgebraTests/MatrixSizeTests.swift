import Foundation
import LinearAlgebra
import Testing

@Suite struct MatrixSizeTests {
  /// Each beyond Int.max bytes of `Float` as a whole, as a column or as a row.
  static let shapesBeyondMemory = [
    (Int.max, 2), (1 << 62, 1), (1, 1 << 62), (1 << 32, 1 << 32), (1 << 62, 0), (0, 1 << 62), (Int.max, 0),
    (0, Int.max),
    (1 << 61, 0), (0, 1 << 61), (1 << 30, (1 << 31) + 1),
  ]

  @Test(arguments: shapesBeyondMemory) func aShapeBeyondMemoryTraps(rows: Int, columns: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [rows = rows as Int, columns = columns as Int] in
      _ = Matrix<Float>([], rows: rows, columns: columns)
    }
    #expect(
      result?.message.contains(
        "a matrix of \(rows)x\(columns): it, a row or a column takes more than 9223372036854775807 bytes") == true)
  }

  @Test func theLargestShapesWithoutElementsAreMatrices() async {
    for (rows, columns) in [(Int.max / 4, 0), (0, Int.max / 4)] {
      let m = Matrix<Float>.zeros(rows: rows, columns: columns)
      #expect(m.rows == rows && m.columns == columns && m.count == 0)
    }
    #expect(Matrix<Double>.zeros(rows: Int.max / 8, columns: 0).rows == Int.max / 8)
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Double>(Matrix<Float>.zeros(rows: Int.max / 4, columns: 0))
    }
    #expect(result?.message.contains("a matrix of 2305843009213693951x0: it, a row or a column takes more") == true)
  }

  /// Ways to make a matrix of a shape beyond memory.
  static let makers: [@Sendable () -> Void] = [
    { _ = Matrix<Float>.zeros(rows: 1 << 62, columns: 1) },
    { _ = Matrix<Float>(repeating: 1, rows: 0, columns: 1 << 62) },
    { _ = Matrix<Double>.identity(1 << 30) },
    { _ = Matrix<Float>(rows: 1 << 62, columns: 0) { _, _ in 0 } },
    {
      var generator = SeededGenerator(seed: 1)
      _ = Matrix<Float>.uniform(rows: 1 << 62, columns: 1, in: 0..<1, using: &generator)
    },
    { _ = Matrix<Float>.zeros(rows: 2, columns: 0).reshaped(rows: 0, columns: 1 << 62) },
    { _ = Matrix<Float>.zeros(rows: 1 << 60, columns: 0) * Matrix<Float>.zeros(rows: 0, columns: 4) },
    { _ = Matrix<Float>.stackedVertically(Array(repeating: .zeros(rows: 1 << 60, columns: 0), count: 3)) },
    { _ = Matrix<Float>.stackedHorizontally(Array(repeating: .zeros(rows: 0, columns: 1 << 60), count: 3)) },
    { _ = MatrixBuffer<Float>(rows: 1 << 62, columns: 0) },
  ]

  @Test(arguments: makers.indices) func eachMakerRefusesAShapeBeyondMemory(index: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [index = index as Int] in
      alarm(60)
      MatrixSizeTests.makers[index]()
    }
    #expect(result?.message.contains("takes more than 9223372036854775807 bytes") == true)
  }

  /// Memory that the machine does not have is a sentence too, of the runtime's.
  @Test func memoryThatIsNotThereTraps() async {
    let zeros = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 1 << 40, columns: 1 << 10)
    }
    #expect(zeros?.message.contains("failed to allocate 4503599627370") == true)
    let sums = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: Int.max / 4, columns: 0).rowSums()
    }
    #expect(sums?.message.contains("failed to allocate 92233720368547758") == true)
  }

  @Test func rowsWithoutElementsAreNotVisited() async {
    await #expect(processExitsWith: .success) {
      // Visiting 2^61 rows takes 20 years; the signal ends the process.
      alarm(60)
      for shape in [(Int.max / 8, 0), (0, Int.max / 8)] {
        try MatrixSizeTests.use(Matrix<Float>.zeros(rows: shape.0, columns: shape.1))
        try MatrixSizeTests.use(Matrix<Double>.zeros(rows: shape.0, columns: shape.1))
      }
    }
  }

  /// What is made of no element.
  private static func use<Scalar: BLASScalar>(_ m: Matrix<Scalar>) throws {
    var (a, rows, columns) = (m, m.rows, m.columns)
    #expect(a == m && a.isApproximatelyEqual(to: m) && Set([a, m]).count == 1)
    #expect(a.sum() == 0 && MatrixNorm.allCases.allSatisfy { a.norm($0) == 0 })
    for result in [a + a, a - a, a .* a, a ./ a] { #expect(result == m) }
    #expect(a + 1 == m && 1 - a == m && -a == m)
    for function in ElementaryFunction.allCases { a.apply(function) }
    a += m
    a *= 2
    a.clamp(to: 0...1)
    a.mapInPlace { $0 + 1 }
    #expect(a.clamped(to: 0...) == m && exp(a) == m && a.map({ $0 }) == m)
    #expect(
      a.transposed().rows == columns && Matrix(a.t) == a.transposed()
        && a.reshaped(rows: columns, columns: rows).count == 0)
    #expect(rows > 0 || (a.rowArgmax() == [] && a.rowMinima().count == 0 && a.rowMeans().count == 0))
    #expect(columns > 0 || (a.columnArgmin() == [] && a.columnMaxima().count == 0 && a.columnMeans().count == 0))
    #expect(a.diagonal() == [] && a.upperTriangle() == m && a.lowerTriangle(offset: 1) == m)
    #expect(Matrix.stackedVertically([a, .zeros(rows: 0, columns: columns)]) == m)
    #expect(Matrix.stackedHorizontally([a, .zeros(rows: rows, columns: 0)]) == m)
    #expect(Matrix(rows: rows, columns: columns) { _, _ in 1 } == m)
    a[..., ...] = m
    a[0..., 0...] = m
    #expect(a[0..<rows, 0..<columns] == m && a[rows..., columns...].count == 0)
    #expect((rows == 0 ? a * a.t : a.t * a) == .zeros(rows: 0, columns: 0))
    #expect(a.description.hasPrefix("\(rows)x\(columns) Matrix<\(Scalar.self)>"))
    let decoded = try JSONDecoder().decode(Matrix<Scalar>.self, from: JSONEncoder().encode(a))
    #expect(decoded == m)
    a.withMutableView { view in
      view.fill(1)
      view.softmax()
      view.pullBackSoftmax(m.withView { $0 })
      view.mask(byRectifier: m.withView { $0 })
      view.add(m.withView { $0 }, scaledBy: 1)
      #expect(view.softmaxCrossEntropy(m.withView { $0 }, scale: 1) == 0)
      #expect(view.squaredError(m.withView { $0 }, scale: 1) == 0)
    }
  }

  @Test func anOffsetAmongNoElementsDoesNotAddUp() {
    var m = Matrix<Float>.zeros(rows: 0, columns: 1 << 60)
    for _ in 0..<20 { m = m.reshaped(rows: 0, columns: 1 << 60)[..., (1 << 60)...] }
    #expect(m.rows == 0 && m.columns == 0 && m.sum() == 0)
  }
}
