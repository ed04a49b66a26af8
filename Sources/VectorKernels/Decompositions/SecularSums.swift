// The loops over the poles of a secular equation, in Double for every scalar; each evaluation takes a division for each
// pole.
//
// A pole is a singular value d. With an origin o among the poles and an offset x, lambda = o^2 + x, and the distance
// d^2 - lambda is computed as (d - o) (d + o) - x, which keeps its digits where both are close.

private typealias Poles = SIMD8<Double>

/// sums := the sums of s / gap before `split` and from it on, then the same of s / gap^2, with gap = (d - origin) (d +
/// origin) - offset for each of `count` poles d and their squares s.
@inline(never)
func secularSums(
  _ count: Int, _ split: Int, _ poles: UnsafePointer<Double>, _ squares: UnsafePointer<Double>, _ origin: Double,
  _ offset: Double, _ sums: UnsafeMutablePointer<Double>
) {
  let low = unsafe partSums(split, poles, squares, origin, offset)
  let high = unsafe partSums(count &- split, poles + split, squares + split, origin, offset)
  unsafe sums[0] = low.value
  unsafe sums[1] = high.value
  unsafe sums[2] = low.slope
  unsafe sums[3] = high.slope
}

@inline(__always)
private func partSums(
  _ count: Int, _ poles: UnsafePointer<Double>, _ squares: UnsafePointer<Double>, _ origin: Double, _ offset: Double
) -> (value: Double, slope: Double) {
  var (values, slopes) = (Poles(), Poles())
  var j = 0
  while count &- j >= Poles.scalarCount {
    let (d, s): (Poles, Poles) = unsafe (load(poles + j), load(squares + j))
    let inverse = 1 / ((d - origin) * (d + origin) - offset)
    let term = s * inverse
    values += term
    slopes += term * inverse
    j &+= Poles.scalarCount
  }
  var (value, slope) = (sum(values), sum(slopes))
  while j < count {
    let inverse = unsafe 1 / ((poles[j] - origin) * (poles[j] + origin) - offset)
    let term = unsafe squares[j] * inverse
    value += term
    slope += term * inverse
    j &+= 1
  }
  return (value, slope)
}

/// products := products times gap / ((d - other) (d + other)) for each of `count` poles d, none of which is `other`.
@inline(never)
func secularProducts(
  _ count: Int, _ poles: UnsafePointer<Double>, _ origin: Double, _ offset: Double, _ other: Double,
  _ products: UnsafeMutablePointer<Double>
) {
  var j = 0
  while count &- j >= Poles.scalarCount {
    let (d, p): (Poles, Poles) = unsafe (load(poles + j), load(products + j))
    let quotient = ((d - origin) * (d + origin) - offset) / ((d - other) * (d + other))
    unsafe store(p * quotient, to: products + j)
    j &+= Poles.scalarCount
  }
  while j < count {
    let d = unsafe poles[j]
    unsafe products[j] *= ((d - origin) * (d + origin) - offset) / ((d - other) * (d + other))
    j &+= 1
  }
}

/// target := the singular vector of the root at `origin` and `offset`: z / gap, or d z / gap where `isLeft` is set,
/// with -1 at `zero`, the index of the pole zero; then normalized.
@inline(never)
func secularVector<T: KernelScalar>(
  _ count: Int, _ poles: UnsafePointer<Double>, _ z: UnsafePointer<Double>, _ origin: Double, _ offset: Double,
  _ isLeft: Bool, _ zero: Int, _ target: UnsafeMutablePointer<T>
) {
  var squares = Poles()
  var j = 0
  while count &- j >= Poles.scalarCount {
    let (d, numerator): (Poles, Poles) = unsafe (load(poles + j), load(z + j))
    let gap = (d - origin) * (d + origin) - offset
    let element = (isLeft ? d * numerator : numerator) / gap
    squares += element * element
    for lane in 0..<Poles.scalarCount { unsafe target[j &+ lane] = T(element[lane]) }
    j &+= Poles.scalarCount
  }
  var total = sum(squares)
  while j < count {
    let d = unsafe poles[j]
    let element = unsafe (isLeft ? d * z[j] : z[j]) / ((d - origin) * (d + origin) - offset)
    total += element * element
    unsafe target[j] = T(element)
    j &+= 1
  }
  if isLeft {
    total += 1
    unsafe target[zero] = -1
  }
  let scale = T(1 / total.squareRoot())
  for i in 0..<count { unsafe target[i] *= scale }
}

@inline(__always)
private func sum(_ lanes: Poles) -> Double {
  let four = lanes.lowHalf + lanes.highHalf
  let two = four.lowHalf + four.highHalf
  return two[0] + two[1]
}
