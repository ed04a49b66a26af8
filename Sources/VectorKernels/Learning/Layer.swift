// What a dense layer computes beside its products: bias and rectifier, the rectifier's gradient, pixels to scalars.

/// z := z + bias, then max(z, 0) if `rectify` is set, for each row of `columns` elements.
///
/// NaN stays NaN.
@inline(never)
package func addBias(
  _ rows: Int, _ columns: Int, _ z: UnsafeMutablePointer<Float>, _ stride: Int, _ bias: UnsafePointer<Float>,
  rectify: Bool
) {
  if rectify {
    unsafe combineRows(rows, columns, z, stride, bias) { (z: FloatVector, bias) in
      let sum = z + bias
      return sum.replacing(with: 0, where: sum .< 0)
    }
  } else {
    unsafe combineRows(rows, columns, z, stride, bias) { (z: FloatVector, bias) in z + bias }
  }
}

@inline(never)
package func addBias(
  _ rows: Int, _ columns: Int, _ z: UnsafeMutablePointer<Double>, _ stride: Int, _ bias: UnsafePointer<Double>,
  rectify: Bool
) {
  if rectify {
    unsafe combineRows(rows, columns, z, stride, bias) { (z: DoubleVector, bias) in
      let sum = z + bias
      return sum.replacing(with: 0, where: sum .< 0)
    }
  } else {
    unsafe combineRows(rows, columns, z, stride, bias) { (z: DoubleVector, bias) in z + bias }
  }
}

/// Each row of z := operation(row, bias). The closure compares vectors of a concrete type: generic ones are compared
/// lane by lane.
@inline(__always)
private func combineRows<V: SIMD & BitwiseCopyable>(
  _ rows: Int, _ columns: Int, _ z: UnsafeMutablePointer<V.Scalar>, _ stride: Int, _ bias: UnsafePointer<V.Scalar>,
  _ operation: (V, V) -> V
) where V.Scalar: FloatingPoint {
  for i in 0..<rows {
    let row = unsafe z + i &* stride
    unsafe combine(V.self, columns, row, 1, bias, 1, row, operation)
  }
}

/// d := d where the rectifier's output `a` is above zero, else 0; element by element.
@inline(never)
package func maskByRectifier(_ count: Int, _ a: UnsafePointer<Float>, _ d: UnsafeMutablePointer<Float>) {
  unsafe combine(FloatVector.self, count, a, 1, d, 1, d) { $1.replacing(with: 0, where: $0 .<= 0) }
}

@inline(never)
package func maskByRectifier(_ count: Int, _ a: UnsafePointer<Double>, _ d: UnsafeMutablePointer<Double>) {
  unsafe combine(DoubleVector.self, count, a, 1, d, 1, d) { $1.replacing(with: 0, where: $0 .<= 0) }
}
