// What activations need beside the functions of Exponential.swift: the slope of a leaky rectifier, and gradients from
// the output.

/// d := d where a is above zero or NaN, else slope d; element by element. With d = a this is the leaky rectifier
/// itself, with its output as a the gradient. `d` may be `a`.
@inline(never)
func leak<T: KernelScalar>(_ count: Int, _ slope: T, _ a: UnsafePointer<T>, _ d: UnsafeMutablePointer<T>) {
  @inline(__always)
  func leaked(_ a: T.Vector, _ d: T.Vector) -> T.Vector {
    T.whereGreaterOrEqual(T.Vector(), a, slope * d, d)
  }
  unsafe combine(T.Vector.self, count, a, 1, d, 1, d, leaked)
}

/// d := d (1 - a^2), the gradient before a tanh whose output is a; computed as (1 - a)(1 + a), which is exact near 1.
@inline(never)
func tanhGradient<T: KernelScalar>(_ count: Int, _ a: UnsafePointer<T>, _ d: UnsafeMutablePointer<T>) {
  @inline(__always)
  func gradient(_ a: T.Vector, _ d: T.Vector) -> T.Vector { d * ((1 - a) * (1 + a)) }
  unsafe combine(T.Vector.self, count, a, 1, d, 1, d, gradient)
}

/// d := d a (1 - a), the gradient before a sigmoid whose output is a.
@inline(never)
func sigmoidGradient<T: KernelScalar>(_ count: Int, _ a: UnsafePointer<T>, _ d: UnsafeMutablePointer<T>) {
  @inline(__always)
  func gradient(_ a: T.Vector, _ d: T.Vector) -> T.Vector { d * (a * (1 - a)) }
  unsafe combine(T.Vector.self, count, a, 1, d, 1, d, gradient)
}
