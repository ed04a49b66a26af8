// Applies the row exchanges of an elimination to other columns, which are stored as rows.

/// Exchanges elements i and `pivots[i] - 1` of each of `rows` rows, for i from `first` up to `end`, or back.
@inline(never)
func exchangeColumns<T: KernelScalar>(
  _ rows: Int, _ x: UnsafeMutablePointer<T>, stride: Int, first: Int, end: Int, _ pivots: UnsafePointer<Int32>,
  backwards: Bool
) {
  for r in 0..<rows {
    let row = unsafe x + r &* stride
    for step in first..<max(end, first) {
      let i = backwards ? end &- 1 &- (step &- first) : step
      // In bounds: a pivot is a row of A, of which each row here has an element.
      let other = unsafe Int(truncatingIfNeeded: pivots[i]) &- 1
      let old = unsafe row[i]
      unsafe row[i] = row[other]
      unsafe row[other] = old
    }
  }
}
