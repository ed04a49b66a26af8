import LinearAlgebra
import Testing
import _TestSupport

/// QR, its pivoted form and Q, by the routines in Swift.
@Suite struct SwiftQRTests {
  /// Around the leaves and the blocks: 8, 16, 32, twice that; and as many columns as are reflected at a time.
  static let shapes: [(m: Int, n: Int)] =
    [1, 2, 3, 5, 7, 8, 9, 16, 17, 31, 32, 33, 63, 64, 65, 129].map { ($0, $0) }
    + [(10, 3), (3, 10), (50, 1), (1, 50), (129, 50), (50, 129), (300, 20), (20, 300), (40, 180), (260, 33)]

  private func forEach<Scalar: BLASScalar & OracleScalar>(
    _: Scalar.Type, _ body: (Matrix<Scalar>, MatrixKind, String) -> Void
  ) {
    for kind in MatrixKind.allCases {
      for (m, n) in Self.shapes where kind == .random || kind == .graded || max(m, n) <= 50 {
        var generator = SeededGenerator(seed: UInt64(m * 131 + n))
        body(kind.matrix(rows: m, columns: n, using: &generator), kind, "\(kind) \(m)x\(n), \(Scalar.self)")
      }
    }
  }

  private func check<Scalar: BLASScalar & OracleScalar>(_: Scalar.Type) {
    var worst = [String: Double]()
    func record(_ name: String, _ value: Double, _ place: String) {
      worst[name] = worse(value, worst[name] ?? 0)
      #expect(value < 30, "\(name) of \(place)")
    }
    forEach(Scalar.self) { a, _, place in
      let ratio = TestRatio(of: a)
      for pivoted in [false, true] {
        let (qr, form) = (SwiftReflections(a, pivoted: pivoted), pivoted ? ", pivoted" : "")
        let q = qr.q
        record("A - QR" + form, ratio.product(q, qr.r, is: qr.permuted(a)), place)
        record("I - Q'Q" + form, TestRatio.orthogonality(q), place)
        record("I - Q'Q, full" + form, TestRatio.orthogonality(qr.q(columns: a.rows)), place)
      }
    }
    print("\(Scalar.self)", worst.mapValues { ($0 * 100).rounded() / 100 })
  }

  @Test func floatFactorsStayWithinLAPACKsRatios() { check(Float.self) }
  @Test func doubleFactorsStayWithinLAPACKsRatios() { check(Double.self) }

  /// Few columns are reflected one reflection at a time, more of them in blocks.
  @Test func multiplyingByQIsTheProductWithIt() {
    forEach(Double.self) { a, kind, place in
      if kind != .random { return }
      let qr = SwiftReflections(a)
      let q = qr.q(columns: a.rows)
      var generator = SeededGenerator(seed: 5)
      for columns in [1, 2, 7, 8, 40, 150] {
        let c = Matrix<Double>.uniform(rows: a.rows, columns: columns, in: -1..<1, using: &generator)
        let (forward, backward) = (
          qr.multiplied(by: c, transposed: false), qr.multiplied(by: c, transposed: true)
        )
        #expect((forward - q * c).norm(.max) < 1e-13 * Double(a.rows), "Q C, \(columns), \(place)")
        #expect((backward - q.t * c).norm(.max) < 1e-13 * Double(a.rows), "Q' C, \(columns), \(place)")
      }
    }
  }

  @Test func bitsDoNotDependOnTheNumberOfThreads() {
    for (m, n) in [(200, 200), (500, 90), (90, 500)] {
      var generator = SeededGenerator(seed: 3)
      let a = Matrix<Float>.uniform(rows: m, columns: n, in: -1..<1, using: &generator)
      let c = Matrix<Float>.uniform(rows: m, columns: 300, in: -1..<1, using: &generator)
      for pivoted in [false, true] {
        let one = SwiftReflections(a, pivoted: pivoted)
        for threads in 2...3 {
          let more = SwiftReflections(a, pivoted: pivoted, threads: threads)
          #expect(more.packed == one.packed && more.tau == one.tau && more.order == one.order)
          #expect(more.q == one.q)
          #expect(more.multiplied(by: c, transposed: true) == one.multiplied(by: c, transposed: true))
        }
      }
    }
  }

  @Test func columnsOfZerosAreReflectedByTheIdentity() {
    for n in [1, 2, 20, 50] {
      let zero = SwiftReflections(Matrix<Float>.zeros(rows: 60, columns: n))
      #expect(zero.tau == Array(repeating: 0, count: n) && zero.packed == .zeros(rows: n, columns: 60))
      #expect(zero.q == Matrix<Float>(rows: 60, columns: n) { i, j in i == j ? 1 : 0 })
      let identity = SwiftReflections(Matrix<Float>.identity(n), pivoted: true)
      #expect(identity.tau == Array(repeating: 0, count: n) && identity.packed == .identity(n))
    }
  }

  /// The diagonal of R is the length of what a column adds, whatever the scale of the others.
  @Test(arguments: [(-16.0, 16.0), (-150.0, 150.0), (-300.0, 300.0)])
  func columnsOfAnyScaleKeepTheirDigits(range: (low: Double, high: Double)) {
    let n = 40
    var generator = SeededGenerator(seed: 8)
    let a = Matrix<Double>.uniform(rows: 60, columns: n, in: -1..<1, using: &generator)
    let plain = SwiftReflections(a).r
    // Powers of two: R's columns scale with those of A, bit for bit, where nothing is lost.
    let exponents = (0..<n).map { j in
      Int((range.low + (range.high - range.low) * Double(j * 7 % n) / Double(n)) / 0.30103)
    }
    let scaled = SwiftReflections(Matrix(rows: 60, columns: n) { i, j in a[i, j].scaled(exponents[j]) }).r
    for j in 0..<n {
      for i in 0...j {
        let wanted = plain[i, j].scaled(exponents[j])
        #expect((scaled[i, j] - wanted).magnitude <= 1e-12 * plain[j, j].magnitude.scaled(exponents[j]), "\(i), \(j)")
      }
    }
  }

  @Test func aRowStrideBeyondTheColumnsLeavesWhatLiesBetween() {
    var generator = SeededGenerator(seed: 9)
    let a = Matrix<Double>.uniform(rows: 70, columns: 50, in: -1..<1, using: &generator)
    for pivoted in [false, true] {
      let wanted = SwiftReflections(a, pivoted: pivoted)
      let buffer = MatrixBuffer<Double>(rows: 50, columns: 83)
      let view = buffer.view.columns(6..<76)
      a.transposed().withView { view.update(from: $0) }
      var (tau, columns) = ([Double](repeating: 0, count: 50), [Int32](repeating: 0, count: 50))
      if pivoted {
        SwiftRoutines(threads: 1).factorPivotedQR(view, reflectors: &tau, columns: &columns)
      } else {
        SwiftRoutines(threads: 1).factorQR(view, reflectors: &tau)
      }
      #expect(view.reading.elements() == wanted.packed.scalars() && tau == wanted.tau)
      let around = buffer.view.columns(0..<6).reading.elements() + buffer.view.columns(76..<83).reading.elements()
      #expect(around.allSatisfy { $0.isNaN })
    }
  }
}
