#if OpenBLAS && os(Linux)
  import CLAPACKE
  import LinearAlgebra

  /// LAPACKE's calls on the operands of a problem.
  protocol RawCalls: AnyObject {
    func run() throws
    /// Computes once and compares the result with the library's.
    func check() throws
  }

  /// What a program in C would do with memory that it has already: copy the input, call LAPACKE on it, column-major. LAPACKE
  /// looks for NaN and allocates its workspace in each call.
  final class RawLAPACKE<Scalar: DecompositionScalar>: RawCalls {
    private typealias Index = LAPACKEFunctions<Scalar>.Index

    private let problem: DecompositionProblem<Scalar>
    private let functions = Scalar.lapacke
    private let rows: Int
    private let columns: Int
    /// The inputs in LAPACK's layout.
    private let a: [Scalar]
    private let b: [Scalar]
    private var work: [Scalar]
    private var pivots: [Index]
    private var rank: Index = 0
    private var second: [Scalar]
    private var third: [Scalar]
    /// A solution; of least squares its first elements.
    private var solution: [Scalar]
    /// Eigenvalues, singular values or the factors of reflections.
    private var values: [Scalar]
    private var imaginary: [Scalar]

    init(_ problem: DecompositionProblem<Scalar>) {
      self.problem = problem
      (rows, columns) = (problem.a.rows, problem.a.columns)
      (a, b) = (problem.a.transposed().scalars(), problem.b.scalars())
      work = a
      pivots = Array(repeating: 0, count: columns)
      // U and V, or one of them.
      (second, third) = (a, a)
      solution = b
      (values, imaginary) = (Array(repeating: 0, count: columns), Array(repeating: 0, count: columns))
    }

    private let columnMajor = Int32(LAPACK_COL_MAJOR)
    private var m: Index { Index(rows) }
    private var n: Index { Index(columns) }

    func run() throws {
      copy(a, to: &work)
      // In bounds: all memory has the elements that its argument asks for, m x n, n x n or n; n x n where m is n.
      let info =
        switch problem.work {
        case .cholesky: unsafe functions.potrf(columnMajor, 0x55, n, &work, n)
        case .lu, .determinant: unsafe functions.getrf(columnMajor, n, n, &work, n, &pivots)
        case .qr: unsafe functions.geqrf(columnMajor, n, n, &work, n, &values)
        case .pivotedQR: pivotedQR()
        case .solve: solve()
        case .inverse: invert()
        case .leastSquares: leastSquares()
        case .symmetric: unsafe functions.syevd(columnMajor, 0x56, 0x55, n, &work, n, &values)
        case .svd: unsafe functions.gesdd(columnMajor, 0x53, n, n, &work, n, &values, &second, n, &third, n)
        case .eigen:
          unsafe functions.geev(columnMajor, 0x4E, 0x56, n, &work, n, &values, &imaginary, nil, 1, &second, n)
        }
      if info != 0 { throw WrongAnswer(description: "LAPACKE reports \(info) for \(problem.work.rawValue)") }
    }

    func check() throws {
      try run()
      let expected = try problem.numbers(ComputeConfiguration(backend: .swift, threads: 1))
      let difference = zip(numbers, expected).reduce(0.0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
      let limit = 1e-4 * expected.reduce(0.0) { $0 + $1 * $1 }
      // Not of NaN either.
      if numbers.count != expected.count || !(difference <= limit) {
        throw WrongAnswer(description: "the library and LAPACKE differ in \(problem.work.rawValue) of \(columns)")
      }
    }

    /// As `DecompositionProblem.numbers`.
    private var numbers: [Double] {
      typealias Problem = DecompositionProblem<Scalar>
      let diagonal = (0..<columns).map { work[$0 * rows + $0] }
      return switch problem.work {
      case .cholesky, .lu, .qr, .pivotedQR: Problem.product(diagonal)
      case .determinant: [diagonal.reduce(sign) { $0 * Double($1) }]
      case .solve: Problem.doubles(solution)
      case .inverse: Problem.doubles(diagonal)
      case .leastSquares: Problem.doubles(Array(solution[..<columns]))
      case .symmetric, .svd: Problem.doubles(values)
      case .eigen: Problem.sorted((values, imaginary))
      }
    }

    /// The sign of the permutation, after `getrf`.
    private var sign: Double {
      pivots.enumerated().reduce(1) { sign, pivot in Int(pivot.element) == pivot.offset + 1 ? sign : -sign }
    }

    private func solve() -> Index {
      copy(b, to: &solution)
      // In bounds: one right-hand side of n elements.
      return unsafe functions.gesv(columnMajor, n, 1, &work, n, &pivots, &solution, n)
    }

    private func invert() -> Index {
      // In bounds: n x n, and a pivot for each column.
      let info = unsafe functions.getrf(columnMajor, n, n, &work, n, &pivots)
      return unsafe info != 0 ? info : functions.getri(columnMajor, n, &work, n, pivots)
    }

    private func pivotedQR() -> Index {
      // Zero lets a column move.
      for i in pivots.indices { pivots[i] = 0 }
      // In bounds: n x n, and an index and a factor for each column.
      return unsafe functions.geqp3(columnMajor, n, n, &work, n, &pivots, &values)
    }

    private func leastSquares() -> Index {
      copy(b, to: &solution)
      // The library's tolerance. In bounds: m x n with m >= n, one right-hand side of m elements, n singular values.
      let tolerance = Scalar(rows) * .ulpOfOne
      return unsafe functions.gelsd(columnMajor, m, n, 1, &work, m, &solution, m, &values, tolerance, &rank)
    }

    private func copy(_ source: [Scalar], to target: inout [Scalar]) {
      unsafe target.withUnsafeMutableBufferPointer { target in
        // In bounds: both have the same number of elements.
        unsafe source.withUnsafeBufferPointer { _ = unsafe target.update(fromContentsOf: $0) }
      }
    }
  }
#endif
