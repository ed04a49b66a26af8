import LinearAlgebra

extension KernelSurvey where Scalar == Float {
  /// The loops over images of an instruction set: the same numbers and bytes as plain loops, to the bit.
  package static func imageTallies(_ set: InstructionSet) -> [KernelTally] {
    let survey = KernelSurvey(set)
    survey.uniforms()
    survey.fields()
    survey.resampling()
    return survey.tallies
  }

  /// Sides of images, around a vector's 16 and that of a digit.
  private static var sides: [Int] { [1, 2, 3, 5, 15, 16, 17, 28, 31, 32, 33, 50] }

  private func uniforms() {
    begin("uniform")
    for count in [0, 32, 64, 96, 1024] {
      let (second, third, fourth, key) = (UInt32(count), UInt32.max, UInt32(7), UInt64(0x1234_5678_9abc_def0))
      let numbers = target(1, count)
      // In bounds: there is room for `count` numbers.
      unsafe kernels.fillUniform(count, second, third, fourth, key, numbers.view.base)
      let filled = numbers.difference { _, i in
        let counter = UInt32(8 * (i / 32) + i % 16 / 2)
        let words = philox(counter: (counter, second, third, fourth), key: key)
        return Float(words[2 * (i % 32 / 16) + i % 2] >> 9) * 0x1p-22 - 1
      }
      record(filled, of: "fillUniform of \(count)")
    }
  }

  private func fields() {
    begin("fields")
    for (rows, columns) in [(1, 16), (5, 16), (28, 32), (33, 48)] {
      for (rowKnots, columnKnots) in [(1, 1), (3, 14), (14, 2)] {
        let left = numbers(rows * rowKnots)
        let (noise, right) = (numbers(rowKnots * columnKnots), numbers(columnKnots * columns))
        let (field, scratch) = (target(1, rows * columns), target(1, rowKnots * columns))
        // In bounds: each array has the elements of its shape.
        unsafe kernels.makeField(
          rows, columns, rowKnots, columnKnots, left, right, noise, scratch.view.base, field.view.base)
        let products = product(noise, right, rowKnots, columns, columnKnots)
        let expected = product(left, products, rows, columns, rowKnots)
        record(
          field.difference { expected[$1] }, or: scratch.overwritten,
          of: "makeField of \(rows)x\(columns), knots \(rowKnots)x\(columnKnots)")
      }
    }
  }

  private func resampling() {
    begin("resampling")
    let sizes = Self.sides.flatMap { rows in Self.sides.map { (rows, $0) } } + [(3, 2500), (2500, 3)]
    for (rows, columns) in sizes {
      let stride = ImageResampler.fieldStride(columns)
      let image = (0..<rows * columns).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let turn = numbers(6)
      let maps: [[Float]] = [
        [1, 0, 0, 0, 1, 0], [0.875, 0.25, -1.5, -0.125, 1.125, 2.75], [0, 1, 0, 1, 0, 0], turn,
        [1e30, 0, -1e20, 0, -1e30, 1e30],
      ]
      for map in maps {
        for hasOffsets in [false, true] {
          let (down, across) = (numbers(rows * stride), numbers(rows * stride))
          let offsets = hasOffsets ? (down, across) : (down.map { _ in 0 }, down.map { _ in 0 })
          let result = GuardedMatrix<UInt8>(rows: 1, columns: rows * columns, marker: 0xa5) { 0xa5 }
          let words = ImageResampler.resamplingScratch(rows, columns)
          let scratch = GuardedMatrix<UInt32>(rows: 1, columns: words, marker: 0xa5a5_a5a5) { 0xa5a5_a5a5 }
          // In bounds: each array has the elements of its shape; without a stride all rows have the same offsets.
          unsafe kernels.resample(
            rows, columns, image, map, offsets.0, offsets.1, hasOffsets ? stride : 0, scratch.base, result.base)
          let expected = resampled(rows, columns, image, map, offsets, stride: stride)
          let comparison = result.problem { _, i, got in got == expected[i] ? nil : "should be \(expected[i])" }
          record(
            comparison, or: scratch.overwritten,
            of: "resample of \(rows)x\(columns), map \(map), offsets \(hasOffsets)")
        }
      }
    }
  }

  private func numbers(_ count: Int) -> [Float] {
    (0..<count).map { _ in Self.number(in: -2..<2, using: &generator) }
  }

  /// Sums in order, every product and sum rounded.
  private func product(_ a: [Float], _ b: [Float], _ m: Int, _ n: Int, _ k: Int) -> [Float] {
    (0..<m * n).map { place in
      (0..<k).reduce(Float(0)) { sum, p in
        let term = a[place / n * k + p] * b[p * n + place % n]
        return sum + term
      }
    }
  }

  /// An image sampled pixel by pixel.
  private func resampled(
    _ rows: Int, _ columns: Int, _ image: [UInt8], _ map: [Float], _ offsets: ([Float], [Float]), stride: Int
  ) -> [UInt8] {
    func split(_ place: Float, below limit: Int) -> (Int, Float) {
      let inside = place > 0 ? min(place, Float(limit)) : 0
      return (Int(inside.rounded(.down)), inside - inside.rounded(.down))
    }
    func between(_ a: Float, _ b: Float, _ share: Float) -> Float {
      let step = share * (b - a)
      return a + step
    }
    /// A pixel of the image with a border of zeros.
    func value(_ row: Int, _ column: Int) -> Float {
      let (y, x) = (row - 1, column - 1)
      return y < 0 || y >= rows || x < 0 || x >= columns ? 0 : Float(image[y * columns + x])
    }
    return (0..<rows * columns).map { pixel in
      let (y, x) = (pixel / columns, pixel % columns)
      let row = map[0] * Float(y) + map[2]
      let column = map[3] * Float(y) + map[5]
      let (top, height) = split(row + map[1] * Float(x) + offsets.0[y * stride + x] + 1, below: rows + 1)
      let (left, width) = split(column + map[4] * Float(x) + offsets.1[y * stride + x] + 1, below: columns + 1)
      let upper = between(value(top, left), value(top, left + 1), width)
      let lower = between(value(top + 1, left), value(top + 1, left + 1), width)
      return UInt8(between(upper, lower, height).rounded(.toNearestOrEven))
    }
  }
}
