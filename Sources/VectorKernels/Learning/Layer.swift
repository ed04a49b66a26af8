// What a dense layer computes beside its products: bias and rectifier, the rectifier's gradient, pixels to scalars.

/// z := z + bias, then max(z, 0) if `rectify` is set, for each row of `columns` elements.
///
/// NaN stays NaN.
@inline(never)
func addBias<T: KernelScalar>(
  _ rows: Int, _ columns: Int, _ z: UnsafeMutablePointer<T>, _ stride: Int, _ bias: UnsafePointer<T>, rectify: Bool
) {
  @inline(__always)
  func sum(_ z: T.Vector, _ bias: T.Vector) -> T.Vector { z + bias }
  @inline(__always)
  func rectified(_ z: T.Vector, _ bias: T.Vector) -> T.Vector {
    T.whereGreater(T.Vector(), z + bias, T.Vector(), z + bias)
  }
  if rectify {
    unsafe combineRows(rows, columns, z, stride, bias, rectified)
  } else {
    unsafe combineRows(rows, columns, z, stride, bias, sum)
  }
}

/// Each row of z := operation(row, bias).
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

/// d := d where the rectifier's output `a` is above zero or NaN, else 0; element by element.
@inline(never)
func maskByRectifier<T: KernelScalar>(_ count: Int, _ a: UnsafePointer<T>, _ d: UnsafeMutablePointer<T>) {
  @inline(__always)
  func masked(_ a: T.Vector, _ d: T.Vector) -> T.Vector {
    T.whereGreaterOrEqual(T.Vector(), a, T.Vector(), d)
  }
  unsafe combine(T.Vector.self, count, a, 1, d, 1, d, masked)
}
