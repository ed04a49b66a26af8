import LinearAlgebra

extension GuardedMatrix {
  /// What is wrong with the matrix, whose elements should have these bits, but for the payload of a NaN; nil where
  /// nothing is.
  func difference(from wanted: (_ i: Int, _ j: Int) -> Scalar) -> String? {
    problem { i, j, got in
      let want = wanted(i, j)
      return hasSameBits(got, want) ? nil : "should be \(want)"
    }
  }

  /// The same for elements that may be off by an error; NaN and infinities must stand where they are wanted.
  func excess(over wanted: (_ i: Int, _ j: Int) -> (value: Double, error: Double)) -> String? {
    problem { i, j, got in
      let (want, error) = wanted(i, j)
      // Written so that NaN fails.
      let isRight =
        want.isNaN ? got.isNaN : want.isInfinite ? Double(got) == want : (Double(got) - want).magnitude <= error
      return isRight ? nil : "should be \(want), allowed error \(error)"
    }
  }

  /// What the first complaint about an element is, or which marker was overwritten; nil where all is right.
  func problem(_ complaint: (_ i: Int, _ j: Int, _ got: Scalar) -> String?) -> String? {
    if let place = overwritten { return "\(place) was overwritten" }
    for i in 0..<rows {
      for j in 0..<columns {
        if let complaint = complaint(i, j, self[i, j]) { return "element (\(i), \(j)) is \(self[i, j]), \(complaint)" }
      }
    }
    return nil
  }
}

/// Whether both are the same number, with the same sign where it is zero, or both are NaN.
func hasSameBits<T: BinaryFloatingPoint>(_ a: T, _ b: T) -> Bool {
  a == b ? a.sign == b.sign : a.isNaN && b.isNaN
}
