import Foundation
import LinearAlgebra
import NeuralNetwork
import TensorFiles
import Testing

/// Steps whose mini-batches are cut into shards, which processes share: the bits depend on the number of shards alone.
@Suite struct ShardTests {
  struct Outcome: Equatable, Sendable {
    let network: Network<Float>
    let numbers: [[Double?]]
    let outcome: TrainingHistory.Outcome
  }

  private func outcome(
    _ trainer: Trainer, _ network: Network<Float>, _ data: Dataset<Float>, _ group: (any ProcessGroup)?
  ) -> Outcome {
    let (training, validation) = data.holdingOut(data.count / 5)
    var run = TrainingRun(
      trainer, network, training: training, validation: validation, testing: validation, group: group)
    run.finish()
    return Outcome(network: run.result(), numbers: run.history.numbers, outcome: run.history.outcome)
  }

  /// One process with some numbers of threads, and some numbers of processes with one and two threads each.
  private func checkBits(_ trainer: Trainer, _ network: Network<Float>, _ data: Dataset<Float>) throws {
    var trainer = trainer
    trainer.configuration = ComputeConfiguration(backend: .swift, threads: 1)
    let alone = outcome(trainer, network, data, nil)
    #expect(alone.network != network && alone.network.isFinite())
    for threads in 1...3 {
      trainer.configuration.threads = threads
      #expect(outcome(trainer, network, data, nil) == alone, "\(threads) threads")
      for count in 2...8 where trainer.shards.isMultiple(of: count) {
        let together = try LocalProcesses.run(count) { [trainer] group in
          self.outcome(trainer, network, data, group)
        }
        #expect(together.allSatisfy { $0 == alone }, "\(count) processes of \(threads) threads")
        let uneven = try LocalProcesses.run(count, shareMemory: false) { [trainer] group in
          var own = trainer
          own.configuration.threads = group.rank % 2 + threads
          return self.outcome(own, network, data, group)
        }
        #expect(uneven.allSatisfy { $0 == alone }, "\(count) processes of \(threads) and \(threads + 1) threads")
      }
    }
  }

  /// Everything that a step does; the last mini-batch of an epoch has fewer samples than shards.
  @Test(arguments: [8, 6, 3]) func theNumberOfProcessesChangesNoBit(shards: Int) throws {
    for trainer in RunFixture.trainers {
      var trainer = trainer
      trainer.shards = shards
      try checkBits(trainer, RunFixture.network(), RunFixture.data(41))
    }
  }

  /// Layers that members of a team share by outputs lie in panels.
  @Test(
    arguments: [
      (Optimizer.sgd(learningRate: 0.01), nil), (.sgd(learningRate: 0.01, momentum: 0.9), .norm(0.5)),
      (.adamW(), .value(0.001)),
    ] as [(Optimizer, GradientClipping?)])
  func wideLayers(optimizer: Optimizer, clipping: GradientClipping?) throws {
    var generator = SeededGenerator(seed: 3)
    let features = Matrix<Float>.normal(rows: 300, columns: 61, using: &generator)
    let data = Dataset(features: features, labels: (0..<300).map { $0 % 10 }, classes: 10)
    let network = Network<Float>(inputs: 61, hidden: [200, 210], outputs: 10, using: &generator)
    let trainer = Trainer(
      epochs: 2, batchSize: 128, shards: 4, optimizer: optimizer, clipping: clipping,
      dropout: Dropout(inputs: 0.1, hidden: 0.3), labelSmoothing: 0.1, average: WeightAverage(decay: 0.9))
    try checkBits(trainer, network, data)
  }

  @Test func deformedImages() throws {
    var generator = SeededGenerator(seed: 4)
    let bytes = (0..<90 * 64).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let data = Dataset<Float>(bytes: bytes, inputs: 64, labels: (0..<90).map { $0 % 3 }, classes: 3)
    let network = Network<Float>(inputs: 64, hidden: [40], outputs: 3, using: &generator)
    try checkBits(
      Trainer(epochs: 2, batchSize: 20, shards: 4, augmentation: ImageDeformation(rows: 8, columns: 8)), network, data)
  }

  /// Of the whole mini-batch the same, but for rounding.
  @Test func theSumOverTheShardsIsTheGradient() throws {
    for shards in [2, 3, 5, 8] {
      for trainer in RunFixture.trainers {
        let network: Network<Float> = RunFixture.network()
        let whole = outcome(trainer, network, RunFixture.data(), nil)
        var other = trainer
        other.shards = shards
        let parts = outcome(other, network, RunFixture.data(), nil)
        for (a, b) in zip(whole.network.layers, parts.network.layers) {
          #expect(a.weights.isApproximatelyEqual(to: b.weights, absoluteTolerance: 1e-3))
          #expect(a.bias.isApproximatelyEqual(to: b.bias, absoluteTolerance: 1e-3))
        }
        for (a, b) in zip(whole.numbers.joined(), parts.numbers.joined()) {
          #expect(((a ?? 0) - (b ?? 0)).magnitude < 1e-3)
        }
      }
    }
  }

  @Test func aRunGoesOnWithAnotherNumberOfProcesses() throws {
    for trainer in RunFixture.trainers {
      var trainer = trainer
      trainer.shards = 6
      let start: TrainingRun<Float> = RunFixture.run(trainer)
      var whole = start
      whole.finish()
      let path = FileManager.default.temporaryDirectory.appending(path: "shards-\(UUID().uuidString).safetensors").path
      defer { try? FileManager.default.removeItem(atPath: path) }
      let files = try LocalProcesses.run(3) { [trainer] group in
        var run = shared(start, trainer, group)
        for _ in 0..<7 { run.step() }
        try run.save(to: path)
        let file = try run.checkpoint()
        let state = file.tensors.map(\.name).filter { $0.contains("layers.") }.sorted()
        return try state.flatMap { name -> [Float] in
          try file.elements(of: name, shape: file.tensor(name).shape)
        }
      }
      #expect(Set(files).count == 1)
      let ends = try LocalProcesses.run(2) { [trainer] group in
        var run = shared(start, trainer, group)
        run.step()
        try run.resume(from: path)
        run.finish()
        return run.result()
      }
      #expect(ends == [whole.result(), whole.result()])
      var alone: TrainingRun<Float> = RunFixture.run(trainer)
      try alone.resume(from: path)
      alone.finish()
      #expect(alone.result() == whole.result() && alone.history.numbers == whole.history.numbers)
      var other = trainer
      other.shards = 2
      var wrong: TrainingRun<Float> = RunFixture.run(other)
      #expect(throws: TensorFileError.self) { try wrong.resume(from: path) }
    }
  }

  @Test func aCheckpointThatOneProcessCannotWriteIsAnErrorInAll() throws {
    var trainer = RunFixture.trainers[0]
    trainer.shards = 2
    let start: TrainingRun<Float> = RunFixture.run(trainer)
    let errors = try LocalProcesses.run(2) { [trainer] group in
      let run = shared(start, trainer, group)
      do {
        try run.save(to: "/nowhere/checkpoint.safetensors")
        return ""
      } catch let error as TensorFileError {
        return "\(error)"
      }
    }
    #expect(errors.allSatisfy { $0.hasPrefix("/nowhere/checkpoint.safetensors: ") })
    #expect(errors[1].hasSuffix("rank 0 cannot write it"))
  }

  @Test func oneProcessThatStopsStopsAll() throws {
    var trainer = RunFixture.trainers[0]
    trainer.shards = 2
    let steps = try LocalProcesses.run(2) { [trainer] group in
      var run = shared(RunFixture.run(trainer), trainer, group)
      let history = run.finish { _, progress in group.rank == 1 && progress.steps == 3 ? .stop : .proceed }
      return "\(history.steps) \(history.outcome)"
    }
    #expect(steps == ["3 stopped", "3 stopped"])
  }
}

/// The run that processes share as `run` is one alone.
private func shared(
  _ run: TrainingRun<Float>, _ trainer: Trainer, _ group: any ProcessGroup
) -> TrainingRun<Float> {
  TrainingRun(
    trainer, run.template, training: run.training, validation: run.validation, testing: nil, group: group)
}
