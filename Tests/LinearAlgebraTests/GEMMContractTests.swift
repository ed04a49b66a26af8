import LinearAlgebra
import Testing
import _TestSupport

/// What every backend promises beyond the error bound.
@Suite struct GEMMContractTests {
  static let backends = fastBackends + [.reference]

  func random<Scalar: BLASScalar>(_ rows: Int, _ columns: Int, seed: UInt64) -> Matrix<Scalar> {
    var generator = SeededGenerator(seed: seed)
    return .uniform(rows: rows, columns: columns, in: -1..<1, using: &generator)
  }

  @Test(arguments: backends) func identityLeavesAMatrixAsItIs(backend: GEMMBackend) {
    let a: Matrix<Float> = random(37, 21, seed: 5)
    let configuration = ComputeConfiguration(backend: backend, threads: 1)
    #expect(a.multiplied(by: Matrix.identity(21), configuration: configuration) == a)
    #expect(Matrix.identity(37).multiplied(by: a, configuration: configuration) == a)
    #expect(a.t.multiplied(by: Matrix.identity(37), configuration: configuration) == a.transposed())
  }

  @Test(arguments: backends) func smallIntegersAreExact(backend: GEMMBackend) {
    let a = Matrix<Double>(rows: 9, columns: 50) { i, j in Double((i * 7 + j * 3) % 11 - 5) }
    let b = Matrix<Double>(rows: 50, columns: 35) { i, j in Double((i * 5 + j) % 13 - 6) }
    let product = a.multiplied(by: b, configuration: ComputeConfiguration(backend: backend, threads: 1))
    for i in 0..<9 {
      for j in 0..<35 {
        #expect(product[i, j] == (0..<50).reduce(0) { $0 + a[i, $1] * b[$1, j] })
      }
    }
  }

  @Test(arguments: backends) func alphaZeroReadsNeitherOperand(backend: GEMMBackend) {
    let a = Matrix<Float>(repeating: .infinity, rows: 3, columns: 4)
    let b = Matrix<Float>(repeating: .nan, rows: 4, columns: 5)
    let configuration = ComputeConfiguration(backend: backend, threads: 1)
    var c = Matrix<Float>(repeating: 2, rows: 3, columns: 5)
    multiply(a, b, into: &c, alpha: 0, beta: 3, configuration: configuration)
    #expect(c == Matrix(repeating: 6, rows: 3, columns: 5))
    multiply(a, b, into: &c, alpha: 0, beta: 0, configuration: configuration)
    #expect(c == .zeros(rows: 3, columns: 5))
  }

  @Test(arguments: backends) func aBetaThatIsNotANumberLeavesNone(backend: GEMMBackend) {
    let configuration = ComputeConfiguration(backend: backend, threads: 1)
    for (m, n) in [(1, 1), (1, 20), (20, 1), (20, 20)] {
      var c = Matrix<Float>.zeros(rows: m, columns: n)
      multiply(random(m, 30, seed: 5), random(30, n, seed: 6), into: &c, beta: .nan, configuration: configuration)
      #expect(c.scalars().allSatisfy { $0.isNaN }, "\(m)x\(n)")
    }
  }

  @Test(arguments: backends) func emptySumsAreZero(backend: GEMMBackend) {
    let configuration = ComputeConfiguration(backend: backend, threads: 1)
    var c = Matrix<Double>(repeating: .nan, rows: 2, columns: 3)
    multiply(
      Matrix<Double>.zeros(rows: 2, columns: 0), Matrix<Double>.zeros(rows: 0, columns: 3), into: &c,
      configuration: configuration)
    #expect(c == .zeros(rows: 2, columns: 3))
  }

  @Test(arguments: backends) func nonFiniteElementsReachTheirRowsAndColumnsOnly(backend: GEMMBackend) {
    var a: Matrix<Float> = random(20, 30, seed: 6)
    var b: Matrix<Float> = random(30, 40, seed: 7)
    a[3, 29] = .nan
    b[0, 39] = .infinity
    let c = a.multiplied(by: b, configuration: ComputeConfiguration(backend: backend, threads: 1))
    for i in 0..<20 {
      for j in 0..<40 { #expect(c[i, j].isFinite == (i != 3 && j != 39), "element (\(i), \(j)) is \(c[i, j])") }
    }
  }

  @Test func slicesAreReadInPlace() {
    let whole: Matrix<Float> = random(30, 30, seed: 12)
    let (a, b) = (whole[2..<9, 3..<20], whole[5..<22, 1..<4])
    let packed = Matrix(a.scalars(), rows: 7, columns: 17) * Matrix(b.scalars(), rows: 17, columns: 3)
    #expect(a * b == packed)
  }

  @Test func aMatrixMultipliedIntoItselfKeepsItsOldValues() {
    let a: Matrix<Float> = random(8, 8, seed: 13)
    var c = a
    multiply(c, c, into: &c)
    #expect(c == a * a)
  }

  // MARK: - The caller's mistakes

  @Test func innerDimensionsThatDifferTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = Matrix<Float>.zeros(rows: 3, columns: 4) * Matrix<Float>.zeros(rows: 5, columns: 6)
    }
    #expect(result?.message.contains("product of 3x4 and 5x6: inner dimensions differ") == true)
  }

  @Test func aTargetOfAnotherShapeTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var c = Matrix<Double>.zeros(rows: 3, columns: 5)
      multiply(Matrix<Double>.zeros(rows: 3, columns: 4), Matrix<Double>.zeros(rows: 4, columns: 6), into: &c)
    }
    #expect(result?.message.contains("product of 3x4 and 4x6 into 3x5: the result is 3x6") == true)
  }

  @Test func aTargetThatOverlapsAnOperandTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let buffer = MatrixBuffer<Float>(rows: 8, columns: 8)
      let left = buffer.view.rows(0..<4)
      multiply(
        left.reading.operand, buffer.view.reading.operand, into: buffer.view.rows(4..<8),
        configuration: ComputeConfiguration(backend: .reference, threads: 1))
    }
    #expect(result?.message.contains("product into a matrix that overlaps its right operand") == true)
  }

  /// The operand begins left of the target, in a later row, and ends in the target's columns.
  @Test func anOperandThatReachesIntoTheTargetFromTheLeftTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let (left, buffer) = (MatrixBuffer<Float>(rows: 3, columns: 4), MatrixBuffer<Float>(rows: 8, columns: 12))
      multiply(
        left.view.reading.operand, buffer.view.rows(2..<6).columns(0..<5).reading.operand,
        into: buffer.view.rows(1..<4).columns(4..<9),
        configuration: ComputeConfiguration(backend: .reference, threads: 1))
    }
    #expect(result?.message.contains("product into a matrix that overlaps its right operand") == true)
  }

  @Test func blocksOfOneMatrixThatShareNoElementDoNotOverlap() {
    let buffer = MatrixBuffer<Float>(rows: 4, columns: 12)
    buffer.view.fill(1)
    multiply(
      buffer.view.columns(0..<4).reading.operand, buffer.view.columns(4..<8).reading.operand,
      into: buffer.view.columns(8..<12), configuration: ComputeConfiguration(backend: .swift, threads: 1))
    #expect(buffer.view[3, 11] == 4 && buffer.view[3, 7] == 1)
  }

  @Test func settingTooManyThreadsTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var configuration = ComputeConfiguration(backend: .reference, threads: 1)
      configuration.threads = 3000
    }
    #expect(result?.message.contains("a configuration with 3000 threads: allowed are 1...256") == true)
  }

  @Test func zeroThreadsTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = ComputeConfiguration(backend: .reference, threads: 0)
    }
    #expect(result?.message.contains("a configuration with 0 threads: allowed are 1...256") == true)
  }

  /// Sizes that CBLAS cannot take are told before it is called. No memory is read: the views only claim their sizes.
  @Test(.enabled(if: GEMMBackend.openBLAS.isAvailable)) func sizesBeyond32BitsTrapOnOpenBLAS() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let base = unsafe MatrixView<Float>.nowhere
      let a = unsafe MatrixView(base: base, rows: 1 << 31, columns: 2, stride: 2)
      let b = unsafe MatrixView(base: base + (1 << 50), rows: 2, columns: 3, stride: 3)
      let c = unsafe MutableMatrixView(
        base: UnsafeMutablePointer(mutating: base + (1 << 51)), rows: 1 << 31, columns: 3, stride: 3)
      multiply(
        a.operand, b.operand, into: c, configuration: ComputeConfiguration(backend: .openBLAS, threads: 1))
    }
    #expect(result?.message.contains("by openblas: 2147483648 is above 2147483647; use swift") == true)
  }
}
