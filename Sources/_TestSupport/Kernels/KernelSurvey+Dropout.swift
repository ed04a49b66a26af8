import LinearAlgebra

extension KernelSurvey {
  /// dropOut and average: exact to the bit.
  func dropout() {
    begin("dropout")
    for columns in sizes {
      for (firstRow, firstColumn) in [(0, 0), (3, 16), (1_000_000, 32), (7, 48)] {
        for isInPlace in [false, true] {
          dropOut(columns, firstRow: firstRow, firstColumn: firstColumn, isInPlace: isInPlace)
        }
      }
      for rate in [0, 1, 0.3] as [Scalar] {
        unsafe row(
          "average by \(rate)", columns, { unsafe kernels.average(columns, rate, $0, $1) }, { sum($1, rate, $0 - $1) })
      }
    }
  }

  private func dropOut(_ columns: Int, firstRow: Int, firstColumn: Int, isInPlace: Bool) {
    let y = target(3, columns, Self.anyNumber)
    let x = isInPlace ? y : source(3, columns, Self.anyNumber)
    let old = x.copy()
    let (layer, step, seed): (UInt32, UInt32, UInt64) = (2, 0x8000_0001, 0x0123_4567_89ab_cdef)
    let (threshold, scale): (UInt32, Scalar) = (0x6000_0000, 1.6)
    // In bounds: the shapes are those of the matrices.
    unsafe kernels.dropOut(
      3, columns, x.view.base, x.stride, y.view.base, y.stride, firstRow, firstColumn, layer, step, seed, threshold,
      scale)
    let dropped = y.difference { i, j in
      let column = firstColumn + j
      let counter = UInt32(8 * (column / 32) + column % 16 / 2)
      let words = philox(counter: (counter, UInt32(firstRow + i), layer, step), key: seed)
      return words[2 * (column % 32 / 16) + column % 2] < threshold ? 0 : scale * old[i, j]
    }
    record(dropped, of: "dropOut of 3x\(columns) from \(firstRow), \(firstColumn)\(isInPlace ? ", in place" : "")")
  }
}
