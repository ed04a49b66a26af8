/// The product of `dimensions`, or nil where it does not fit an `Int`; 1 for no dimension.
///
/// Multiplies from the left, as the reference implementation of safetensors does: `[0, 2^62, 4]` is 0, `[2^62, 4, 0]`
/// is an overflow.
func elementCount(_ dimensions: [Int]) -> Int? {
  var product = 1
  for dimension in dimensions {
    let (next, overflow) = product.multipliedReportingOverflow(by: dimension)
    if overflow { return nil }
    product = next
  }
  return product
}
