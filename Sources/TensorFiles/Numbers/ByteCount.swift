/// The bytes of an array with these dimensions and elements of `size` bytes. Nil if it is beyond memory: a dimension is
/// negative, or the array would take more than `Int.max` bytes if dimensions of 0 were 1.
///
/// So the order of the dimensions does not matter, and every part of an array that is read can be made a matrix.
package func byteCount(_ dimensions: [Int], size: Int = 1) -> Int? {
  var product = size
  for dimension in dimensions {
    let (next, overflow) = product.multipliedReportingOverflow(by: max(dimension, 1))
    if overflow || dimension < 0 { return nil }
    product = next
  }
  return dimensions.contains(0) ? 0 : product
}
