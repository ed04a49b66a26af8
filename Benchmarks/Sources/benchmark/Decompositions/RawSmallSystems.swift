#if OpenBLAS && os(Linux)
  import CLAPACKE
  import LinearAlgebra

  /// LAPACKE's `gesv` in a loop: each matrix is copied into the same memory, each right-hand side to where the solution
  /// belongs.
  final class RawSmallSystems<Scalar: DecompositionScalar>: RawCalls {
    private let problem: SmallSystems<Scalar>
    private let functions = Scalar.lapacke
    /// All matrices, column by column, and all right-hand sides.
    private let a: [Scalar]
    private let b: [Scalar]
    private var work: [Scalar]
    private var pivots: [LAPACKEFunctions<Scalar>.Index]
    private var solutions: [Scalar]
    private var order: Int { SmallSystems<Scalar>.order }

    init(_ problem: SmallSystems<Scalar>) {
      self.problem = problem
      let order = SmallSystems<Scalar>.order
      a = problem.systems.flatMap { $0.a.transposed().scalars() }
      b = problem.systems.flatMap { $0.b.scalars() }
      work = Array(repeating: 0, count: order * order)
      pivots = Array(repeating: 0, count: order)
      solutions = b
    }

    func run() throws {
      let (size, n, columnMajor) = (order * order, LAPACKEFunctions<Scalar>.Index(order), Int32(LAPACK_COL_MAJOR))
      let failed = unsafe solutions.withUnsafeMutableBufferPointer { solutions in
        unsafe a.withUnsafeBufferPointer { a in
          unsafe b.withUnsafeBufferPointer { b in
            unsafe work.withUnsafeMutableBufferPointer { work in
              // In bounds: system i has `size` elements of A and `order` of b and of x; the memory holds one system.
              (0..<problem.systems.count).first { i in
                _ = unsafe work.update(fromContentsOf: a[i * size..<(i + 1) * size])
                let x = unsafe UnsafeMutableBufferPointer(rebasing: solutions[i * order..<(i + 1) * order])
                _ = unsafe x.update(fromContentsOf: b[i * order..<(i + 1) * order])
                return unsafe functions.gesv(columnMajor, n, 1, work.baseAddress, n, &pivots, x.baseAddress, n) != 0
              }
            }
          }
        }
      }
      if let failed { throw WrongAnswer(description: "LAPACKE does not solve small system \(failed)") }
    }

    func check() throws {
      try run()
      let columns = (0..<problem.systems.count).map { Matrix(column: Array(solutions[$0 * order..<($0 + 1) * order])) }
      try problem.accept(columns, of: "LAPACKE")
    }
  }
#endif
