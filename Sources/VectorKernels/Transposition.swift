// b := the transpose of a, in blocks whose rows and columns stay in the first cache.

/// b := the transpose of the `rows` x `columns` matrix a; they must not overlap.
@inline(never)
package func transpose(
  _ rows: Int, _ columns: Int, _ a: UnsafePointer<Float>, _ aStride: Int, _ b: UnsafeMutablePointer<Float>,
  _ bStride: Int
) {
  unsafe transposeBlocks(rows, columns, a, aStride, b, bStride)
}

@inline(never)
package func transpose(
  _ rows: Int, _ columns: Int, _ a: UnsafePointer<Double>, _ aStride: Int, _ b: UnsafeMutablePointer<Double>,
  _ bStride: Int
) {
  unsafe transposeBlocks(rows, columns, a, aStride, b, bStride)
}

@inline(__always)
private func transposeBlocks<T: BinaryFloatingPoint>(
  _ rows: Int, _ columns: Int, _ a: UnsafePointer<T>, _ aStride: Int, _ b: UnsafeMutablePointer<T>, _ bStride: Int
) {
  var i = 0
  while i < rows {
    let iEnd = min(i &+ transpositionBlock, rows)
    var j = 0
    while j < columns {
      let jEnd = min(j &+ transpositionBlock, columns)
      for q in j..<jEnd { for p in i..<iEnd { unsafe b[q &* bStride &+ p] = a[p &* aStride &+ q] } }
      j = jEnd
    }
    i = iEnd
  }
}
