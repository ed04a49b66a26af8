// What differs between the two scalars of the kernels. A kernel that depends on the scalar is one generic function; the
// table of a scalar specializes it.

import CInstructionSet

/// A vector that can be interleaved with another.
protocol KernelVector: SIMD {
  /// The first halves of `a` and `b`, interleaved, and the second halves.
  static func interleaved(_ a: Self, _ b: Self) -> (Self, Self)
}

/// The range of magnitudes in which a sum of squares loses nothing that matters, and a power of two that brings smaller
/// numbers into it, or its inverse larger ones.
struct SafeRange<T> {
  let leastSquare: T
  let greatestSquare: T
  let power: T
  let inverse: T
}

/// A scalar of the kernels: `Float` or `Double`.
protocol KernelScalar: LaneScalar, Sendable where SIMD4Storage: BitwiseCopyable, SIMD8Storage: BitwiseCopyable {
  /// A vector of the instruction set.
  associatedtype Vector: KernelVector & BitwiseCopyable where Vector.Scalar == Self
  /// The vector of a tile for the last columns of C.
  associatedtype Tail: SIMD & BitwiseCopyable where Tail.Scalar == Self
  /// 1 in each lane where a > b, 0 elsewhere. On generic vectors a comparison is a loop over lanes; here the vectors are
  /// known.
  static func isGreater(_ a: Vector, _ b: Vector) -> Vector
  /// 1 in each lane where a >= b, 0 elsewhere.
  static func isGreaterOrEqual(_ a: Vector, _ b: Vector) -> Vector
  /// 1 in each lane where both are equal, 0 elsewhere.
  static func isEqual(_ a: Vector, _ b: Vector) -> Vector
  /// `c` in each lane where a > b, else `d`.
  static func whereGreater(_ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector) -> Vector
  /// `c` in each lane where a >= b, else `d`.
  static func whereGreaterOrEqual(_ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector) -> Vector
  /// The larger of each pair of lanes, or the smaller; NaN where one is NaN.
  static func extremes(_ a: Vector, _ b: Vector, isLeast: Bool) -> Vector
  /// y := the square roots of x, 16 elements, rounded to nearest; y may be x.
  static func takeSquareRoots(_ x: UnsafePointer<Self>, _ y: UnsafeMutablePointer<Self>)
  /// The magnitudes that a reflector's sum of squares may have.
  static var safeRange: SafeRange<Self> { get }
}

extension Float: KernelScalar {
  typealias Vector = FloatVector
  typealias Tail = FloatTail

  @inline(__always)
  static func isGreater(_ a: Vector, _ b: Vector) -> Vector { ones(a .> b) }
  @inline(__always)
  static func isGreaterOrEqual(_ a: Vector, _ b: Vector) -> Vector { ones(a .>= b) }
  @inline(__always)
  static func isEqual(_ a: Vector, _ b: Vector) -> Vector { ones(a .== b) }

  @inline(__always)
  static func whereGreater(_ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector) -> Vector {
    d.replacing(with: c, where: a .> b)
  }

  @inline(__always)
  static func whereGreaterOrEqual(_ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector) -> Vector {
    d.replacing(with: c, where: a .>= b)
  }

  @inline(__always)
  static func extremes(_ a: Vector, _ b: Vector, isLeast: Bool) -> Vector {
    a.replacing(with: b, where: (isLeast ? b .< a : b .> a) .| b .!= b)
  }

  @inline(__always)
  static func takeSquareRoots(_ x: UnsafePointer<Float>, _ y: UnsafeMutablePointer<Float>) {
    unsafe cinstructionset_square_roots_float(x, y)
  }

  @inline(__always) static var safeRange: SafeRange<Float> {
    SafeRange(leastSquare: 0x1p-80, greatestSquare: 0x1p100, power: 0x1p80, inverse: 0x1p-80)
  }
}

extension Double: KernelScalar {
  typealias Vector = DoubleVector
  typealias Tail = DoubleTail

  @inline(__always)
  static func isGreater(_ a: Vector, _ b: Vector) -> Vector { ones(a .> b) }
  @inline(__always)
  static func isGreaterOrEqual(_ a: Vector, _ b: Vector) -> Vector { ones(a .>= b) }
  @inline(__always)
  static func isEqual(_ a: Vector, _ b: Vector) -> Vector { ones(a .== b) }

  @inline(__always)
  static func whereGreater(_ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector) -> Vector {
    d.replacing(with: c, where: a .> b)
  }

  @inline(__always)
  static func whereGreaterOrEqual(_ a: Vector, _ b: Vector, _ c: Vector, _ d: Vector) -> Vector {
    d.replacing(with: c, where: a .>= b)
  }

  @inline(__always)
  static func extremes(_ a: Vector, _ b: Vector, isLeast: Bool) -> Vector {
    a.replacing(with: b, where: (isLeast ? b .< a : b .> a) .| b .!= b)
  }

  @inline(__always)
  static func takeSquareRoots(_ x: UnsafePointer<Double>, _ y: UnsafeMutablePointer<Double>) {
    unsafe cinstructionset_square_roots_double(x, y)
  }

  @inline(__always) static var safeRange: SafeRange<Double> {
    SafeRange(leastSquare: 0x1p-800, greatestSquare: 0x1p960, power: 0x1p800, inverse: 0x1p-800)
  }
}

/// 1 in each lane of the mask, 0 elsewhere: by its bits, because LLVM does not put `replacing` with constants together
/// again in a generic function.
@inline(__always)
private func ones<V: SIMD>(_ mask: SIMDMask<V.MaskStorage>) -> V where V.Scalar: BinaryFloatingPoint {
  vector(unsafe unsafeBitCast(mask, to: V.MaskStorage.self) & bits(of: 1, V.self))
}
