// c := 1 where the comparison of a and b is true, else 0; with NaN it is false. Steps and overlap as in `combine`.

@inline(never)
package func isGreater(
  _ count: Int, _ a: UnsafePointer<Float>, _ aStep: Int, _ b: UnsafePointer<Float>, _ bStep: Int,
  _ c: UnsafeMutablePointer<Float>
) {
  unsafe combine(FloatVector.self, count, a, aStep, b, bStep, c) {
    FloatVector(repeating: 0).replacing(with: 1, where: $0 .> $1)
  }
}

@inline(never)
package func isGreater(
  _ count: Int, _ a: UnsafePointer<Double>, _ aStep: Int, _ b: UnsafePointer<Double>, _ bStep: Int,
  _ c: UnsafeMutablePointer<Double>
) {
  unsafe combine(DoubleVector.self, count, a, aStep, b, bStep, c) {
    DoubleVector(repeating: 0).replacing(with: 1, where: $0 .> $1)
  }
}

@inline(never)
package func isGreaterOrEqual(
  _ count: Int, _ a: UnsafePointer<Float>, _ aStep: Int, _ b: UnsafePointer<Float>, _ bStep: Int,
  _ c: UnsafeMutablePointer<Float>
) {
  unsafe combine(FloatVector.self, count, a, aStep, b, bStep, c) {
    FloatVector(repeating: 0).replacing(with: 1, where: $0 .>= $1)
  }
}

@inline(never)
package func isGreaterOrEqual(
  _ count: Int, _ a: UnsafePointer<Double>, _ aStep: Int, _ b: UnsafePointer<Double>, _ bStep: Int,
  _ c: UnsafeMutablePointer<Double>
) {
  unsafe combine(DoubleVector.self, count, a, aStep, b, bStep, c) {
    DoubleVector(repeating: 0).replacing(with: 1, where: $0 .>= $1)
  }
}

@inline(never)
package func isEqual(
  _ count: Int, _ a: UnsafePointer<Float>, _ aStep: Int, _ b: UnsafePointer<Float>, _ bStep: Int,
  _ c: UnsafeMutablePointer<Float>
) {
  unsafe combine(FloatVector.self, count, a, aStep, b, bStep, c) {
    FloatVector(repeating: 0).replacing(with: 1, where: $0 .== $1)
  }
}

@inline(never)
package func isEqual(
  _ count: Int, _ a: UnsafePointer<Double>, _ aStep: Int, _ b: UnsafePointer<Double>, _ bStep: Int,
  _ c: UnsafeMutablePointer<Double>
) {
  unsafe combine(DoubleVector.self, count, a, aStep, b, bStep, c) {
    DoubleVector(repeating: 0).replacing(with: 1, where: $0 .== $1)
  }
}
