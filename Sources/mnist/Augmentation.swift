import NeuralNetwork
import TensorFiles

/// The limits of random deformations, as `--augment` and a `config.json` have them: those that are not named are 0.
struct Augmentation: Equatable {
  private(set) var deformation = ImageDeformation(rows: 1, columns: 1)

  /// Each value by its name.
  private static var limits: [(name: String, path: WritableKeyPath<ImageDeformation, Double>)] {
    [
      ("rotation", \.rotation), ("scale", \.scale), ("shear", \.shear), ("shift", \.shift),
      ("elasticity", \.elasticity), ("smoothness", \.smoothness), ("finalShare", \.finalShare),
      ("finalStrength", \.finalStrength),
    ]
  }

  private static var names: String { limits.map(\.name).joined(separator: ", ") }

  /// What it makes of images of a size.
  func deformation(rows: Int, columns: Int) -> ImageDeformation {
    var deformation = deformation
    (deformation.rows, deformation.columns) = (rows, columns)
    return deformation
  }

  /// Why it cannot be used; nil where it can.
  var problem: String? { deformation.problem }

  /// The limits that are not the usual ones, in words.
  var description: String {
    let usual = Augmentation().deformation
    return Self.limits.filter { deformation[keyPath: $0.path] != usual[keyPath: $0.path] }
      .map { "\($0.name) \(deformation[keyPath: $0.path].significant)" }.joined(separator: ", ")
  }

  init() {}

  /// Reads `rotation=13,shift=1`; nil for `none`.
  init?(_ text: String) throws(CommandError) {
    if text == "none" { return nil }
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      let sides = part.split(separator: "=", omittingEmptySubsequences: false)
      guard sides.count == 2, let value = Double(sides[1]) else {
        throw CommandError(
          "--augment '\(printable(String(part)))': limits are written as rotation=13,shift=1, or none is")
      }
      try set(String(sides[0]), value) { CommandError("--augment \($0)") }
    }
  }

  private mutating func set(
    _ name: String, _ value: Double, _ failure: (String) -> CommandError
  ) throws(CommandError) {
    guard let path = Self.limits.first(where: { $0.name == name })?.path else {
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
    try container.encode(Dictionary(uniqueKeysWithValues: Self.limits.map { ($0.name, deformation[keyPath: $0.path]) }))
  }
}
