import Foundation
import LinearAlgebra
import NeuralNetwork
import TensorFiles

/// A checkpoint is refused, and the run is as it was; or the run is resumed from it, and saves what it has read.
///
/// Its checksum is made right first: what lies behind it would hardly be reached otherwise.
func checkpointsAreTakenOrRefused(_ file: [UInt8]) throws -> Bool {
  var content = try Safetensors(parsing: file)
  content.metadata["checksum"] = nil
  content.metadata["checksum"] = try content.sha256()
  var (run, again) = (CheckpointClaim.run, CheckpointClaim.run)
  sure { try content.write(to: CheckpointClaim.path) }
  do throws(TensorFileError) {
    try run.resume(from: CheckpointClaim.path)
  } catch {
    return sure { try run.checkpoint() == again.checkpoint() }
  }
  let taken = sure { try run.checkpoint() }
  sure { try taken.write(to: CheckpointClaim.path) }
  guard (try? again.resume(from: CheckpointClaim.path)) != nil else { return false }
  // Bytes are compared: NaN is not equal to itself.
  guard sure({ try again.checkpoint().serialized() == taken.serialized() }) else { return false }
  run.finish()
  return true
}

enum CheckpointClaim {
  /// Of two epochs, two steps each, that keeps all that a run can keep.
  static let run: TrainingRun<Float> = {
    var generator = SeededGenerator(seed: 1)
    let features = Matrix<Float>.normal(rows: 5, columns: 2, using: &generator)
    let data = Dataset(features: features, labels: [0, 1, 0, 1, 1], classes: 2)
    let trainer = Trainer(
      epochs: 2, batchSize: 3, optimizer: .adam(), clipping: .norm(1), average: WeightAverage(), patience: 1,
      configuration: ComputeConfiguration(backend: .swift, threads: 1))
    let network = Network<Float>(inputs: 2, hidden: [2], outputs: 2, using: &generator)
    return TrainingRun(trainer, network, training: data, validation: data)
  }()

  /// In memory, where there is a place for that; removed at the end.
  static let path: String = {
    atexit { try? FileManager.default.removeItem(atPath: CheckpointClaim.path) }
    return (FileStatus(at: "/dev/shm") == .folder ? "/dev/shm/" : NSTemporaryDirectory()) + "fuzz-\(getpid())"
  }()
}

/// Settings are refused with a sentence, or the same when they are written and read again.
func configsAreReadAsTheyStand(_ file: [UInt8]) throws -> Bool {
  let recipe: Recipe
  do {
    recipe = try Recipe(json: file, from: "it")
  } catch {
    return error is CommandError
  }
  // It must end, whatever the settings are.
  _ = recipe.problem
  let json = sure { try recipe.json() }
  return sure { try Recipe(json: json, from: "it").json() == json }
}
