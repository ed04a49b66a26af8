/// A recipe that comes with the program: a committed `config.json` of Presets, which `--config` reads as well.
enum Preset: String, CaseIterable {
  /// The original recipe, 784-128-10: 20 epochs of plain SGD.
  case original
  /// About 98.3 % in a second or two.
  case fast
  /// The best network: minutes.
  case best

  var recipe: Recipe { get throws { try Recipe(json: json, from: "--preset \(rawValue)") } }

  private var json: [UInt8] {
    switch self {
    case .original: PackageResources.original_json
    case .fast: PackageResources.fast_json
    case .best: PackageResources.best_json
    }
  }
}
