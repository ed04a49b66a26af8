// What the instruction set of this target changes: the vectors, the tile and the multiply-add.

import CInstructionSet

#if AVX512
  package typealias FloatVector = SIMD16<Float>
  package typealias DoubleVector = SIMD8<Double>
#elseif AVX2
  package typealias FloatVector = SIMD8<Float>
  package typealias DoubleVector = SIMD4<Double>
#else
  package typealias FloatVector = SIMD4<Float>
  package typealias DoubleVector = SIMD2<Double>
#endif

/// `c + a * b`, rounded once where the target has the instruction.
///
/// Without it `addingProduct` is a call to libm for every lane (0.8 GFLOP/s); with it, `c + a * b` is never contracted.
@inline(__always)
func multiplyAdd<V: SIMD>(_ c: V, _ a: V, _ b: V) -> V where V.Scalar: FloatingPoint {
  CINSTRUCTIONSET_FMA == 1 ? c.addingProduct(a, b) : c + a * b
}

/// The vector at `pointer`, which needs no alignment beyond its element's.
@inline(__always)
func load<V: SIMD & BitwiseCopyable>(_ pointer: UnsafePointer<V.Scalar>) -> V {
  unsafe UnsafeRawPointer(pointer).loadUnaligned(as: V.self)
}

/// Writes `vector` to `pointer`, which needs no alignment beyond its element's.
@inline(__always)
func store<V: SIMD & BitwiseCopyable>(_ vector: V, to pointer: UnsafeMutablePointer<V.Scalar>) {
  unsafe UnsafeMutableRawPointer(pointer).storeBytes(of: vector, as: V.self)
}

/// A vector whose first `count` elements, fewer than it holds, come from `pointer`, and whose others are zero.
@inline(__always)
func loadPrefix<V: SIMD & BitwiseCopyable>(_ pointer: UnsafePointer<V.Scalar>, _ count: Int) -> V
where V.Scalar: FloatingPoint {
  var vector = V()
  for i in 0..<count { unsafe vector[i] = pointer[i] }
  return vector
}

/// Writes the first `count` elements of `vector` to `pointer`.
@inline(__always)
func storePrefix<V: SIMD & BitwiseCopyable>(
  _ vector: V, _ count: Int, to pointer: UnsafeMutablePointer<V.Scalar>
) where V.Scalar: FloatingPoint {
  for i in 0..<count { unsafe pointer[i] = vector[i] }
}
