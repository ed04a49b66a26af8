import LinearAlgebra

extension KernelSurvey {
  /// addBias with and without the rectifier, and the gradients of activations: exact to the bit.
  func layers() {
    begin("layers")
    for columns in sizes {
      for rows in [0, 1, 3] {
        for rectify in [false, true] { addBias(rows, columns, rectify: rectify) }
      }
      unsafe row("maskByRectifier", columns, { unsafe kernels.maskByRectifier(columns, $0, $1) }, { $0 <= 0 ? 0 : $1 })
      unsafe row(
        "tanhGradient", columns, { unsafe kernels.tanhGradient(columns, $0, $1) }, { $1 * ((1 - $0) * (1 + $0)) })
      unsafe row(
        "sigmoidGradient", columns, { unsafe kernels.sigmoidGradient(columns, $0, $1) }, { $1 * ($0 * (1 - $0)) })
      // In place it is the activation.
      for isInPlace in [false, true] {
        unsafe row(
          "leak", columns, isInPlace: isInPlace, { unsafe kernels.leak(columns, 0.01, $0, $1) },
          { $0 <= 0 ? 0.01 * $1 : $1 })
      }
    }
  }

  private func addBias(_ rows: Int, _ columns: Int, rectify: Bool) {
    let (z, bias) = (target(rows, columns, Self.anyNumber), source(1, columns, Self.anyNumber))
    let old = z.copy()
    // In bounds: the shapes are those of the matrices.
    unsafe kernels.addBias(rows, columns, z.view.base, z.stride, bias.view.base, rectify)
    let biased = z.difference { i, j in
      let sum = old[i, j] + bias[0, j]
      return rectify && sum < 0 ? 0 : sum
    }
    record(biased, of: "addBias of \(rows)x\(columns), rectify \(rectify)")
  }

  /// gather and gatherOneHot: each quotient is rounded once.
  func gathering() {
    begin("gathering")
    let bytes = (0..<256 * 37).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ $0 >> 8) }
    let labels = (0..<37).map { $0 * 11 % 13 }
    for columns in sizes + [256] {
      for count in [0, 1, 2, 5] {
        let indices = (0..<count).map { _ in Int.random(in: 0..<37, using: &generator) }
        for divisor in [255, 1, 3, 16, 65536, 65537, 0.7] as [Scalar] {
          let x = target(count, columns)
          // In bounds: 37 rows of `columns` bytes are no more than there are.
          unsafe kernels.gather(count, indices, columns, bytes, divisor, x.view.base, x.stride)
          record(
            x.difference { Scalar(bytes[indices[$0] * columns + $1]) / divisor },
            of: "gather of \(count)x\(columns), divisor \(divisor)")
        }
        let t = target(count, columns)
        // In bounds: each index has a label.
        unsafe kernels.gatherOneHot(count, indices, columns, labels, t.view.base, t.stride)
        record(t.difference { labels[indices[$0]] == $1 ? 1 : 0 }, of: "gatherOneHot of \(count)x\(columns)")
      }
    }
  }

  /// transpose.
  func transposition() {
    begin("transposition")
    for rows in fewSizes {
      for columns in fewSizes {
        let (a, b) = (source(rows, columns, Self.anyNumber), target(columns, rows))
        // In bounds: the shapes are those of the matrices.
        unsafe kernels.transpose(rows, columns, a.view.base, a.stride, b.view.base, b.stride)
        record(b.difference { a[$1, $0] }, of: "transpose of \(rows)x\(columns)")
      }
    }
  }
}
