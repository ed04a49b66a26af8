#if OpenBLAS && os(Linux)
  /// P M = L U of a matrix M in LAPACK's layout: what `LU` and the operations of `Matrix` share.
  ///
  /// `LU` takes M = A. Where the factors are not asked for, M is the transpose of A, whose layout is A's own: nothing is
  /// transposed.
  struct Elimination<Scalar: BLASScalar>: Sendable {
    /// Row j is column j of M / 2^exponent before, of L (below the diagonal) and U after the elimination.
    var packed: Matrix<Scalar>
    /// Row i was exchanged with row `pivots[i]`, in ascending order of i; from one on.
    var pivots: [LAPACK<Scalar>.Index]
    /// What was taken out of M.
    let exponent: Int

    /// - Parameter largest: the largest |element|.
    /// - Throws: `overflow` where the factors are not finite: an element grew too large, or OpenBLAS took the reciprocal of
    ///   a subnormal pivot.
    init(consuming packed: consuming Matrix<Scalar>, largest: Scalar) throws(DecompositionError) {
      self.init(scaling: packed, largest: largest)
      factor()
      if !self.packed.isFinite { throw .overflow }
    }

    /// The same of a matrix that stays, with a second attempt by divisions where the first one overflows.
    ///
    /// - Parameter pack: makes M.
    init(largest: Scalar, _ pack: () -> Matrix<Scalar>) throws(DecompositionError) {
      self.init(scaling: pack(), largest: largest)
      factor()
      if packed.isFinite { return }
      self.init(scaling: pack(), largest: largest)
      factorByDivision()
      if !packed.isFinite { throw .overflow }
    }

    private init(scaling packed: consuming Matrix<Scalar>, largest: Scalar) {
      exponent = largest.excessExponent
      self.packed = packed
      pivots = Array(repeating: 1, count: Swift.min(self.packed.rows, self.packed.columns))
      if exponent != 0 {
        let exponent = exponent
        self.packed.withMutableView { $0.scale(byPowerOfTwo: -exponent) }
      }
    }

    private mutating func factor() {
      if packed.count == 0 { return }
      packed.withMutableView { Scalar.lapack.factorLU($0, pivots: &pivots) }
    }

    /// The index of the first pivot that is zero; nil of a regular matrix.
    var singularIndex: Int? { packed.diagonalElements.firstZero }

    /// Throws where a pivot is zero.
    func requireRegular() throws(DecompositionError) {
      if let index = singularIndex { throw .singular(index: index) }
    }

    /// -1 for an odd number of exchanges, else 1.
    var sign: Int {
      pivots.indices.count { Int(pivots[$0]) != $0 + 1 } % 2 == 0 ? 1 : -1
    }
  }

  extension Elimination {
    /// The elimination of LAPACK's `getf2`, which divides by pivots instead of multiplying by their reciprocals.
    @specialized(where Scalar == Float)
    @specialized(where Scalar == Double)
    fileprivate mutating func factorByDivision() {
      let count = pivots.count
      packed.withMutableView { view in
        for k in 0..<count {
          var pivot = k
          for i in k..<view.columns where view[k, i].magnitude > view[k, pivot].magnitude { pivot = i }
          pivots[k] = LAPACK<Scalar>.Index(pivot + 1)
          if view[k, pivot] == 0 { continue }
          if pivot != k { for j in 0..<view.rows { view.exchange(j, k, pivot) } }
          for i in k + 1..<Swift.max(view.columns, k + 1) { view[k, i] /= view[k, k] }
          for j in k + 1..<Swift.max(view.rows, k + 1) where view[j, k] != 0 {
            for i in k + 1..<Swift.max(view.columns, k + 1) { view[j, i] -= view[k, i] * view[j, k] }
          }
        }
      }
    }
  }

  extension MutableMatrixView {
    /// Exchanges elements p and q of row j.
    func exchange(_ j: Int, _ p: Int, _ q: Int) { (self[j, p], self[j, q]) = (self[j, q], self[j, p]) }
  }
#endif
