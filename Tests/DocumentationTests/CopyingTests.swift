import LinearAlgebra
import Testing

/// The lines of Copying.md, and where the elements are before and after them.
@Suite struct CopyingTests {
  let a = Matrix<Double>(rows: 64, columns: 64) { i, j in Double(64 * i + j) }
  let b = Matrix<Double>(rows: 64, columns: 64) { i, j in Double(i - j) }

  @Test func whatIsSaidToShareShares() {
    // example: copying-shares
    let copy = a
    let block = a[8..<16, 4..<8]
    let row = a.row(3)
    let column = a.column(3)
    let flat = a.reshaped(rows: 1, columns: 4096)
    let tall = flat.transposed()
    let transpose = a.t
    // end of example
    let start = address(of: a)
    // The address is compared, not read; likewise below.
    #expect(address(of: copy) == start)
    #expect(address(of: block) == start + bytes(8 * 64 + 4))
    #expect(address(of: row) == start + bytes(3 * 64))
    #expect(address(of: column) == start + bytes(3))
    #expect(address(of: flat) == start && address(of: tall) == start)
    #expect(address(of: transpose.t) == start)
  }

  @Test func whatIsSaidToCopyCopies() {
    let block = a[8..<16, 4..<8]
    // example: copying-copies
    let transposed = a.transposed()
    let own = Matrix(block.scalars(), rows: block.rows, columns: block.columns)
    let dense = block.reshaped(rows: 1, columns: 32)
    let narrow = Matrix<Float>(a)
    let mapped = a.map { $0 + 1 }
    let array: [Double] = a.scalars()
    let back = Matrix(array, rows: 64, columns: 64)
    // end of example
    #expect(own == block && dense.scalars() == block.scalars() && narrow.count == a.count && back == a)
    for copy in [transposed, own, dense, mapped, back] { #expect(!shares(copy, a)) }
    let (arrayStart, backStart) = unsafe array.withUnsafeBufferPointer {
      (UInt(bitPattern: $0.baseAddress), address(of: back))
    }
    #expect(arrayStart != address(of: a) && arrayStart != backStart)
    // Whole rows too: the part lets go of the rest.
    #expect(!shares(Matrix(column: a[8..<16, ...].scalars()), a))
  }

  @Test func bufferOfWholeRowsIsInPlaceAndThatOfANarrowBlockACopy() {
    func buffer(_ m: Matrix<Double>) -> UInt {
      unsafe m.withUnsafeBufferPointer { UInt(bitPattern: $0.baseAddress) }
    }
    #expect(buffer(a) == address(of: a))
    #expect(buffer(a.row(3)) == address(of: a.row(3)))
    #expect(buffer(a[8..<16, ...]) == address(of: a) + bytes(8 * 64))
    #expect(buffer(a[8..<16, 4..<8]) != address(of: a[8..<16, 4..<8]))
  }

  @Test func aWriteCopiesWhatIsShared() {
    let kept = Matrix(a.map { $0 }.scalars(), rows: 64, columns: 64)
    // example: copying-writes
    var c = a  // shares
    c[0, 0] = 1  // copies 64 x 64 elements: `a` still reads them
    c[0, 1] = 2  // copies nothing: `c` is alone now
    c += b  // in place
    c.mapInPlace { $0 * 2 }  // in place

    var part = a[..<2, ...]  // shares
    part[0, 0] = 1  // copies the 2 x 64 elements of the part, not those of `a`

    c[..<2, ...] = part  // copies 2 x 64 elements into place
    c[..<2, ...] += 1  // computes the block on the side, then copies it into place
    // end of example
    #expect(a == kept)
    #expect(c[0, 0] == 2 && c[1, 63] == a[1, 63] + 1 && c[2, 2] == 2 * a[2, 2])
    #expect(part.storage.count == 128)
  }

  @Test func eachWriteIsInPlaceWhereNobodySharesAndMovesWhereSomebodyDoes() {
    var c = a
    func moves(_ change: (inout Matrix<Double>) -> Void) -> Bool {
      let before = address(of: c)
      change(&c)
      return address(of: c) != before
    }
    #expect(moves { $0[0, 0] = 1 })
    #expect(!moves { $0[0, 1] = 2 })
    #expect(!moves { $0 += b })
    #expect(!moves { $0 .*= b.row(1) })
    #expect(!moves { $0 *= 2.0 })
    #expect(!moves { $0.mapInPlace { $0 * 2 } })
    let part = a[..<2, ...]
    #expect(!moves { $0[..<2, ...] = part })
    #expect(!moves { $0[..<2, ...] += 1 })
    #expect(moves { $0 *= b })
    #expect(moves { $0 += $0 })
    let top = c[..<2, ...]
    #expect(moves { $0[5, 5] = 0 })
    #expect(top.storage.count == 4096)
  }

  @Test func productsIntoAMatrixKeepItsMemory() {
    // example: copying-products
    var product = Matrix<Double>.zeros(rows: 64, columns: 64)
    for _ in 0..<3 {
      multiply(a, b, into: &product)  // product := a b
      multiply(a.t, b, into: &product, alpha: 0.5, beta: 1)  // product := 0.5 a' b + product
    }
    // end of example
    #expect(product.isApproximatelyEqual(to: a * b + 0.5 * (a.t * b)))
    let before = address(of: product)
    multiply(a[..., 8..<24], b[8..<24, ...].t.t, into: &product)
    multiply(a.t, b.t, into: &product, beta: 1)
    #expect(address(of: product) == before)
    let copy = product
    multiply(a, b, into: &product)
    #expect(address(of: product) != before && address(of: copy) == before)
  }

  /// Where the first element is.
  private func address(of m: Matrix<Double>) -> UInt { m.withView { unsafe UInt(bitPattern: $0.base) } }

  private func bytes(_ count: Int) -> UInt { UInt(count * MemoryLayout<Double>.stride) }

  /// Whether the elements of `part` lie among those of `whole`.
  private func shares(_ part: Matrix<Double>, _ whole: Matrix<Double>) -> Bool {
    (address(of: whole)..<address(of: whole) + bytes(whole.count)).contains(address(of: part))
  }
}
