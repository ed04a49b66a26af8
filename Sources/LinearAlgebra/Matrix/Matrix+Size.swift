// What memory can hold: the one rule for sizes, wherever they come from. An array does not look at it: its own count of
// bytes wraps around, and an array of 2^62 Floats gets memory for none.

extension Matrix {
  /// `rows * columns`; traps where there is no matrix of this shape.
  package static func count(_ rows: Int, _ columns: Int) -> Int {
    if let problem = problem(rows: rows, columns: columns) { trap(problem) }
    return rows * columns
  }

  /// Why there is no matrix of this shape: a size is negative, or all of it, a row or a column would take more than
  /// Int.max bytes. Nil where there is one.
  ///
  /// Rows and columns count without elements too: an operation may make a number for each of them.
  package static func problem(rows: Int, columns: Int) -> String? {
    if rows < 0 || columns < 0 { return "a matrix of \(rows)x\(columns): sizes cannot be negative" }
    let (count, overflow) = Swift.max(rows, 1).multipliedReportingOverflow(by: Swift.max(columns, 1))
    if !overflow && isStorable(count, Scalar.self) { return nil }
    return "a matrix of \(rows)x\(columns): it, a row or a column takes more than \(Int.max) bytes"
  }
}

/// `count`; traps where so many elements would take more than Int.max bytes.
package func arrayCount<Element>(_ count: Int, of type: Element.Type) -> Int {
  require(isStorable(count, type), "an array of \(count) \(type): it takes more than \(Int.max) bytes")
  return count
}

private func isStorable<Element>(_ count: Int, _: Element.Type) -> Bool {
  count <= Int.max / MemoryLayout<Element>.stride
}
