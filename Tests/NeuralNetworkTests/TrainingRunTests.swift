import LinearAlgebra
import NeuralNetwork
import Testing

@Suite struct TrainingRunTests {
  @Test func steppingIsTraining() {
    for trainer in RunFixture.trainers {
      var run: TrainingRun<Float> = RunFixture.run(trainer)
      var (steps, results) = (0, 0)
      while let progress = run.step() { if progress.result == nil { steps += 1 } else { results += 1 } }
      var network = run.template
      let history = trainer.train(&network, on: run.training, validation: run.validation)
      #expect(
        run.result() == network && run.history.numbers == history.numbers && run.history.outcome == history.outcome)
      #expect(run.isFinished && steps == history.steps && results == history.epochs.count && run.step() == nil)
    }
  }

  /// Inside the callback of `Trainer.train` the network cannot be read: it is being changed.
  @Test func theNetworkIsSeenAsItStandsAfterEveryStepAndEpoch() {
    var run: TrainingRun<Float> = RunFixture.run(Trainer(epochs: 2, batchSize: 10))
    var seen = [run.network()]
    let history = run.finish { run, progress in
      if let result = progress.result {
        #expect(run.network() == seen.last)
        #expect(run.network().evaluate(run.training).loss == result.trainLoss)
        #expect(run.history.epochs.last == result && progress.steps == 4 * result.epoch)
      } else {
        seen.append(run.network())
      }
      return .proceed
    }
    #expect(Set(seen).count == 9 && history.steps == 8 && run.network() == seen.last)
  }

  @Test func withoutItsEvaluationTheTrainingLossIsThatOfTheSteps() {
    var trainer = Trainer(epochs: 3, batchSize: 10)
    var evaluated: TrainingRun<Float> = RunFixture.run(trainer)
    evaluated.finish()
    trainer.evaluatesTraining = false
    var run: TrainingRun<Float> = RunFixture.run(trainer)
    var running = [Double]()
    run.finish { _, progress in
      if let result = progress.result {
        #expect(result.trainLoss == running.last && result.trainAccuracy == nil)
      } else {
        running.append(progress.runningLoss)
      }
      return .proceed
    }
    // The loss that an epoch's steps began with is above the one that they end with.
    #expect(zip(run.history.epochs, evaluated.history.epochs).allSatisfy { $0.trainLoss > $1.trainLoss })
    #expect(run.network() == evaluated.network())
    #expect(run.history.epochs.map(\.validationLoss) == evaluated.history.epochs.map(\.validationLoss))
  }

  /// One step of an epoch, whose loss is finite before it, and whose rate takes the parameters beyond all numbers.
  @Test(arguments: [true, false]) func aRunThatDivergesInItsLastStepSaysSo(evaluates: Bool) {
    var trainer = Trainer(epochs: 2, batchSize: 100, optimizer: .sgd(learningRate: 1e40))
    trainer.evaluatesTraining = evaluates
    var run = TrainingRun<Float>(trainer, RunFixture.network(), training: RunFixture.data())
    run.finish()
    #expect(run.history.outcome == .diverged && run.history.epochs.count == 1)
  }

  @Test func aCopyGoesItsOwnWay() {
    for trainer in RunFixture.trainers {
      var whole: TrainingRun<Double> = RunFixture.run(trainer)
      whole.finish()
      var run: TrainingRun<Double> = RunFixture.run(trainer)
      for _ in 0..<6 { run.step() }
      var copy = run
      let before = copy.network()
      run.finish()
      #expect(copy.network() == before && copy.history.steps == 5 && before != run.network())
      copy.finish()
      #expect(
        run.result() == whole.result() && copy.result() == whole.result()
          && copy.history.numbers == whole.history.numbers)
    }
  }

  @Test func aStoppedRunGoesOnWhereItWas() {
    let trainer = Trainer(epochs: 3, batchSize: 10, optimizer: .sgd(momentum: 0.9))
    var (whole, parts): (TrainingRun<Float>, TrainingRun<Float>) = (RunFixture.run(trainer), RunFixture.run(trainer))
    whole.finish()
    var stops = 0
    while !parts.isFinished {
      parts.finish { _, _ in .stop }
      stops += parts.history.outcome == .stopped ? 1 : 0
    }
    // After each of 12 steps and 3 epochs but the last, which completes the run.
    #expect(stops == 14 && parts.history.outcome == .completed && parts.network() == whole.network())
  }

  @Test func anEpochEndsWithItsResult() {
    var run: TrainingRun<Float> = RunFixture.run(Trainer(epochs: 2, batchSize: 10))
    run.step()
    #expect(run.epoch()?.epoch == 1 && run.history.steps == 4)
    #expect(run.epoch()?.epoch == 2 && run.epoch() == nil)
  }

  /// The numbers are fixed: other ones would be other bits for everybody's runs.
  @Test func theOrderOfAnEpochIsAFunctionOfTheSeedAndItsNumber() {
    var order = EpochOrder(Array(0..<10), seed: 42, shuffles: true)
    var orders = [[Int]]()
    for epoch in [1, 2, 3, 2, 1] {
      order.draw(epoch: epoch)
      orders.append(order.indices)
    }
    #expect(orders[3] == orders[1] && orders[4] == orders[0] && Set(orders).count == 3)
    #expect(orders.allSatisfy { $0.sorted() == Array(0..<10) })
    #expect(orders[0] == [0, 4, 7, 8, 6, 1, 2, 5, 3, 9])
    #expect(orders[1] == [7, 3, 1, 2, 8, 5, 4, 6, 9, 0])
    var other = EpochOrder(Array(0..<10), seed: 43, shuffles: true)
    other.draw(epoch: 1)
    #expect(other.indices != orders[0])
    var kept = EpochOrder(Array(0..<10), seed: 42, shuffles: false)
    kept.draw(epoch: 1)
    #expect(kept.indices == Array(0..<10))
  }

  /// Of 24 orders of 4 samples, over 24,000 epochs: each about 1,000 times, with a standard deviation of 31.
  @Test func everyOrderIsAsLikelyAsAnother() {
    var counts = [[Int]: Int]()
    for seed in 0..<240 as Range<UInt64> {
      var order = EpochOrder(Array(0..<4), seed: seed, shuffles: true)
      for epoch in 1...100 {
        order.draw(epoch: epoch)
        counts[order.indices, default: 0] += 1
      }
    }
    #expect(counts.count == 24 && counts.values.allSatisfy { abs($0 - 1000) < 160 }, "\(counts)")
  }

  @Test func aRunThatDivergedHasNothingLeftToDo() {
    var run: TrainingRun<Float> = RunFixture.run(Trainer(epochs: 5, optimizer: .sgd(learningRate: 1e30)))
    run.finish()
    #expect(run.history.outcome == .diverged && run.isFinished && run.step() == nil)
  }

  @Test func patienceWithoutValidationDataTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      _ = TrainingRun<Float>(Trainer(patience: 3), RunFixture.network(), training: RunFixture.data())
    }
    #expect(result?.message.contains("a patience of 3 epochs and no validation data to judge them by") == true)
  }

  @Test func noPatienceAtAllTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let _: TrainingRun<Float> = RunFixture.run(Trainer(patience: 0))
    }
    #expect(result?.message.contains("a patience of 0 epochs: at least 1 is needed") == true)
  }
}
