#if OpenBLAS && os(Linux)
  import CLAPACKE
  import LinearAlgebra

  /// What a program in C would do with memory that it has already: copy the input, call LAPACKE on it, column-major. LAPACKE
  /// looks for NaN and allocates its workspace in each call.
  final class RawLAPACKE<Scalar: BLASScalar> {
    typealias Memory = UnsafeMutablePointer<Scalar>?
    typealias Index = lapack_index

    /// LAPACKE's functions of one scalar.
    @safe struct Functions {
      let gesv: (Int32, Index, Index, Memory, Index, UnsafeMutablePointer<Index>?, Memory, Index) -> Index
      let getrf: (Int32, Index, Index, Memory, Index, UnsafeMutablePointer<Index>?) -> Index
      let getri: (Int32, Index, Memory, Index, UnsafePointer<Index>?) -> Index
      let geev: (Int32, CChar, CChar, Index, Memory, Index, Memory, Memory, Memory, Index, Memory, Index) -> Index
      let syevd: (Int32, CChar, CChar, Index, Memory, Index, Memory) -> Index
      let gesdd: (Int32, CChar, Index, Index, Memory, Index, Memory, Memory, Index, Memory, Index) -> Index
    }

    private let functions: Functions
    private let n: Int
    /// The inputs in LAPACK's layout.
    private let a: [Scalar]
    private let b: [Scalar]
    private var work: [Scalar]
    private var pivots: [Index]
    private var second: [Scalar]
    private var third: [Scalar]
    /// A solution, eigenvalues or singular values.
    private(set) var values: [Scalar]
    private var imaginary: [Scalar]

    init(_ a: Matrix<Scalar>, _ b: Matrix<Scalar>, _ functions: Functions) {
      self.functions = functions
      n = a.rows
      (self.a, self.b) = (a.transposed().scalars(), b.transposed().scalars())
      work = self.a
      pivots = Array(repeating: 0, count: n)
      (second, third) = (self.a, self.a)
      (values, imaginary) = (Array(repeating: 0, count: n), Array(repeating: 0, count: n))
    }

    private let columnMajor = Int32(LAPACK_COL_MAJOR)
    private var order: Index { Index(n) }

    /// - Throws: `WrongAnswer` where LAPACKE reports an error.
    func run(_ operation: DecompositionWork) throws {
      copy(a, to: &work)
      // In bounds: all memory has the n or n x n elements that its argument asks for.
      let info =
        switch operation {
        case .solve: solve()
        case .determinant: unsafe functions.getrf(columnMajor, order, order, &work, order, &pivots)
        case .inverse: invert()
        case .eigen:
          unsafe functions.geev(
            columnMajor, 0x4E, 0x56, order, &work, order, &values, &imaginary, nil, 1, &second, order)
        case .symmetric: unsafe functions.syevd(columnMajor, 0x56, 0x55, order, &work, order, &values)
        case .svd:
          unsafe functions.gesdd(
            columnMajor, 0x53, order, order, &work, order, &values, &second, order, &third, order)
        }
      if info != 0 { throw WrongAnswer(description: "LAPACKE reports \(info) for \(operation.rawValue)") }
    }

    /// The inverse, row by row, after `run(.inverse)`.
    var inverse: Matrix<Scalar> { Matrix(work, rows: n, columns: n).transposed() }

    /// The diagonal of U and the sign of P, after `run(.determinant())`: the logarithm of |det A|.
    var logarithm: Double { (0..<n).reduce(0.0) { $0 + logarithm(of: Double(work[$1 * n + $1])) } }

    private func logarithm(of x: Double) -> Double {
      var (mantissa, steps) = (x.magnitude, 0.0)
      while mantissa > 2 { (mantissa, steps) = (mantissa / 2, steps + 1) }
      while mantissa < 1 { (mantissa, steps) = (mantissa * 2, steps - 1) }
      // atanh series of the mantissa: enough digits to compare with.
      let y = (mantissa - 1) / (mantissa + 1)
      return steps * 0.6931471805599453 + stride(from: 1, to: 60, by: 2).reversed().reduce(0.0) {
        $0 * y * y + 2 / Double($1)
      } * y
    }

    private func solve() -> Index {
      copy(b, to: &values)
      // In bounds: one right-hand side of n elements.
      return unsafe functions.gesv(columnMajor, order, 1, &work, order, &pivots, &values, order)
    }

    private func invert() -> Index {
      // In bounds: n x n, and a pivot for each column.
      let info = unsafe functions.getrf(columnMajor, order, order, &work, order, &pivots)
      return unsafe info != 0 ? info : functions.getri(columnMajor, order, &work, order, pivots)
    }

    private func copy(_ source: [Scalar], to target: inout [Scalar]) {
      unsafe target.withUnsafeMutableBufferPointer { target in
        // In bounds: both have the same number of elements.
        unsafe source.withUnsafeBufferPointer { _ = unsafe target.update(fromContentsOf: $0) }
      }
    }
  }

  extension RawLAPACKE.Functions where Scalar == Float {
    static var float: Self {
      unsafe Self(
        gesv: LAPACKE_sgesv, getrf: LAPACKE_sgetrf, getri: LAPACKE_sgetri, geev: LAPACKE_sgeev, syevd: LAPACKE_ssyevd,
        gesdd: LAPACKE_sgesdd)
    }
  }

  extension RawLAPACKE.Functions where Scalar == Double {
    static var double: Self {
      unsafe Self(
        gesv: LAPACKE_dgesv, getrf: LAPACKE_dgetrf, getri: LAPACKE_dgetri, geev: LAPACKE_dgeev, syevd: LAPACKE_dsyevd,
        gesdd: LAPACKE_dgesdd)
    }
  }
#endif
