// The sizes that memory can hold: one rule, wherever sizes come from. Arrays do not check it: their size in bytes wraps
// around, and an array of 2^62 Floats gets no memory.

extension Matrix {
  /// `rows * columns`; traps where there is no matrix of this shape.
  package static func count(_ rows: Int, _ columns: Int) -> Int {
    if let problem = problem(rows: rows, columns: columns) { trap(problem) }
    return rows * columns
  }

  /// Why there is no matrix of this shape: a size is negative, or the matrix, a row or a column would take more than
  /// Int.max bytes. Nil if there is one.
  ///
  /// Rows and columns count even without elements, because an operation may compute a number for each of them.
  package static func problem(rows: Int, columns: Int) -> String? {
    if rows < 0 || columns < 0 { return "a matrix of \(rows)x\(columns): sizes cannot be negative" }
    let (count, overflow) = Swift.max(rows, 1).multipliedReportingOverflow(by: Swift.max(columns, 1))
    if !overflow && isStorable(count, Scalar.self) { return nil }
    return "a matrix of \(rows)x\(columns): it, a row or a column takes more than \(Int.max) bytes"
  }
}

/// `count`; traps if this many elements would take more than Int.max bytes.
package func arrayCount<Element>(_ count: Int, of type: Element.Type) -> Int {
  require(isStorable(count, type), "an array of \(count) \(type): it takes more than \(Int.max) bytes")
  return count
}

private func isStorable<Element>(_ count: Int, _: Element.Type) -> Bool {
  count <= Int.max / MemoryLayout<Element>.stride
}
