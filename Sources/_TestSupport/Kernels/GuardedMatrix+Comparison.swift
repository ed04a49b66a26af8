import LinearAlgebra

/// How many elements of a result were compared, and what is wrong with the first wrong one; nil where nothing is.
typealias Comparison = (elements: Int, problem: String?)

extension GuardedMatrix where Scalar: BLASScalar {
  /// Compares with these bits, but for the payload of a NaN.
  func difference(from wanted: (_ i: Int, _ j: Int) -> Scalar) -> Comparison {
    problem { i, j, got in
      let want = wanted(i, j)
      return hasSameBits(got, want) ? nil : "should be \(want)"
    }
  }

  /// Compares with numbers that may be off by an error; NaN and infinities must stand where they are wanted.
  func excess(over wanted: (_ i: Int, _ j: Int) -> (value: Double, error: Double)) -> Comparison {
    problem { i, j, got in
      let (want, error) = wanted(i, j)
      // Written so that NaN fails.
      let isRight =
        want.isNaN ? got.isNaN : want.isInfinite ? Double(got) == want : (Double(got) - want).magnitude <= error
      return isRight ? nil : "should be \(want), allowed error \(error)"
    }
  }
}

extension GuardedMatrix {
  /// What the first complaint about an element is, or which marker was overwritten.
  func problem(_ complaint: (_ i: Int, _ j: Int, _ got: Scalar) -> String?) -> Comparison {
    var problem = overwritten
    for i in 0..<rows where problem == nil {
      for j in 0..<columns where problem == nil {
        problem = complaint(i, j, self[i, j]).map { "element (\(i), \(j)) is \(self[i, j]), \($0)" }
      }
    }
    return (rows * columns, problem)
  }
}

/// Whether both are the same number, with the same sign where it is zero, or both are NaN.
func hasSameBits<T: BinaryFloatingPoint>(_ a: T, _ b: T) -> Bool {
  a == b ? a.sign == b.sign : a.isNaN && b.isNaN
}

/// Compares a number with these bits, but for the payload of a NaN.
func difference<T: BinaryFloatingPoint>(of got: T, from wanted: T, elements: Int = 1) -> Comparison {
  (elements, hasSameBits(got, wanted) ? nil : "\(got), should be \(wanted)")
}
