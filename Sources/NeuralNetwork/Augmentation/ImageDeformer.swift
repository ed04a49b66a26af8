import LinearAlgebra

/// Deforms images with one strength: the limits, and the random fields for them.
struct ImageDeformer: Sendable {
  private let rotation, scale, shear, shift: Double
  private let resampler: ImageResampler
  private let key: UInt64

  init(_ deformation: ImageDeformation, strength: Double, seed: UInt64) {
    rotation = deformation.rotation * strength
    scale = deformation.scale * strength
    shear = deformation.shear * strength
    shift = deformation.shift * strength
    resampler = ImageResampler(
      rows: deformation.rows, columns: deformation.columns, strength: deformation.elasticity * strength,
      sigma: deformation.smoothness)
    key = SeededGenerator.key(seed: seed, .deformation)
  }

  /// Writes the image of sample `sample` in `bytes`, deformed as in an epoch, to row `row` of `target`.
  func deform(_ bytes: [UInt8], sample: Int, epoch: Int, into target: ImageRows, row: Int) {
    let pixels = resampler.rows * resampler.columns
    let image = bytes.span.extracting(sample * pixels..<(sample + 1) * pixels)
    resampler.deform(image, key: key, sample: sample, epoch: epoch, into: target, row: row) { number in
      ImageMap(
        rows: resampler.rows, columns: resampler.columns, rotation: rotation * number(0),
        rowScale: 1 + scale * number(1), columnScale: 1 + scale * number(2), shear: shear * number(3),
        rowShift: shift * number(4), columnShift: shift * number(5))
    }
  }
}
