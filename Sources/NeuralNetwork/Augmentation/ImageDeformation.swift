import LinearAlgebra

/// Random deformations of grey images, drawn anew for each image in each epoch: shift, rotation, shear, scale along each
/// axis, and an elastic distortion (Simard, Steinkraus & Platt, ICDAR 2003, doi:10.1109/ICDAR.2003.1227801).
///
/// ```swift
/// let deformation = ImageDeformation(
///   rows: 28, columns: 28, rotation: 13, scale: 0.13, shear: 0.12, shift: 1.3, elasticity: 1)
/// let trainer = Trainer(epochs: 40, augmentation: deformation)
/// ```
///
/// Each number is uniform between minus and plus its limit. Pixels are interpolated bilinearly, with the background, 0,
/// around the image. The result is a function of the seed, the epoch and the sample's index, so it has the same bits
/// for any number of threads, and on every CPU, and a checkpoint needs no state for it.
public struct ImageDeformation: Hashable, Sendable {
  /// The height of an image in pixels.
  public var rows: Int
  /// The width of an image in pixels.
  public var columns: Int
  /// The largest rotation about the image's centre, in degrees.
  public var rotation: Double
  /// The largest change of scale: heights and widths are divided, independently, by 1 - scale to 1 + scale.
  public var scale: Double
  /// The largest shear: how far a row moves to the side for each row from the centre.
  public var shear: Double
  /// The largest shift along each axis, in pixels.
  public var shift: Double
  /// The root mean square of the elastic distortion along each axis, in pixels.
  public var elasticity: Double
  /// The standard deviation of the Gaussian that smooths the elastic distortion, in pixels.
  public var smoothness: Double
  /// The share of the epochs, at the end of a run and rounded to whole epochs, in which the limits are multiplied by
  /// `finalStrength`.
  public var finalShare: Double
  /// The factor of all limits in the last epochs.
  public var finalStrength: Double

  /// Limits that are not named are 0.
  ///
  /// A property that is set later is checked where it is used: by a ``TrainingRun`` and by `deformed`.
  ///
  /// - Precondition: `rows` and `columns` are 1 to 4,194,302, and their product is about 2^32 at most. Limits and
  ///   `finalStrength` are 0 to 1e6; `scale`, and `finalStrength` times that, are below 1; `smoothness` is 0.25 to 1e6;
  ///   `finalShare` is 0 to 1. An elastic distortion has a weight for each row and knot of a column, and for each column and
  ///   knot of a row, with knots `smoothness` pixels apart: 2^28 weights at most.
  public init(
    rows: Int, columns: Int, rotation: Double = 0, scale: Double = 0, shear: Double = 0, shift: Double = 0,
    elasticity: Double = 0, smoothness: Double = 4, finalShare: Double = 0, finalStrength: Double = 1
  ) {
    (self.rows, self.columns) = (rows, columns)
    (self.rotation, self.scale, self.shear, self.shift) = (rotation, scale, shear, shift)
    (self.elasticity, self.smoothness) = (elasticity, smoothness)
    (self.finalShare, self.finalStrength) = (finalShare, finalStrength)
    if let problem { trap(problem) }
  }

  /// Which value is invalid, and why; nil if all are valid.
  package var problem: String? {
    for (name, value) in [
      ("rotation", rotation), ("scale", scale), ("shear", shear), ("shift", shift), ("elasticity", elasticity),
      ("finalStrength", finalStrength),
    ] where !(value >= 0 && value <= 1e6) {
      return "a deformation's \(name) of \(value): it must be 0 to 1e6"
    }
    if scale >= 1 { return "a deformation's scale of \(scale): it must be below 1" }
    if scale * finalStrength >= 1 {
      return "a deformation's scale of \(scale), at the end \(finalStrength) times that: it must stay below 1"
    }
    if !(0...1 ~= finalShare) { return "a deformation's final share of \(finalShare): it must be 0 to 1" }
    if !(0.25...1e6 ~= smoothness) {
      return "a deformation's smoothness of \(smoothness) pixels: it must be 0.25 to 1e6"
    }
    return ImageResampler.problem(rows: rows, columns: columns, strength: elasticity, sigma: smoothness)
  }

  package static var limits: [(name: String, path: WritableKeyPath<ImageDeformation, Double>)] {
    [
      ("rotation", \.rotation), ("scale", \.scale), ("shear", \.shear), ("shift", \.shift),
      ("elasticity", \.elasticity), ("smoothness", \.smoothness), ("finalShare", \.finalShare),
      ("finalStrength", \.finalStrength),
    ]
  }

  /// The limits other than those of a deformation without arguments: `rotation 13, shift 1.5`.
  package var limitsText: String {
    let usual = ImageDeformation(rows: 1, columns: 1)
    return Self.limits.filter { self[keyPath: $0.path] != usual[keyPath: $0.path] }.map { name, path in
      let value = self[keyPath: path]
      return "\(name) " + (value == value.rounded() && value.magnitude <= 1e6 ? "\(Int(value))" : "\(value)")
    }.joined(separator: ", ")
  }

  /// Whether an epoch, counted from 1, of a run of `epochs` is one of the last, with other limits.
  package func isFinal(epoch: Int, of epochs: Int) -> Bool {
    Double(epochs - epoch) < (finalShare * Double(epochs)).rounded()
  }
}

extension ImageDeformation: CustomStringConvertible {
  /// The size and the limits: `28x28, rotation 13, shift 1.5`.
  public var description: String { ["\(rows)x\(columns)", limitsText].filter { !$0.isEmpty }.joined(separator: ", ") }
}
