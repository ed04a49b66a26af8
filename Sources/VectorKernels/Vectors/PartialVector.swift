// Partial vectors: the last elements of a row are read and written in pieces of 16, 8, 4, 2 and 1 words of 32 bits,
// with a branch for each size. Element by element it took up to 16 branches and a stalled store-to-load forwarding.

private typealias Words2 = SIMD2<UInt32>
private typealias Words4 = SIMD4<UInt32>
private typealias Words8 = SIMD8<UInt32>
private typealias Words16 = SIMD16<UInt32>
/// Not a SIMD32, whose halves are taken by a function that modules for other instruction sets share.
private typealias Words32 = (low: Words16, high: Words16)

/// A vector whose first `count` elements, fewer than all, come from `pointer`, and whose others are `filler`.
@inline(__always)
func loadPrefix<V: SIMD & BitwiseCopyable>(
  _ pointer: UnsafePointer<V.Scalar>, _ count: Int, filler: V.Scalar = 0
) -> V where V.Scalar: FloatingPoint {
  let words = words(count, V.Scalar.self)
  let (source, rest) = unsafe (UnsafeRawPointer(pointer), V(repeating: filler))
  switch MemoryLayout<V>.size {
  case 16: return unsafe cast(prefix(source, words, cast(rest) as Words4))
  case 32: return unsafe cast(prefix(source, words, cast(rest) as Words8))
  case 64: return unsafe cast(prefix(source, words, cast(rest) as Words16))
  case 128: return unsafe cast(prefix(source, words, cast(rest) as Words32))
  default: preconditionFailure("a vector of another size")
  }
}

/// Writes the first `count` elements of `vector`, fewer than all, to `pointer`.
@inline(__always)
func storePrefix<V: SIMD & BitwiseCopyable>(
  _ vector: V, _ count: Int, to pointer: UnsafeMutablePointer<V.Scalar>
) where V.Scalar: FloatingPoint {
  let words = words(count, V.Scalar.self)
  let target = UnsafeMutableRawPointer(pointer)
  switch MemoryLayout<V>.size {
  case 16: unsafe write(cast(vector) as Words4, words, target)
  case 32: unsafe write(cast(vector) as Words8, words, target)
  case 64: unsafe write(cast(vector) as Words16, words, target)
  case 128: unsafe write(cast(vector) as Words32, words, target)
  default: preconditionFailure("a vector of another size")
  }
}

/// The words that `count` elements take.
@inline(__always)
private func words<T>(_ count: Int, _: T.Type) -> Int {
  precondition(MemoryLayout<T>.size == 4 || MemoryLayout<T>.size == 8, "elements that are not one word or two")
  return count &* (MemoryLayout<T>.size / 4)
}

/// The same bits as another vector type of this size.
@inline(__always)
private func cast<From, To>(_ vector: From) -> To { unsafe unsafeBitCast(vector, to: To.self) }

@inline(__always)
private func prefix(_ p: UnsafeRawPointer, _ count: Int, _ rest: Words2) -> Words2 {
  count >= 1 ? unsafe Words2(p.loadUnaligned(as: UInt32.self), rest.y) : rest
}

@inline(__always)
private func prefix(_ p: UnsafeRawPointer, _ count: Int, _ rest: Words4) -> Words4 {
  if count < 2 { return unsafe Words4(lowHalf: prefix(p, count, rest.lowHalf), highHalf: rest.highHalf) }
  return unsafe Words4(
    lowHalf: p.loadUnaligned(as: Words2.self), highHalf: prefix(p + 8, count &- 2, rest.highHalf))
}

@inline(__always)
private func prefix(_ p: UnsafeRawPointer, _ count: Int, _ rest: Words8) -> Words8 {
  if count < 4 { return unsafe Words8(lowHalf: prefix(p, count, rest.lowHalf), highHalf: rest.highHalf) }
  return unsafe Words8(
    lowHalf: p.loadUnaligned(as: Words4.self), highHalf: prefix(p + 16, count &- 4, rest.highHalf))
}

@inline(__always)
private func prefix(_ p: UnsafeRawPointer, _ count: Int, _ rest: Words16) -> Words16 {
  if count < 8 { return unsafe Words16(lowHalf: prefix(p, count, rest.lowHalf), highHalf: rest.highHalf) }
  return unsafe Words16(
    lowHalf: p.loadUnaligned(as: Words8.self), highHalf: prefix(p + 32, count &- 8, rest.highHalf))
}

@inline(__always)
private func prefix(_ p: UnsafeRawPointer, _ count: Int, _ rest: Words32) -> Words32 {
  if count < 16 { return unsafe (prefix(p, count, rest.low), rest.high) }
  return unsafe (p.loadUnaligned(as: Words16.self), prefix(p + 64, count &- 16, rest.high))
}

@inline(__always)
private func write(_ words: Words2, _ count: Int, _ p: UnsafeMutableRawPointer) {
  if count >= 1 { unsafe p.storeBytes(of: words.x, as: UInt32.self) }
}

@inline(__always)
private func write(_ words: Words4, _ count: Int, _ p: UnsafeMutableRawPointer) {
  if count < 2 { return unsafe write(words.lowHalf, count, p) }
  unsafe p.storeBytes(of: words.lowHalf, as: Words2.self)
  unsafe write(words.highHalf, count &- 2, p + 8)
}

@inline(__always)
private func write(_ words: Words8, _ count: Int, _ p: UnsafeMutableRawPointer) {
  if count < 4 { return unsafe write(words.lowHalf, count, p) }
  unsafe p.storeBytes(of: words.lowHalf, as: Words4.self)
  unsafe write(words.highHalf, count &- 4, p + 16)
}

@inline(__always)
private func write(_ words: Words16, _ count: Int, _ p: UnsafeMutableRawPointer) {
  if count < 8 { return unsafe write(words.lowHalf, count, p) }
  unsafe p.storeBytes(of: words.lowHalf, as: Words8.self)
  unsafe write(words.highHalf, count &- 8, p + 32)
}

@inline(__always)
private func write(_ words: Words32, _ count: Int, _ p: UnsafeMutableRawPointer) {
  if count < 16 { return unsafe write(words.low, count, p) }
  unsafe p.storeBytes(of: words.low, as: Words16.self)
  unsafe write(words.high, count &- 16, p + 64)
}
