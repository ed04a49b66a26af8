import MNISTData
import NeuralNetwork
import TensorFiles

/// The limits of random deformations, as given by `--augment` and `config.json`; limits that are not given are 0.
struct Augmentation: Equatable {
  private(set) var deformation = ImageDeformation(rows: 1, columns: 1)

  private static var names: String { ImageDeformation.limits.map(\.name).joined(separator: ", ") }

  func deformation(rows: Int, columns: Int) -> ImageDeformation {
    var deformation = deformation
    (deformation.rows, deformation.columns) = (rows, columns)
    return deformation
  }

  /// Why the limits are invalid; nil if they are valid for images of some size.
  var problem: String? {
    let (limits, usual) = (deformation, ImageDeformation(rows: 1, columns: 1))
    if [limits.rotation, limits.scale, limits.shear, limits.shift, limits.elasticity].allSatisfy({ $0 == 0 }) {
      return "no limit is above 0: it would deform nothing"
    }
    if (limits.finalShare == 0) != (limits.finalStrength == usual.finalStrength) {
      return
        "finalShare \(limits.finalShare.given) and finalStrength \(limits.finalStrength.given): "
        + "one says nothing without the other"
    }
    if limits.smoothness != usual.smoothness && limits.elasticity == 0 {
      return "smoothness \(limits.smoothness.given) without an elasticity: it smooths nothing"
    }
    return limits.problem
  }

  /// Throws if images of this size cannot be deformed with these limits.
  func require(_ images: LabelledImages) throws(CommandError) {
    if let problem = deformation(rows: images.rows, columns: images.columns).problem {
      throw CommandError("--augment: \(problem)")
    }
  }

  /// The limits that differ from the defaults, in words.
  var description: String { deformation.limitsText }

  /// Reads `rotation=13,shift=1`; nil for `none`.
  init?(_ text: String) throws(CommandError) {
    if text == "none" { return nil }
    var names = Set<Substring>()
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2, let value = Double(sides[1]) else {
        throw CommandError(
          "--augment '\(printable(String(part)))': limits are written as rotation=13,shift=1, or none is")
      }
      guard names.insert(sides[0]).inserted else {
        throw CommandError("--augment \(printable(String(sides[0]))) is given twice")
      }
      try set(String(sides[0]), value) { CommandError("--augment \($0)") }
    }
  }

  private mutating func set(
    _ name: String, _ value: Double, _ failure: (String) -> CommandError
  ) throws(CommandError) {
    guard let path = ImageDeformation.limits.first(where: { $0.name == name })?.path else {
      throw failure("'\(printable(name))' is no limit; known are \(Self.names)")
    }
    deformation[keyPath: path] = value
  }
}

extension Augmentation: Codable {
  init(from decoder: any Decoder) throws {
    for (name, value) in try decoder.singleValueContainer().decode([String: Double].self).sorted(by: { $0.key < $1.key }
    ) {
      try set(name, value) { CommandError("augment \($0)") }
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(
      Dictionary(uniqueKeysWithValues: ImageDeformation.limits.map { ($0.name, deformation[keyPath: $0.path]) }))
  }
}
