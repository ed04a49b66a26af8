// What a dense layer does beside its products: bias and rectifier, the rectifier's gradient, pixels to scalars.

/// z := z + bias, and then max(z, 0) where `rectify` is set, for each row of `columns` elements.
///
/// NaN stays NaN.
@inline(never)
package func addBias(
  _ rows: Int, _ columns: Int, _ z: UnsafeMutablePointer<Float>, _ stride: Int, _ bias: UnsafePointer<Float>,
  rectify: Bool
) {
  unsafe shift(FloatVector.self, rows, columns, z, stride, bias, rectify: rectify)
}

@inline(never)
package func addBias(
  _ rows: Int, _ columns: Int, _ z: UnsafeMutablePointer<Double>, _ stride: Int, _ bias: UnsafePointer<Double>,
  rectify: Bool
) {
  unsafe shift(DoubleVector.self, rows, columns, z, stride, bias, rectify: rectify)
}

@inline(__always)
private func shift<V: SIMD & BitwiseCopyable>(
  _: V.Type, _ rows: Int, _ columns: Int, _ z: UnsafeMutablePointer<V.Scalar>, _ stride: Int,
  _ bias: UnsafePointer<V.Scalar>, rectify: Bool
) where V.Scalar: FloatingPoint {
  for i in 0..<rows {
    let row = unsafe z + i &* stride
    if rectify {
      unsafe combine(V.self, columns, row, 1, bias, 1, row) {
        let sum = $0 + $1
        return sum.replacing(with: 0, where: sum .< 0)
      }
    } else {
      unsafe combine(V.self, columns, row, 1, bias, 1, row) { $0 + $1 }
    }
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
