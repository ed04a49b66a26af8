// What activations need beside the functions of Exponential.swift: the slope of a leaky rectifier, and gradients from
// the output.

/// d := d where a is above zero or NaN, else slope d; element by element. With d = a this is the leaky rectifier
/// itself, with its output as a the gradient. `d` may be `a`.
@inline(never)
package func leak(_ count: Int, _ slope: Float, _ a: UnsafePointer<Float>, _ d: UnsafeMutablePointer<Float>) {
  unsafe combine(FloatVector.self, count, a, 1, d, 1, d) { $1.replacing(with: slope * $1, where: $0 .<= 0) }
}

@inline(never)
package func leak(_ count: Int, _ slope: Double, _ a: UnsafePointer<Double>, _ d: UnsafeMutablePointer<Double>) {
  unsafe combine(DoubleVector.self, count, a, 1, d, 1, d) { $1.replacing(with: slope * $1, where: $0 .<= 0) }
}

/// d := d (1 - a^2), the gradient before a tanh whose output is a; computed as (1 - a)(1 + a), which is exact near 1.
@inline(never)
package func tanhGradient(_ count: Int, _ a: UnsafePointer<Float>, _ d: UnsafeMutablePointer<Float>) {
  unsafe combine(FloatVector.self, count, a, 1, d, 1, d) { $1 * ((1 - $0) * (1 + $0)) }
}

@inline(never)
package func tanhGradient(_ count: Int, _ a: UnsafePointer<Double>, _ d: UnsafeMutablePointer<Double>) {
  unsafe combine(DoubleVector.self, count, a, 1, d, 1, d) { $1 * ((1 - $0) * (1 + $0)) }
}

/// d := d a (1 - a), the gradient before a sigmoid whose output is a.
@inline(never)
package func sigmoidGradient(_ count: Int, _ a: UnsafePointer<Float>, _ d: UnsafeMutablePointer<Float>) {
  unsafe combine(FloatVector.self, count, a, 1, d, 1, d) { $1 * ($0 * (1 - $0)) }
}

@inline(never)
package func sigmoidGradient(_ count: Int, _ a: UnsafePointer<Double>, _ d: UnsafeMutablePointer<Double>) {
  unsafe combine(DoubleVector.self, count, a, 1, d, 1, d) { $1 * ($0 * (1 - $0)) }
}
