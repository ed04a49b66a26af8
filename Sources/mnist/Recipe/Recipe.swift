import Foundation
import LinearAlgebra
import NeuralNetwork
import TensorFiles

/// All settings that determine a run's model: the contents of `config.json`, which `--config` reads. The defaults are
/// the original recipe; nil leaves a choice to other settings.
struct Recipe: Codable {
  /// Whose defaults these are.
  ///
  /// Its own configuration is not read: the environment may be wrong, and that is said later.
  static let usual = Trainer(configuration: ComputeConfiguration(backend: .swift, threads: 1))

  var data = "auto"
  /// A saved network to start from.
  var load: String?
  /// The layout of its weights, if another program wrote it and their shapes do not determine it.
  var layout: String?
  var hidden: [Int]?
  var activation: String?
  var initializer: String?
  var epochs = usual.epochs
  var batchSize = usual.batchSize
  /// The parts of a mini-batch whose gradients are made one by one.
  var shards = usual.shards
  var optimizer = "sgd"
  var learningRate: Double?
  var momentum = 0.0
  var nesterov = false
  var weightDecay: Double?
  var schedule = "constant"
  /// The number of steps, or below 1 a share of them.
  var warmUp = 0.0
  var clipNorm: Double?
  var dropout = 0.0
  var labelSmoothing = 0.0
  /// How images are deformed; nil leaves them as they are.
  var augment: Augmentation?
  /// The decay of an average of the weights.
  var average: Double?
  /// The number of images, or below 1 a share of them.
  var validation: Double?
  var patience: Int?
  /// Whether the training images are evaluated after each epoch.
  var evaluateTraining = usual.evaluatesTraining
  var seed = usual.seed
  var shuffle = usual.shuffles
  var backend: String?
  var threads: Int?

  enum CodingKeys: String, CodingKey, CaseIterable {
    case data, load, layout, hidden, activation, initializer, epochs, batchSize, shards, optimizer, learningRate,
      momentum, nesterov
    case weightDecay, schedule, warmUp, clipNorm, dropout, labelSmoothing, augment, average, validation, patience
    case evaluateTraining, seed, shuffle, backend, threads
  }

  init() {}

  /// Reads a `config.json`. Whether its values fit together is not checked: options may replace some.
  ///
  /// - Throws: `CommandError`, with the key that is unknown or has a value of another type.
  init(contentsOf path: String) throws {
    let bytes: [UInt8]
    do {
      let file = try InputFile(path)
      bytes = [UInt8](try file.read(at: 0, count: min(file.size, 1 << 20)))
    } catch {
      throw CommandError("--config \(printable(path)): \(error.problem)")
    }
    try self.init(json: bytes, from: "--config \(printable(path))")
  }

  /// Reads the bytes of a `config.json`; errors begin with `source`.
  init(json bytes: [UInt8], from source: String) throws {
    func failure(_ problem: String) -> CommandError { CommandError("\(source): \(problem)") }
    guard let object = (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [String: Any] else {
      throw failure("it is no JSON object")
    }
    let known = CodingKeys.allCases.map(\.rawValue)
    if let key = object.keys.sorted().first(where: { !known.contains($0) }) {
      throw failure("'\(printable(key))' is no key; known are \(known.joined(separator: ", "))")
    }
    do {
      self = try Recipe(changes: object)
    } catch let error as CommandError {
      throw failure("\(error)")
    } catch {
      // Which one it is: the first that cannot be read alone.
      for (key, value) in object.sorted(by: { $0.key < $1.key }) {
        do {
          _ = try Recipe(changes: [key: value])
        } catch let error as CommandError {
          throw failure("\(error)")
        } catch {
          throw failure("\(key) is not \(Recipe.noun(of: key))")
        }
      }
      throw failure("\(error)")
    }
  }

  /// The defaults with the values of a JSON object; null leaves a default.
  private init(changes: [String: Any]) throws {
    let usual = try JSONSerialization.jsonObject(with: JSONEncoder().encode(Recipe())) as? [String: Any] ?? [:]
    let all = usual.merging(changes.filter { !($0.value is NSNull) }) { $1 }
    self = try JSONDecoder().decode(Recipe.self, from: JSONSerialization.data(withJSONObject: all))
  }

  private static func noun(of key: String) -> String {
    switch Mirror(reflecting: Recipe()).children.first(where: { $0.label == key }).map({ type(of: $0.value) }) {
    case is String.Type, is String?.Type: "a text"
    case is Bool.Type: "true or false"
    case is Double.Type, is Double?.Type: "a number"
    case is Augmentation?.Type: "an object of numbers"
    case is [Int]?.Type: "a list of whole numbers"
    default: "a whole number that fits"
    }
  }
}
