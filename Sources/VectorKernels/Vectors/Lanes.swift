// Rows in 16 lanes on every instruction set, so that sums over a row have one order.

/// Operations on `Lanes` of a scalar beside arithmetic. On generic vectors a comparison or a conversion is a loop over
/// lanes; here the vector types are known.
protocol LaneScalar: ElementaryScalar, SIMDScalar, Codable {
  associatedtype Lanes: SIMD & BitwiseCopyable where Lanes.Scalar == Self
  /// The larger of each pair of lanes; `a` where either is NaN.
  static func larger(_ a: Lanes, _ b: Lanes) -> Lanes
  /// The larger of each pair of integers.
  static func larger(_ a: Lanes.MaskStorage, _ b: Lanes.MaskStorage) -> Lanes.MaskStorage
  /// 1 in each lane where both are equal, 0 elsewhere.
  static func matches(_ a: Lanes, _ b: Lanes) -> Lanes
  /// Replaces the lanes of `best` where `candidates` are larger, and their `place`; records a NaN separately.
  static func keepLarger(
    _ best: inout Lanes, _ places: inout Lanes, _ notNumbers: inout Lanes, _ candidates: Lanes, _ place: Lanes)
  /// The largest of all lanes; NaN is ignored.
  static func maximum(_ lanes: Lanes) -> Self
  /// The number as an integer. For a generic scalar this would be a function that modules for other instruction sets
  /// share.
  static func integer(_ number: Self) -> Int
  /// The sum of all lanes, by pairwise halves.
  static func sum(_ lanes: Lanes) -> Self
  /// The products, zero where `a` is, whatever `b`.
  static func products(_ a: Lanes, _ b: Lanes) -> Lanes
  /// Zero in each lane whose word is below `threshold`; the words of even and of odd lanes are in the low halves of 64
  /// bits.
  static func zeroing(_ lanes: Lanes, _ evens: SIMD8<UInt64>, _ odds: SIMD8<UInt64>, below threshold: UInt32) -> Lanes
}

extension Float: LaneScalar {
  @inline(__always)
  static func larger(_ a: SIMD16<Float>, _ b: SIMD16<Float>) -> SIMD16<Float> { a.replacing(with: b, where: b .> a) }

  @inline(__always)
  static func larger(_ a: SIMD16<Int32>, _ b: SIMD16<Int32>) -> SIMD16<Int32> { a.replacing(with: b, where: b .> a) }

  @inline(__always)
  static func matches(_ a: SIMD16<Float>, _ b: SIMD16<Float>) -> SIMD16<Float> {
    SIMD16<Float>().replacing(with: 1, where: a .== b)
  }

  @inline(__always)
  static func keepLarger(
    _ best: inout SIMD16<Float>, _ places: inout SIMD16<Float>, _ notNumbers: inout SIMD16<Float>,
    _ candidates: SIMD16<Float>, _ place: SIMD16<Float>
  ) {
    notNumbers.replace(with: candidates, where: candidates .!= candidates)
    let isLarger = candidates .> best
    best.replace(with: candidates, where: isLarger)
    places.replace(with: place, where: isLarger)
  }

  @inline(__always)
  static func maximum(_ lanes: SIMD16<Float>) -> Float {
    let eight = lanes.lowHalf.replacing(with: lanes.highHalf, where: lanes.highHalf .> lanes.lowHalf)
    let four = eight.lowHalf.replacing(with: eight.highHalf, where: eight.highHalf .> eight.lowHalf)
    let two = four.lowHalf.replacing(with: four.highHalf, where: four.highHalf .> four.lowHalf)
    return two[1] > two[0] ? two[1] : two[0]
  }

  @inline(__always)
  static func integer(_ number: Float) -> Int { Int(number) }

  @inline(__always)
  static func sum(_ lanes: SIMD16<Float>) -> Float {
    let eight = lanes.lowHalf + lanes.highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }

  @inline(__always)
  static func products(_ a: SIMD16<Float>, _ b: SIMD16<Float>) -> SIMD16<Float> {
    (a * b).replacing(with: 0, where: a .== 0)
  }

  @inline(__always)
  static func zeroing(
    _ lanes: SIMD16<Float>, _ evens: SIMD8<UInt64>, _ odds: SIMD8<UInt64>, below threshold: UInt32
  ) -> SIMD16<Float> {
    let high = SIMD8<UInt64>(repeating: 0xffff_ffff_0000_0000)
    let (even, odd) = (differences(evens, threshold), differences(odds, threshold))
    let rest = (even &>> SIMD8(repeating: 32)) | (odd & high)
    let bits = unsafe unsafeBitCast(lanes, to: SIMD8<UInt64>.self)
    return unsafe unsafeBitCast(bits & ~rest, to: SIMD16<Float>.self)
  }
}

extension Double: LaneScalar {
  @inline(__always)
  static func larger(_ a: SIMD16<Double>, _ b: SIMD16<Double>) -> SIMD16<Double> { a.replacing(with: b, where: b .> a) }

  @inline(__always)
  static func larger(_ a: SIMD16<Int64>, _ b: SIMD16<Int64>) -> SIMD16<Int64> { a.replacing(with: b, where: b .> a) }

  @inline(__always)
  static func matches(_ a: SIMD16<Double>, _ b: SIMD16<Double>) -> SIMD16<Double> {
    SIMD16<Double>().replacing(with: 1, where: a .== b)
  }

  @inline(__always)
  static func keepLarger(
    _ best: inout SIMD16<Double>, _ places: inout SIMD16<Double>, _ notNumbers: inout SIMD16<Double>,
    _ candidates: SIMD16<Double>, _ place: SIMD16<Double>
  ) {
    notNumbers.replace(with: candidates, where: candidates .!= candidates)
    let isLarger = candidates .> best
    best.replace(with: candidates, where: isLarger)
    places.replace(with: place, where: isLarger)
  }

  @inline(__always)
  static func maximum(_ lanes: SIMD16<Double>) -> Double {
    let eight = lanes.lowHalf.replacing(with: lanes.highHalf, where: lanes.highHalf .> lanes.lowHalf)
    let four = eight.lowHalf.replacing(with: eight.highHalf, where: eight.highHalf .> eight.lowHalf)
    let two = four.lowHalf.replacing(with: four.highHalf, where: four.highHalf .> four.lowHalf)
    return two[1] > two[0] ? two[1] : two[0]
  }

  @inline(__always)
  static func integer(_ number: Double) -> Int { Int(number) }

  @inline(__always)
  static func sum(_ lanes: SIMD16<Double>) -> Double {
    let eight = lanes.lowHalf + lanes.highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return two[0] + two[1]
  }

  @inline(__always)
  static func products(_ a: SIMD16<Double>, _ b: SIMD16<Double>) -> SIMD16<Double> {
    (a * b).replacing(with: 0, where: a .== 0)
  }

  @inline(__always)
  static func zeroing(
    _ lanes: SIMD16<Double>, _ evens: SIMD8<UInt64>, _ odds: SIMD8<UInt64>, below threshold: UInt32
  ) -> SIMD16<Double> {
    var rest = SIMD16<UInt64>()
    rest.evenHalf = 0 &- (differences(evens, threshold) &>> SIMD8(repeating: 63))
    rest.oddHalf = 0 &- (differences(odds, threshold) &>> SIMD8(repeating: 63))
    let bits = unsafe unsafeBitCast(lanes, to: SIMD16<UInt64>.self)
    return unsafe unsafeBitCast(bits & ~rest, to: SIMD16<Double>.self)
  }
}

/// The words, in the low halves of lanes, less `threshold`: the high half is all ones where the difference is negative,
/// else zero. A comparison and its mask would be computed lane by lane here.
@inline(__always)
private func differences(_ words: SIMD8<UInt64>, _ threshold: UInt32) -> SIMD8<UInt64> {
  (words & SIMD8(repeating: 0xffff_ffff)) &- SIMD8(repeating: UInt64(threshold))
}

/// Calls `body` with the elements of a row, 16 at a time, padded with `filler`.
@inline(__always)
func forEachLanes<T: LaneScalar>(
  _ columns: Int, _ row: UnsafePointer<T>, filler: T, _ body: (_ start: Int, _ lanes: T.Lanes) -> Void
) {
  var j = 0
  while j < columns {
    unsafe body(j, lanes(row + j, columns &- j, filler: filler))
    j &+= 16
  }
}

/// The next 16 of `count` elements from `pointer` on, `filler` beyond them.
@inline(__always)
func lanes<T: LaneScalar>(_ pointer: UnsafePointer<T>, _ count: Int, filler: T) -> T.Lanes {
  count >= 16 ? unsafe load(pointer) : unsafe loadPrefix(pointer, count, filler: filler)
}

/// Writes `lanes`, or the first `count` of them, to `pointer`.
@inline(__always)
func put<T: LaneScalar>(_ lanes: T.Lanes, _ count: Int, to pointer: UnsafeMutablePointer<T>) {
  if count >= 16 { unsafe store(lanes, to: pointer) } else { unsafe storePrefix(lanes, count, to: pointer) }
}
