#if arch(x86_64)
  import LinearAlgebra

  /// P A = L U by three loops that scale nothing, with the pivots that LAPACK takes.
  ///
  /// In the scalar's numbers it shows what is possible without scaling; in Float80 it shows what is right.
  struct PlainElimination<Number: BinaryFloatingPoint> {
    /// L below the diagonal, U on and above it.
    fileprivate var factored: [[Number]]
    /// Row i of L U is row `permutation[i]` of A.
    fileprivate var permutation: [Int]
    /// The largest magnitude on the way.
    private(set) var growth: Number = 0

    init<Scalar: BLASScalar>(_ a: Matrix<Scalar>) {
      let n = a.rows
      factored = (0..<n).map { i in (0..<n).map { Number(a[i, $0]) } }
      permutation = Array(0..<n)
      for k in 0..<n {
        let pivot = (k..<n).reduce(k) { factored[$1][k].magnitude > factored[$0][k].magnitude ? $1 : $0 }
        permutation.swapAt(k, pivot)
        factored.swapAt(k, pivot)
        for row in factored[k...] { for element in row[k...] { growth = max(growth, element.magnitude) } }
        if factored[k][k] == 0 { continue }
        for i in k + 1..<max(n, k + 1) {
          factored[i][k] /= factored[k][k]
          for j in k + 1..<n { factored[i][j] -= factored[i][k] * factored[k][j] }
        }
      }
    }

    /// The factors of an elimination in other numbers.
    init<Other: BinaryFloatingPoint>(_ other: PlainElimination<Other>) {
      factored = other.factored.map { $0.map { Number($0) } }
      permutation = other.permutation
    }

    /// Factors that are there.
    init<Scalar: BLASScalar>(_ lu: LU<Scalar>) {
      let (lower, upper) = (lu.lower(), lu.upper())
      factored = (0..<lu.rows).map { i in (0..<lu.rows).map { Number(i > $0 ? lower[i, $0] : upper[i, $0]) } }
      permutation = lu.permutation()
    }

    private var n: Int { factored.count }

    /// Whether the factors are finite and no pivot is zero.
    var isRegular: Bool { (0..<n).allSatisfy { factored[$0].allSatisfy(\.isFinite) && factored[$0][$0] != 0 } }

    private func l(_ i: Int, _ j: Int) -> Number { i > j ? factored[i][j] : i == j ? 1 : 0 }
    private func u(_ i: Int, _ j: Int) -> Number { i <= j ? factored[i][j] : 0 }

    /// det A.
    var determinant: Number {
      var (order, sign) = (permutation, Number(1))
      for i in 0..<n {
        while order[i] != i {
          order.swapAt(i, order[i])
          sign = -sign
        }
      }
      return (0..<n).reduce(sign) { $0 * factored[$1][$1] }
    }

    /// X of A X = B, or of A^T X = B: L U or U^T L^T, from the top down and back up.
    func solve(_ b: [Number], transposed: Bool) -> [Number] {
      var x = transposed ? b : permutation.map { b[$0] }
      for i in 0..<n {
        x[i] -= (0..<i).reduce(0) { $0 + (transposed ? u($1, i) : l(i, $1)) * x[$1] }
        if transposed { x[i] /= u(i, i) }
      }
      for i in (0..<n).reversed() {
        x[i] -= (i + 1..<max(n, i + 1)).reduce(0) { $0 + (transposed ? l($1, i) : u(i, $1)) * x[$1] }
        if !transposed { x[i] /= u(i, i) }
      }
      if !transposed { return x }
      var solution = x
      for (i, row) in permutation.enumerated() { solution[row] = x[i] }
      return solution
    }

    /// |A^-1| e or |A^-T| e: how far X may be off where the rows of A X are off by `e`.
    func error(_ e: [Number], transposed: Bool) -> [Number] {
      var error = [Number](repeating: 0, count: n)
      for j in 0..<n {
        let column = solve((0..<n).map { $0 == j ? 1 : 0 }, transposed: transposed)
        for i in 0..<n { error[i] += column[i].magnitude * e[j] }
      }
      return error
    }

    /// The sum of the magnitudes of A^-1: no norm of it is larger.
    var inverseNorm: Number { error([Number](repeating: 1, count: n), transposed: false).reduce(0, +) }

    /// Whether a matrix as near to A as rounding allows is singular: the spectral radius of |A^-1| E is 1 or more, with E
    /// what `bound` allows in each element.
    ///
    /// By the power method; the largest growth of an element is never below the radius (Collatz and Wielandt).
    func isNearlySingular(allowance: Number, unit: Number, least: Number) -> Bool {
      if !isRegular { return true }
      var vector = [Number](repeating: 1, count: n)
      var growth = Number.infinity
      for _ in 0..<20 {
        let next = error(bound(vector, transposed: false, unit: unit, least: least), transposed: false)
        growth = zip(next, vector).reduce(0) { $1.1 == 0 ? $0 : max($0, allowance * $1.0 / $1.1) }
        let largest = next.reduce(0, max)
        if !growth.isFinite || !largest.isFinite { return true }
        if growth < 1 || largest == 0 { return false }
        vector = next.map { $0 / largest }
      }
      return growth >= 1
    }

    /// What rounding may cost in each row of A X, or of A^T X, over a small multiple of n.
    ///
    /// |P^T| |L| |U| |X| unit (Higham, Accuracy and Stability, 9.4), and what underflows: each product and each element of L,
    /// Z and X may be off by `least`, times the factors that it is multiplied by later.
    func bound(_ x: [Number], transposed: Bool, unit: Number, least: Number) -> [Number] {
      let columns = (0..<n).map { j in (0..<n).reduce(Number(1)) { $0 + u($1, j).magnitude } }
      let total = x.reduce(Number(1)) { $0 + $1.magnitude }
      if transposed {
        let w = permutation.map { x[$0].magnitude }
        let z = (0..<n).map { i in (0..<n).reduce(Number(0)) { $0 + l($1, i).magnitude * w[$1] } }
        return (0..<n).map { i in
          unit * (0..<n).reduce(Number(0)) { $0 + u($1, i).magnitude * z[$1] } + least * columns[i] * total
        }
      }
      let z = (0..<n).map { i in (0..<n).reduce(Number(0)) { $0 + u(i, $1).magnitude * x[$1].magnitude } }
      let rows = (0..<n).map { i in (0..<n).reduce(Number(1)) { $0 + u(i, $1).magnitude } }
      let lost = zip(columns, x).reduce(Number(1)) { $0 + $1.0 * $1.1.magnitude }
      var bound = z
      for (i, row) in permutation.enumerated() {
        let rounded = (0..<n).reduce(Number(0)) { $0 + l(i, $1).magnitude * z[$1] }
        let small = (0..<n).reduce(Number(0)) { $0 + l(i, $1).magnitude * rows[$1] }
        bound[row] = unit * rounded + least * (lost + small)
      }
      return bound
    }
  }
#endif
