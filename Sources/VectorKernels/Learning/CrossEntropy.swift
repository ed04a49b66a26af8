// The cross-entropy of a softmax, with its gradient.

/// Cross-entropy of softmax(z) against the targets t, summed over the rows; z := its gradient times `scale`.
///
/// The loss of a row is sum(t) log(sum(exp(z - max))) + sum(t (max - z)): finite where a probability underflows to
/// zero, and no term is below zero. max - z is computed from halves, which do not overflow.
@inline(never)
func softmaxCrossEntropy<T: KernelScalar>(
  _ rows: Int, _ columns: Int, _ z: UnsafeMutablePointer<T>, _ zStride: Int, _ t: UnsafePointer<T>,
  _ tStride: Int, _ scale: T
) -> Double {
  typealias V = T.Vector
  var loss = 0.0
  var i = 0
  while i < rows {
    let (values, targets) = unsafe (z + i &* zStride, t + i &* tStride)
    if columns <= 16 {
      let count = min(16, rows &- i)
      unsafe loss += narrowCrossEntropy(V.self, count, columns, values, zStride, targets, tStride, scale)
      i &+= 16
    } else {
      unsafe loss += crossEntropyRow(columns, values, targets, scale)
      i &+= 1
    }
  }
  return loss
}

/// At most 16 rows and columns, transposed: each column is a vector, and nothing is summed across lanes.
///
/// Row by row, 64 rows of 10 columns take 1.7 to 2.2 times as long, of 3 columns 3.3 to 4.2 times (AMD Zen 5, each
/// instruction set and scalar). One row of 10 takes half as long, but then its bits would depend on the number of rows.
@inline(__always)
private func narrowCrossEntropy<V: KernelVector & BitwiseCopyable>(
  _: V.Type, _ rows: Int, _ columns: Int, _ z: UnsafeMutablePointer<V.Scalar>, _ zStride: Int,
  _ t: UnsafePointer<V.Scalar>, _ tStride: Int, _ scale: V.Scalar
) -> Double where V.Scalar: LaneScalar {
  typealias Lanes = V.Scalar.Lanes
  var squares = InlineArray<2, InlineArray<4, InlineArray<4, Lanes>>>(
    repeating: InlineArray(repeating: InlineArray(repeating: Lanes())))
  return unsafe withUnsafeMutableBytes(of: &squares) { bytes in
    guard let start = bytes.baseAddress else { return 0 }
    // In bounds: each square has 16 rows of 16 elements; of z and t only existing elements are touched.
    let x = unsafe start.assumingMemoryBound(to: V.Scalar.self)
    let targets = unsafe x + 256
    unsafe loadTransposed(V.self, rows: rows, columns: columns, z, zStride, into: x)
    unsafe loadTransposed(V.self, rows: rows, columns: columns, t, tStride, into: targets)
    var maximum = Lanes(repeating: -.infinity)
    for j in 0..<columns { unsafe maximum = V.Scalar.larger(maximum, load(x + 16 &* j)) }
    var (sum, total, distance) = (Lanes(), Lanes(), Lanes())
    for j in 0..<columns {
      let (value, target): (Lanes, Lanes) = unsafe (load(x + 16 &* j), load(targets + 16 &* j))
      let power = exponential(value - maximum)
      sum += power
      total += target
      distance += V.Scalar.products(target, maximum * 0.5 - value * 0.5)
      unsafe store(power, to: x + 16 &* j)
    }
    for j in 0..<columns {
      let (power, target): (Lanes, Lanes) = unsafe (load(x + 16 &* j), load(targets + 16 &* j))
      unsafe store((power / sum * total - target) * scale, to: x + 16 &* j)
    }
    unsafe storeTransposed(V.self, rows: rows, columns: columns, x, to: z, zStride)
    let logarithms = total * logarithm(sum)
    var loss = 0.0
    for lane in 0..<rows { loss += Double(logarithms[lane]) + 2 * Double(distance[lane]) }
    return loss
  }
}

/// x := the transpose of z with a row stride of 16, by squares of vectors.
@inline(__always)
private func loadTransposed<V: KernelVector & BitwiseCopyable>(
  _: V.Type, rows: Int, columns: Int, _ z: UnsafePointer<V.Scalar>, _ stride: Int,
  into x: UnsafeMutablePointer<V.Scalar>
) where V.Scalar: FloatingPoint {
  let size = V.scalarCount
  for i in Swift.stride(from: 0, to: rows, by: size) {
    for j in Swift.stride(from: 0, to: columns, by: size) {
      unsafe transposeSquare(
        V.self, rows: min(size, rows &- i), columns: min(size, columns &- j), z + i &* stride + j, stride,
        readsSquare: false, x + 16 &* j + i, 16, writesSquare: true)
    }
  }
}

/// z := the transpose of x.
@inline(__always)
private func storeTransposed<V: KernelVector & BitwiseCopyable>(
  _: V.Type, rows: Int, columns: Int, _ x: UnsafePointer<V.Scalar>, to z: UnsafeMutablePointer<V.Scalar>, _ stride: Int
) where V.Scalar: FloatingPoint {
  let size = V.scalarCount
  for i in Swift.stride(from: 0, to: rows, by: size) {
    for j in Swift.stride(from: 0, to: columns, by: size) {
      unsafe transposeSquare(
        V.self, rows: min(size, columns &- j), columns: min(size, rows &- i), x + 16 &* j + i, 16,
        readsSquare: true, z + i &* stride + j, stride, writesSquare: false)
    }
  }
}

/// z := the gradient of one row; returns its loss.
@inline(__always)
private func crossEntropyRow<T: LaneScalar>(
  _ columns: Int, _ z: UnsafeMutablePointer<T>, _ t: UnsafePointer<T>, _ scale: T
) -> Double {
  let maximum = unsafe rowMaximum(columns, z)
  // Before z is overwritten.
  var (totals, distances) = (T.Lanes(), T.Lanes())
  @inline(__always)
  func addDistances(_ j: Int, _ targets: T.Lanes) {
    totals += targets
    unsafe distances += T.products(targets, maximum * 0.5 - lanes(z + j, columns &- j, filler: 0) * 0.5)
  }
  unsafe forEachLanes(columns, t, filler: 0, addDistances)
  let total = T.sum(totals)
  let sum = unsafe takePowers(columns, z, maximum: maximum)
  @inline(__always)
  func takeGradient(_ j: Int, _ powers: T.Lanes) {
    let target: T.Lanes = unsafe lanes(t + j, columns &- j, filler: 0)
    unsafe put((powers / sum * total - target) * scale, columns &- j, to: z + j)
  }
  unsafe forEachLanes(columns, z, filler: 0, takeGradient)
  return Double(total * logarithm(T.Lanes(repeating: sum))[0]) + 2 * Double(T.sum(distances))
}
