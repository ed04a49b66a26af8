extension NPYArray {
  /// The elements in row-major order, for either `layout`.
  ///
  /// - Parameters:
  ///   - shape: the required shape; any if nil.
  ///   - type: the type of the elements, if the context does not determine it.
  /// - Throws: `.mismatch` if the array has another shape or element type: nothing is converted.
  /// - Complexity: O(`count`). One array is allocated, for the result.
  public func elements<Element: NPYElement>(
    shape: [Int]? = nil, as type: Element.Type = Element.self
  ) throws(TensorFileError) -> [Element] {
    try [Element](capacity: count) { span throws(TensorFileError) in try appendElements(shape: shape, to: &span) }
  }

  /// Appends what ``elements(shape:as:)`` returns to a span, without an intermediate array.
  ///
  /// - Throws: as there, and `.mismatch` if the span has no space for `count` more elements; then nothing is appended.
  /// - Complexity: O(`count`).
  public func appendElements<Element: NPYElement>(
    shape: [Int]? = nil, to span: inout OutputSpan<Element>
  ) throws(TensorFileError) {
    let expected = try ElementType(of: Element.self, for: name)
    guard elementType == expected else {
      throw TensorFileError(
        .mismatch, file: name, "has elements '\(elementType.rawValue)', expected '\(expected.rawValue)'")
    }
    if let shape, self.shape != shape {
      throw TensorFileError(.mismatch, file: name, "has shape \(self.shape), expected \(shape)")
    }
    guard span.freeCapacity >= count else {
      throw TensorFileError(.mismatch, file: name, "has \(count) elements for \(span.freeCapacity) places")
    }
    // In row-major order they are a single long row.
    append(bytes, count: count, size: elementType.size, shape: layout == .columnMajor ? self.shape : [count], to: &span)
  }
}
