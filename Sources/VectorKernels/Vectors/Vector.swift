// What depends on the instruction set of this target: the vectors and the multiply-add.

import CInstructionSet

#if AVX512
  typealias FloatVector = SIMD16<Float>
  typealias DoubleVector = SIMD8<Double>
#elseif AVX2
  typealias FloatVector = SIMD8<Float>
  typealias DoubleVector = SIMD4<Double>
#else
  typealias FloatVector = SIMD4<Float>
  typealias DoubleVector = SIMD2<Double>
#endif

/// Whether the target multiplies and adds in one instruction.
@inline(__always)
var hasMultiplyAdd: Bool { CINSTRUCTIONSET_FMA == 1 }

/// `c + a * b`, rounded once where the target has the instruction.
///
/// Without it `addingProduct` is a call to libm for every lane (0.8 GFLOP/s); with it, `c + a * b` is never contracted.
@inline(__always)
func multiplyAdd<V: SIMD>(_ c: V, _ a: V, _ b: V) -> V where V.Scalar: FloatingPoint {
  hasMultiplyAdd ? c.addingProduct(a, b) : c + a * b
}

/// The same for one element.
@inline(__always)
func multiplyAdd<T: FloatingPoint>(_ c: T, _ a: T, _ b: T) -> T {
  hasMultiplyAdd ? c.addingProduct(a, b) : c + a * b
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

/// Copies `count` elements by moves of 32 bytes, then of 16, 8 and 4.
///
/// No move straddles the two halves of a vector that was just stored: such a load waits for memory.
@inline(__always)
func copy<T>(_ count: Int, from source: UnsafePointer<T>, to target: UnsafeMutablePointer<T>) {
  let bytes = count &* MemoryLayout<T>.stride
  var offset = 0
  // In bounds: the moves add up to `bytes`.
  @inline(__always)
  func move<Chunk: BitwiseCopyable>(_: Chunk.Type) {
    let chunk = unsafe UnsafeRawPointer(source).loadUnaligned(fromByteOffset: offset, as: Chunk.self)
    unsafe UnsafeMutableRawPointer(target).storeBytes(of: chunk, toByteOffset: offset, as: Chunk.self)
    offset &+= MemoryLayout<Chunk>.size
  }
  while bytes &- offset >= 32 { move(SIMD4<UInt64>.self) }
  if bytes & 16 != 0 { move(SIMD2<UInt64>.self) }
  if bytes & 8 != 0 { move(UInt64.self) }
  if bytes & 4 != 0 { move(UInt32.self) }
}
