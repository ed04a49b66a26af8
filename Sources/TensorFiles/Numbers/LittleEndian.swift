/// The little-endian bytes of numbers of 1, 4 or 8 bytes.
package func littleEndianBytes<Element: BitwiseCopyable>(of elements: [Element]) -> [UInt8] {
  let size = MemoryLayout<Element>.size
  let count = elements.count * size
  return [UInt8](capacity: count) { append(elements, count: count, size: size, shape: [elements.count], to: &$0) }
}

/// Appends `source`, converting between the byte order of the file and that of the machine, and from column-major to
/// row-major.
///
/// - Parameters:
///   - count: the number of `Target` elements with as many bytes as `source`; the span has space for them.
///   - size: the bytes of an element: 1, 4 or 8.
///   - shape: the lengths of the dimensions, at least one; their product is the number of elements.
func append<Source: BitwiseCopyable, Target: BitwiseCopyable>(
  _ source: [Source], count: Int, size: Int, shape: [Int], to span: inout OutputSpan<Target>
) {
  // Both take the same number of bytes: the product of `size` and `shape`.
  unsafe span.withUnsafeMutableBufferPointer { buffer, done in
    let free = unsafe UnsafeMutableRawBufferPointer(UnsafeMutableBufferPointer(rebasing: buffer[done..<done + count]))
    unsafe source.withUnsafeBytes { source in
      switch size {
      case 1: unsafe convert(source, into: free, UInt8.self, shape)
      case 4: unsafe convert(source, into: free, UInt32.self, shape)
      default: unsafe convert(source, into: free, UInt64.self, shape)
      }
    }
    done += count
  }
}

/// Specialized for each size of an element, so that it is fast for callers in other modules too.
private func convert<Pattern: FixedWidthInteger & BitwiseCopyable>(
  _ source: UnsafeRawBufferPointer, into target: UnsafeMutableRawBufferPointer, _ type: Pattern.Type, _ shape: [Int]
) {
  let size = MemoryLayout<Pattern>.size
  let (outer, columns) = (shape.dropLast(), shape[shape.count - 1])
  guard unsafe !source.isEmpty else { return }
  let rows = source.count / size / columns
  // The strides of the outer dimensions in the source; `rows` is that of the last.
  var distances: [Int] = []
  for length in outer { distances.append(length * (distances.last ?? 1)) }
  distances.insert(1, at: 0)
  // The indices of a row, and its start in the source.
  var indexes = Array(repeating: 0, count: outer.count)
  var start = 0
  for row in 0..<rows {
    for column in 0..<columns {
      // Row and column run through the target; `start + column * rows` is the index of the same element in the source.
      let pattern = unsafe source.loadUnaligned(fromByteOffset: (start + column * rows) * size, as: Pattern.self)
      unsafe target.storeBytes(
        of: Pattern(littleEndian: pattern), toByteOffset: (row * columns + column) * size, as: Pattern.self)
    }
    for axis in outer.indices.reversed() {
      indexes[axis] += 1
      start += distances[axis]
      if indexes[axis] < shape[axis] { break }
      start -= indexes[axis] * distances[axis]
      indexes[axis] = 0
    }
  }
}
