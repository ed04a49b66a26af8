import Foundation
import LinearAlgebra
import NeuralNetwork
import TensorFiles
import Testing
import _TestSupport

@Suite struct RunCheckpointTests {
  /// Calls `body` with a folder of its own, which must hold nothing but a checkpoint at the end.
  func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "run-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try body(folder + "/checkpoint.safetensors")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["checkpoint.safetensors"])
  }

  @Test func aResumedRunHasTheBitsOfOneThatNeverStopped() throws {
    try withFolder { path in
      for trainer in RunFixture.trainers {
        try check(trainer, Float.self, path)
        try check(trainer, Double.self, path)
      }
    }
  }

  /// Saves after each of 12 steps and 3 evaluations, and before the first, and resumes each in a new run.
  private func check<Scalar: BLASScalar & SafetensorsElement>(
    _ trainer: Trainer, _: Scalar.Type, _ path: String
  ) throws {
    var whole: TrainingRun<Scalar> = RunFixture.run(trainer)
    var stages = [whole]
    while whole.step() != nil { stages.append(whole) }
    #expect(stages.count == 16)
    for stage in stages {
      try stage.save(to: path)
      var other: TrainingRun<Scalar> = RunFixture.run(trainer)
      // Whatever the run did before, the checkpoint counts.
      other.step()
      try other.resume(from: path)
      #expect(other.network() == stage.network() && other.best == stage.best && other.history == stage.history)
      other.finish()
      #expect(other.network() == whole.network() && other.result() == whole.result(), "\(trainer.optimizer)")
      #expect(other.history.numbers == whole.history.numbers && other.history.outcome == whole.history.outcome)
    }
  }

  /// Resumed between the last step of an epoch and the evaluation, which adds no time.
  @Test func theSecondsOfAnEpochIncludeTheStepsBeforeItsCheckpoint() throws {
    try withFolder { path in
      let trainer = Trainer(epochs: 1, batchSize: 20, optimizer: .adam())
      var run: TrainingRun<Float> = RunFixture.run(trainer)
      for _ in 0..<2 { run.step() }
      try run.save(to: path)
      var other: TrainingRun<Float> = RunFixture.run(trainer)
      try other.resume(from: path)
      let (seconds, resumed) = (run.epoch()?.seconds ?? 0, other.epoch()?.seconds)
      #expect(seconds > 0 && resumed == seconds)
    }
  }

  @Test func stoppedEarlyStaysSo() throws {
    try withFolder { path in
      let trainer = Trainer(epochs: 50, batchSize: 10, optimizer: .sgd(learningRate: 0), patience: 1)
      var run: TrainingRun<Float> = RunFixture.run(trainer)
      run.finish()
      #expect(run.history.outcome == .stoppedEarly && run.history.epochs.count == 2)
      try run.save(to: path)
      var other: TrainingRun<Float> = RunFixture.run(trainer)
      try other.resume(from: path)
      #expect(other.isFinished && other.step() == nil && other.result() == run.result())
    }
  }

  @Test func tornAndAlteredCheckpointsAreRefused() throws {
    try withFolder { path in
      let trainer = Trainer(epochs: 2, batchSize: 20, optimizer: .adam(), patience: 3)
      var run: TrainingRun<Float> = RunFixture.run(trainer, RunFixture.network(hidden: [2]))
      for _ in 0..<4 { run.step() }
      let bytes = try run.checkpoint().serialized()
      let fresh: TrainingRun<Float> = RunFixture.run(trainer, RunFixture.network(hidden: [2]))
      func isRefused(_ bytes: [UInt8]) -> Bool {
        var other = fresh
        do {
          try Data(bytes).write(to: URL(filePath: path))
          try other.resume(from: path)
        } catch let error as TensorFileError {
          return error.description.hasPrefix(path) && other.network() == fresh.network()
        } catch {}
        return false
      }
      #expect(unhandledDamage(to: bytes, "checkpoints", isRefused) == [])
      #expect(isRefused(bytes + [0]))
      // Eight spaces more after the header, whose length says so: the same content in another file.
      let length = bytes[..<8].reversed().reduce(0) { $0 << 8 | Int($1) }
      let longer = (0..<8).map { UInt8(truncatingIfNeeded: (length + 8) >> (8 * $0)) }
      #expect(
        isRefused(
          longer + bytes[8..<8 + length] + Array(repeating: UInt8(ascii: " "), count: 8) + bytes[(8 + length)...]))
      try Data(bytes).write(to: URL(filePath: path))
      var other = fresh
      try other.resume(from: path)
      #expect(other.network() == run.network())
    }
  }

  @Test func foreignCheckpointsAreRefusedWithASentence() throws {
    try withFolder { path in
      let trainer = Trainer(epochs: 2, batchSize: 20, configuration: ComputeConfiguration(backend: .swift, threads: 1))
      let run: TrainingRun<Float> = RunFixture.run(trainer)
      try run.save(to: path)
      func refused(_ sentence: String, by run: TrainingRun<Float>) {
        var run = run
        let error = #expect(throws: TensorFileError.self) { try run.resume(from: path) }
        #expect(error?.description == "\(path): \(sentence)")
      }
      func refused(_ sentence: String, _ change: (inout Trainer) -> Void) {
        var trainer = trainer
        change(&trainer)
        refused(sentence, by: RunFixture.run(trainer))
      }
      refused("a checkpoint with number of epochs '2', this run has '3'") { $0.epochs = 3 }
      refused("a checkpoint with batch size '20', this run has '21'") { $0.batchSize = 21 }
      refused("a checkpoint with seed '42', this run has '43'") { $0.seed = 43 }
      refused("a checkpoint with shuffling 'on', this run has 'off'") { $0.shuffles = false }
      refused("a checkpoint with evaluation of the training data 'on', this run has 'off'") {
        $0.evaluatesTraining = false
      }
      refused("a checkpoint with patience 'none', this run has '4'") { $0.patience = 4 }
      refused("a checkpoint with clipping 'none', this run has 'norm(1.0)'") { $0.clipping = .norm(1) }
      refused("a checkpoint with dropout 'none', this run has '0.0 of features, [0.5] of units'") {
        $0.dropout = Dropout(hidden: 0.5)
      }
      refused("a checkpoint with label smoothing '0.0', this run has '0.1'") { $0.labelSmoothing = 0.1 }
      refused("a checkpoint with average 'none', this run has 'with decay 0.9'") {
        $0.average = WeightAverage(decay: 0.9)
      }
      refused("a checkpoint with schedule 'constant', this run has 'warmUp(steps: 5, from: 0.5)'") {
        $0.schedule = .warmUp(steps: 5, from: 0.5)
      }
      refused(
        "a checkpoint with optimizer '\(trainer.optimizer)', this run has '\(Optimizer.sgd(learningRate: 0.02))'"
      ) { $0.optimizer = .sgd(learningRate: 0.02) }
      refused(
        "a checkpoint with architecture '6-7-5-3', this run has '6-4-3'",
        by: RunFixture.run(trainer, RunFixture.network(hidden: [4])))
      var strange: TrainingRun<Float> = RunFixture.run(trainer, seed: 9)
      let error = #expect(throws: TensorFileError.self) { try strange.resume(from: path) }
      #expect(error?.description.contains("with training data '35 samples of 6 features and 3 outputs") == true)
      let data = run.training
      let relabelled = Dataset(
        features: data.featureMatrix(), labels: data.targetMatrix().rowArgmax().map { 2 - $0 }, classes: 3)
      strange = TrainingRun(trainer, RunFixture.network(), training: relabelled, validation: run.validation)
      #expect(throws: TensorFileError.self) { try strange.resume(from: path) }
      // More threads give the same bits, another backend others.
      var other: TrainingRun<Float> = RunFixture.run(with(trainer) { $0.configuration.threads = 2 })
      try other.resume(from: path)
      let elsewhere = with(trainer) { $0.configuration.backend = .reference }
      refused(
        "a checkpoint with backend '\(GEMMBackend.swift)', this run has 'reference'", by: RunFixture.run(elsewhere))
      var told: TrainingRun<Float> = RunFixture.run(elsewhere)
      try told.resume(from: path, acceptsOtherMachine: true)

      var double: TrainingRun<Double> = RunFixture.run(trainer)
      #expect(throws: TensorFileError.self) { try double.resume(from: path) }
      try RunFixture.network(Float.self).save(to: path)
      refused("expected a checkpoint of a training run in format '2', found another file", by: run)
    }
  }

  /// Their checksum is right: they are whole, and say what cannot be.
  @Test func placesBeyondTheRunAreRefusedWithASentence() throws {
    try withFolder { path in
      var run: TrainingRun<Float> = RunFixture.run(Trainer(epochs: 2, batchSize: 20))
      run.finish()
      let checkpoint = try run.checkpoint()
      func refused(_ sentence: String, epochs: Int, _ key: String, _ value: String) throws {
        var file = checkpoint
        file.metadata[key] = value
        file.metadata["checksum"] = nil
        file.metadata["checksum"] = try file.sha256()
        try file.write(to: path)
        var other: TrainingRun<Float> = RunFixture.run(Trainer(epochs: epochs, batchSize: 20))
        let error = #expect(throws: TensorFileError.self) { try other.resume(from: path) }
        #expect(error?.description == "\(path): \(sentence)")
      }
      try refused("4 steps and 2 epochs, of 2 steps each", epochs: 1, "number of epochs", "1")
      try refused("7 steps and 2 epochs, of 2 steps each", epochs: 2, "steps", "7")
      try refused("3 steps and 2 epochs, of 2 steps each", epochs: 2, "steps", "3")
      try refused("-1 steps and 2 epochs, of 2 steps each", epochs: 2, "steps", "-1")
    }
  }

  /// They do not say whether training data are evaluated, but their history does.
  @Test func olderCheckpointsAreResumedWithTheEvaluationThatTheyHave() throws {
    try withFolder { path in
      for evaluates in [true, false] {
        let trainer = Trainer(epochs: 3, batchSize: 20, evaluatesTraining: evaluates)
        var run: TrainingRun<Float> = RunFixture.run(trainer)
        while run.history.epochs.isEmpty { _ = run.step() }
        var file = try run.checkpoint()
        #expect(file.metadata.removeValue(forKey: "evaluation of the training data") != nil)
        file.metadata["checksum"] = nil
        file.metadata["checksum"] = try file.sha256()
        try file.write(to: path)
        var same: TrainingRun<Float> = RunFixture.run(trainer)
        try same.resume(from: path)
        var other: TrainingRun<Float> = RunFixture.run(with(trainer) { $0.evaluatesTraining = !evaluates })
        let error = #expect(throws: TensorFileError.self) { try other.resume(from: path) }
        #expect(error?.description.contains("this run has '\(evaluates ? "off" : "on")'") == true)
      }
    }
  }

  private func with(_ trainer: Trainer, _ change: (inout Trainer) -> Void) -> Trainer {
    var trainer = trainer
    change(&trainer)
    return trainer
  }

  @Test func aMissingCheckpointIsTold() {
    var run: TrainingRun<Float> = RunFixture.run(Trainer())
    let error = #expect(throws: TensorFileError.self) { try run.resume(from: "/nowhere/checkpoint.safetensors") }
    #expect(error?.kind == .missing)
  }
}
