import VectorKernels

/// Deforms images of one size by an affine map and by two random fields of offsets, smoothed over `sigma` pixels.
///
/// It uses only separately rounded sums and products, so that the bytes are the same on every CPU.
package struct ImageResampler: Sendable {
  package let rows: Int
  package let columns: Int
  /// The row stride of a field.
  private let stride: Int
  /// Nil if pixels are not displaced at random.
  private let field: SmoothField?

  /// Why images of a size cannot be deformed; nil if they can: rows and columns are integers of 22 bits, indices of 32.
  package static func problem(rows: Int, columns: Int, strength: Double, sigma: Double) -> String? {
    let side = 1...(1 << 22 - 2)
    if side ~= rows && side ~= columns && (rows + 2) * (columns + 17) <= 1 << 32 {
      return strength == 0 ? nil : SmoothField.problem(rows: rows, columns: columns, sigma: sigma)
    }
    return "images of \(rows)x\(columns) pixels: 1 to \(side.upperBound) a side are possible, and about 2^32 in all"
  }

  /// - Precondition: `problem` is nil for this size, and `sigma` is above 0.
  package init(rows: Int, columns: Int, strength: Double, sigma: Double) {
    require(sigma > 0 && sigma.isFinite, "a field smoothed over \(sigma) pixels: it must be finite and above 0")
    if let problem = Self.problem(rows: rows, columns: columns, strength: strength, sigma: sigma) { trap(problem) }
    (self.rows, self.columns) = (rows, columns)
    stride = Self.fieldStride(columns)
    field =
      strength == 0
      ? nil : SmoothField(rows: rows, columns: columns, stride: stride, sigma: sigma, strength: strength)
  }

  /// The row stride of fields with this many columns.
  package static func fieldStride(_ columns: Int) -> Int { VectorKernels.wholeVectors(columns) }

  /// The words of scratch in which an image of this size is resampled.
  package static func resamplingScratch(_ rows: Int, _ columns: Int) -> Int {
    VectorKernels.resamplingScratch(rows, columns)
  }

  /// The random numbers of one image, in -1..<1: 32 for its map, then those of the fields.
  private var numberCount: Int {
    guard let field else { return mapNumbers }
    return (mapNumbers + 2 * field.rowKnots * field.columnKnots + 31) / 32 * 32
  }
  private var mapNumbers: Int { 32 }

  /// The words of scratch: random numbers, two fields, and the scratch for making them and for resampling.
  private var scratchCount: Int {
    numberCount + (2 * rows + (field?.rowKnots ?? 0)) * stride + Self.resamplingScratch(rows, columns)
  }

  /// Writes `image`, deformed, to row `row` of `target`.
  ///
  /// - Parameters:
  ///   - key: the key of the random numbers, which are functions of it, `sample` and `epoch`.
  ///   - map: gives the map for 32 random numbers in -1..<1.
  package func deform(
    _ image: borrowing Span<UInt8>, key: UInt64, sample: Int, epoch: Int, into target: ImageRows, row: Int,
    map: (_ numbers: (Int) -> Double) -> ImageMap
  ) {
    require(image.count == rows * columns, "an image of \(image.count) bytes, \(rows)x\(columns) expected")
    require(target.columns == rows * columns, "\(rows)x\(columns) pixels into rows of \(target.columns)")
    // In bounds: the image has rows * columns bytes.
    unsafe image.withUnsafeBufferPointer { image in
      guard let source = image.baseAddress else { return }
      unsafe Scratch.images.withElements(of: Float.self, count: scratchCount) { scratch in
        let parts = unsafe makeNumbers(key, sample, epoch, scratch)
        let words = unsafe UnsafeMutableRawPointer(parts.rest).assumingMemoryBound(to: UInt32.self)
        // In bounds: there are 32 numbers, six coefficients, and the parts of `scratch`.
        let coefficients = map { unsafe Double(scratch[$0 % mapNumbers]) }.coefficients
        unsafe coefficients.span.withUnsafeBufferPointer { coefficients in
          guard let coefficients = coefficients.baseAddress else { return }
          unsafe Float._routines.best.resample(
            rows, columns, source, coefficients, parts.rowOffsets, parts.columnOffsets, field == nil ? 0 : stride,
            words, target.row(row))
        }
      }
    }
  }

  /// The parts of an image's scratch, behind its random numbers.
  private typealias Parts = (
    rowOffsets: UnsafeMutablePointer<Float>, columnOffsets: UnsafeMutablePointer<Float>,
    rest: UnsafeMutablePointer<Float>
  )

  /// Draws an image's random numbers, and computes its fields: one row of zeros if it has none.
  private func makeNumbers(
    _ key: UInt64, _ sample: Int, _ epoch: Int, _ numbers: UnsafeMutablePointer<Float>
  ) -> Parts {
    // In bounds: scratchCount is the sum of these parts.
    let rowOffsets = unsafe numbers + numberCount
    let columnOffsets = unsafe rowOffsets + rows * stride
    let products = unsafe columnOffsets + rows * stride
    let low = UInt32(truncatingIfNeeded: sample)
    let high = UInt32(truncatingIfNeeded: sample >> 32)
    unsafe Float._routines.best.fillUniform(numberCount, low, high, UInt32(truncatingIfNeeded: epoch), key, numbers)
    if let field {
      func makeOffsets(_ noise: UnsafePointer<Float>, _ offsets: UnsafeMutablePointer<Float>) {
        unsafe Float._routines.best.makeField(
          rows, stride, field.rowKnots, field.columnKnots, field.rowBasis, field.columnBasis, noise, products, offsets)
      }
      let noise = unsafe numbers + mapNumbers
      unsafe makeOffsets(noise, rowOffsets)
      unsafe makeOffsets(noise + field.rowKnots * field.columnKnots, columnOffsets)
    } else {
      unsafe rowOffsets.update(repeating: 0, count: stride)
      unsafe columnOffsets.update(repeating: 0, count: stride)
    }
    return unsafe (rowOffsets, columnOffsets, products + (field?.rowKnots ?? 0) * stride)
  }

  /// The displacements of an image's pixels, rows first, as in `deform`; for inspection.
  package func offsets(key: UInt64, sample: Int, epoch: Int) -> [Matrix<Double>] {
    var offsets = [Matrix<Double>]()
    unsafe Scratch.images.withElements(of: Float.self, count: scratchCount) { scratch in
      let places = unsafe makeNumbers(key, sample, epoch, scratch)
      offsets = unsafe [places.rowOffsets, places.columnOffsets].map { field in
        // In bounds: a field has `rows` rows of `stride` elements.
        Matrix(rows: rows, columns: columns) { unsafe Double(field[$0 * stride + $1]) }
      }
    }
    return offsets
  }
}
