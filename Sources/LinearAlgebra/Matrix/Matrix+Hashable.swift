extension Matrix: Hashable {
  /// Whether shapes and elements are equal, however they are stored: a slice equals its copy, 0 equals -0, and NaN
  /// equals nothing.
  public static func == (a: Matrix, b: Matrix) -> Bool {
    a.withView { a in b.withView { a.isEqual(to: $0) } }
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(rows)
    hasher.combine(columns)
    // The scalars' own hash: 0 and -0 share one.
    for element in scalars { hasher.combine(element) }
  }
}
