#if arch(x86_64)
  import LinearAlgebra

  /// A small matrix whose elements have exponents from all over the range of the scalar, and a right-hand side.
  ///
  /// Half of the right-hand sides belong to a solution that the scalar can hold, where there is one.
  struct ExtremeSystem<Scalar: OracleScalar & BLASScalar> {
    enum Kind: CaseIterable {
      case diagonal, upperTriangle, lowerTriangle
      /// Rows and columns of an ordinary matrix are multiplied by powers of two.
      case graded
      case positiveDefinite
      /// All elements are of like size.
      case alike
      /// Each element has an exponent of its own, or is zero.
      case wild
    }

    let kind: Kind
    let a: Matrix<Scalar>
    let b: Matrix<Scalar>
    /// Another right-hand side, which must not change what becomes of the first.
    let other: Matrix<Scalar>

    /// The lower half of A, on both sides of the diagonal.
    var symmetric: Matrix<Scalar> { Matrix(rows: a.rows, columns: a.columns) { i, j in a[max(i, j), min(i, j)] } }

    /// The first columns of A, about half of them.
    var tall: Matrix<Scalar> { a[..., 0..<(a.columns + 1) / 2] }

    init(seed: UInt64) {
      var generator = SeededGenerator(seed: seed)
      let kind = Kind.allCases[Int.random(in: 0..<Kind.allCases.count, using: &generator)]
      let n = Int.random(in: 1...5, using: &generator)
      self.kind = kind
      a = Self.matrix(kind, n, &generator)
      let size = Self.exponent(&generator)
      let wild = (0..<n).map { _ in Self.element(kind == .alike ? size : Self.exponent(&generator), &generator) }
      let x = (0..<n).map { _ in Self.element(Self.exponent(&generator), &generator) }
      let product = Wide(a).times(x.map { Float80($0) }).map { Scalar($0) }
      let belongs = Bool.random(using: &generator) && product.allSatisfy(\.isFinite)
      b = Matrix(column: belongs ? product : wild)
      other = Matrix(column: (0..<n).map { _ in Self.element(Self.exponent(&generator), &generator) })
    }

    private static func matrix(_ kind: Kind, _ n: Int, _ generator: inout SeededGenerator) -> Matrix<Scalar> {
      // Sums of one of each stay in the range, of a matrix of ordinary numbers too.
      let spread = [4, highest / 4, highest][Int.random(in: 0..<3, using: &generator)]
      func factors() -> [Int] { (0..<n).map { _ in Int.random(in: -spread...spread, using: &generator) / 2 } }
      let (rows, columns, size) = (factors(), factors(), exponent(&generator))
      return Matrix(rows: n, columns: n) { i, j in
        switch kind {
        case .diagonal: i == j ? element(exponent(&generator), &generator) : 0
        case .upperTriangle: i <= j ? element(exponent(&generator), &generator) : 0
        case .lowerTriangle: i >= j ? element(exponent(&generator), &generator) : 0
        case .graded: element(rows[i] + columns[j], &generator)
        // Symmetric, and its diagonal outweighs the rest of a row once the factors are taken out.
        case .positiveDefinite:
          i == j ? Scalar(1).scaled(2 * rows[i]) : Scalar(0.75 / Double(n)).scaled(rows[i] + rows[j])
        case .alike: element(Swift.min(size, highest - 2) + Int.random(in: 0...2, using: &generator), &generator)
        case .wild: Int.random(in: 0..<4, using: &generator) == 0 ? 0 : element(exponent(&generator), &generator)
        }
      }
    }

    /// The exponent of the largest numbers, less one.
    private static var highest: Int { Int(Scalar.greatestFiniteMagnitude.exponent) - 1 }
    /// The exponent of the least number.
    private static var lowest: Int { Int(Scalar.leastNonzeroMagnitude.exponent) }

    /// From all over the range, from an end of it, or from its middle.
    private static func exponent(_ generator: inout SeededGenerator) -> Int {
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: Int.random(in: highest - 3...highest + 1, using: &generator)
      case 1: Int.random(in: lowest...lowest + 2 * Scalar.significandBitCount, using: &generator)
      case 2: Int.random(in: -4...4, using: &generator)
      default: Int.random(in: lowest...highest, using: &generator)
      }
    }

    private static func element(_ exponent: Int, _ generator: inout SeededGenerator) -> Scalar {
      let magnitude = Scalar(Double.random(in: 1..<1.99, using: &generator)).scaled(exponent)
      return Bool.random(using: &generator) ? magnitude : -magnitude
    }
  }

  /// A matrix in numbers of 64 digits and 15 bits of exponent: no product of two elements leaves their range.
  struct Wide {
    let rows: Int
    let columns: Int
    private let elements: [Float80]

    init(rows: Int, columns: Int, _ element: (_ i: Int, _ j: Int) -> Float80) {
      (self.rows, self.columns) = (rows, columns)
      elements = (0..<rows * columns).map { element($0 / max(columns, 1), $0 % max(columns, 1)) }
    }

    init<Scalar: BLASScalar>(_ a: Matrix<Scalar>) {
      let scalars = a.scalars()
      self.init(rows: a.rows, columns: a.columns) { i, j in Float80(scalars[i * a.columns + j]) }
    }

    subscript(i: Int, j: Int) -> Float80 { elements[i * columns + j] }

    var transposed: Wide { Wide(rows: columns, columns: rows) { i, j in self[j, i] } }
    var magnitudes: Wide { Wide(rows: rows, columns: columns) { i, j in self[i, j].magnitude } }

    func times(_ x: [Float80]) -> [Float80] {
      (0..<rows).map { i in (0..<columns).reduce(Float80(0)) { $0 + self[i, $1] * x[$1] } }
    }

    func times(_ other: Wide) -> Wide {
      Wide(rows: rows, columns: other.columns) { i, j in
        (0..<columns).reduce(Float80(0)) { $0 + self[i, $1] * other[$1, j] }
      }
    }

    func column(_ j: Int) -> [Float80] { (0..<rows).map { self[$0, j] } }

    /// The Frobenius norm.
    var norm: Float80 { elements.reduce(Float80(0)) { $0 + $1 * $1 }.squareRoot() }
  }
#endif
