extension Matrix: Hashable {
  /// Whether shapes and elements are equal, however they are stored: a slice equals its copy, 0 equals -0, and NaN
  /// equals nothing.
  public static func == (a: Matrix, b: Matrix) -> Bool {
    a.withView { a in b.withView { a.isEqual(to: $0) } }
  }

  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  public func hash(into hasher: inout Hasher) {
    hasher.combine(rows)
    hasher.combine(columns)
    // The scalars' own hash: 0 and -0 share one.
    for i in 0..<view.filledRows { for j in 0..<columns { hasher.combine(self[i, j]) } }
  }
}
