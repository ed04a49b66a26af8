// What the arithmetic units can do at most: multiply-adds in registers that wait for nothing but their own chain.

#if AVX512
  private typealias FloatVector = SIMD16<Float>
  private typealias DoubleVector = SIMD8<Double>
#elseif AVX2
  private typealias FloatVector = SIMD8<Float>
  private typealias DoubleVector = SIMD4<Double>
#else
  private typealias FloatVector = SIMD4<Float>
  private typealias DoubleVector = SIMD2<Double>
#endif

// A multiply-add takes 4 cycles and two can begin in each: 8 chains keep the units busy, 12 leave room. Multiplying and
// adding apart takes 6 to 8 cycles; all 16 registers of SSE hold 12 chains, factor and addend. 32 registers hold 24.
#if AVX512 || arch(arm64)
  private typealias Chains<V> = InlineArray<24, V>
  package let chainCount = 24
#else
  private typealias Chains<V> = InlineArray<12, V>
  package let chainCount = 12
#endif

/// `passes` multiply-adds on each of the `chainCount` vectors of Float; returns a number that depends on all of them.
@inline(never)
package func runChains(_ passes: Int, _ factor: Float, _ addend: Float) -> Float {
  run(FloatVector.self, passes, factor, addend)
}

/// The same on vectors of Double.
@inline(never)
package func runChains(_ passes: Int, _ factor: Double, _ addend: Double) -> Double {
  run(DoubleVector.self, passes, factor, addend)
}

@inline(__always)
private func run<V: SIMD>(_: V.Type, _ passes: Int, _ factor: V.Scalar, _ addend: V.Scalar) -> V.Scalar
where V.Scalar: BinaryFloatingPoint {
  let (factor, addend) = (V(repeating: factor), V(repeating: addend))
  var chains = Chains<V>(repeating: addend)
  // Chains that begin alike would be one.
  for i in 0..<chainCount { chains[i] *= V(repeating: V.Scalar(i)) }
  for _ in 0..<passes {
    for i in 0..<chainCount { chains[i] = multiplyAdd(addend, chains[i], factor) }
  }
  var total = V()
  for i in 0..<chainCount { total += chains[i] }
  var sum: V.Scalar = 0
  for i in 0..<V.scalarCount { sum += total[i] }
  return sum
}

/// `c + a * b`, in one instruction where the target has it: without it `addingProduct` is a call to libm for each lane.
@inline(__always)
private func multiplyAdd<V: SIMD>(_ c: V, _ a: V, _ b: V) -> V where V.Scalar: FloatingPoint {
  #if AVX512 || AVX2 || arch(arm64)
    c.addingProduct(a, b)
  #else
    c + a * b
  #endif
}
