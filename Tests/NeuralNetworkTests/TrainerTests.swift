import LinearAlgebra
import NeuralNetwork
import Synchronization
import Testing

@Suite struct TrainerTests {
  /// Two classes that a line does not separate: inside and outside of a circle.
  func circle(_ count: Int, seed: UInt64) -> Dataset<Float> {
    var generator = SeededGenerator(seed: seed)
    let points = Matrix<Float>.uniform(rows: count, columns: 2, in: -1..<1, using: &generator)
    let labels = (0..<count).map { points[$0, 0] * points[$0, 0] + points[$0, 1] * points[$0, 1] < 0.5 ? 1 : 0 }
    return Dataset(features: points, labels: labels, classes: 2)
  }

  func network(seed: UInt64 = 7) -> Network<Float> {
    var generator = SeededGenerator(seed: seed)
    return Network(inputs: 2, hidden: [16], outputs: 2, using: &generator)
  }

  @Test func aHiddenLayerLearnsWhatALineCannot() {
    var network = network()
    let history = Trainer(epochs: 60, batchSize: 16, optimizer: .sgd(learningRate: 0.3))
      .train(&network, on: circle(1000, seed: 1), testing: circle(500, seed: 2))
    #expect(history.outcome == .completed && history.epochs.count == 60)
    #expect((history.epochs.last?.testAccuracy ?? 0) > 0.95)
    #expect((history.epochs.first?.trainLoss ?? 0) > (history.epochs.last?.trainLoss ?? 1))
    #expect(network.evaluate(circle(500, seed: 2)).accuracy == history.epochs.last?.testAccuracy)
  }

  @Test func theLastBatchOfAnEpochTakesWhatIsLeft() {
    var network = network()
    var seen = [Int]()
    let history = Trainer(epochs: 2, batchSize: 30).train(&network, on: circle(100, seed: 3)) { progress in
      if progress.result == nil { seen.append(progress.samples) }
      return .proceed
    }
    #expect(seen == [30, 60, 90, 100, 30, 60, 90, 100] && history.steps == 8)
  }

  /// One batch of everything is one step along the gradient over the whole set, in whatever order.
  @Test(arguments: [100, 1000, Int.max]) func aBatchLargerThanTheDataIsAllOfIt(batchSize: Int) {
    let data = circle(100, seed: 4)
    let start = network()
    let gradients = start.lossAndGradients(data).gradients
    var trained = start
    let trainer = Trainer(epochs: 1, batchSize: batchSize, optimizer: .sgd(learningRate: 0.5), shuffles: false)
    #expect(trainer.train(&trained, on: data).steps == 1)
    for (index, layer) in trained.layers.enumerated() {
      let expected = start.layers[index].weights - 0.5 * gradients.layers[index].weights
      #expect(layer.weights.isApproximatelyEqual(to: expected, absoluteTolerance: 1e-6))
    }
  }

  @Test func theSameSeedGivesTheSameBits() {
    func trained(_ trainer: Trainer) -> Network<Float> {
      var network = network()
      _ = trainer.train(&network, on: circle(200, seed: 5))
      return network
    }
    let trainer = Trainer(epochs: 3, seed: 9)
    #expect(trained(trainer) == trained(trainer))
    #expect(trained(trainer) != trained(Trainer(epochs: 3, seed: 10)))
    let ordered = Trainer(epochs: 3, shuffles: false, seed: 9)
    #expect(trained(ordered) == trained(Trainer(epochs: 3, shuffles: false, seed: 10)))
    #expect(trained(ordered) != trained(trainer))
  }

  @Test func everyEpochDrawsANewOrderOfAllSamples() {
    // A learning rate of zero leaves the network alone: the running loss of an epoch's first batch tells its order.
    var network = network()
    var first = [Double]()
    var whole = [Double]()
    let trainer = Trainer(epochs: 6, batchSize: 10, optimizer: .sgd(learningRate: 0))
    _ = trainer.train(&network, on: circle(50, seed: 6)) { progress in
      if progress.result == nil, progress.samples == 10 { first.append(progress.runningLoss) }
      if progress.result != nil { whole.append(progress.runningLoss) }
      return .proceed
    }
    #expect(Set(first).count == 6)
    #expect(whole.allSatisfy { abs($0 - whole[0]) < 1e-9 })
  }

  @Test func theCallbackStopsAfterTheCurrentStep() {
    var network = network()
    let start = network
    let history = Trainer(epochs: 5, batchSize: 10).train(&network, on: circle(100, seed: 7)) {
      $0.epoch == 2 && $0.samples == 30 ? .stop : .proceed
    }
    #expect(history.outcome == .stopped && history.steps == 13 && history.epochs.count == 1)
    #expect(network != start)
  }

  @Test func aCancelledTaskEndsTheRun() async {
    let steps = Atomic<Int>(0)
    let data = circle(1000, seed: 8)
    let start = network()
    let task = Task {
      var network = start
      return Trainer(epochs: 1_000_000, batchSize: 10).train(&network, on: data) { _ in
        steps.add(1, ordering: .relaxed)
        return .proceed
      }
    }
    while steps.load(ordering: .relaxed) < 5 { await Task.yield() }
    task.cancel()
    #expect(await task.value.outcome == .cancelled)
  }

  @Test func aLossThatIsNotFiniteEndsTheRun() {
    var network = network()
    let history = Trainer(epochs: 5, optimizer: .sgd(learningRate: 1e30)).train(&network, on: circle(100, seed: 9))
    #expect(history.outcome == .diverged && history.epochs.count == 1)
  }

  @Test func bytesAndTheirQuotientsTrainAlike() {
    var generator = SeededGenerator(seed: 10)
    let bytes = (0..<40 * 2).map { _ in UInt8.random(in: 0...255, using: &generator) }
    let labels = (0..<40).map { $0 % 2 }
    let data = Dataset<Float>(bytes: bytes, inputs: 2, labels: labels, classes: 2)
    let same = Dataset<Float>(
      features: Matrix(bytes.map { Float($0) / 255 }, rows: 40, columns: 2), targets: .oneHot(labels, classes: 2))
    #expect(data.featureMatrix() == same.featureMatrix() && data.targetMatrix() == same.targetMatrix())
    var (a, b) = (network(), network())
    _ = Trainer(epochs: 2, batchSize: 7).train(&a, on: data)
    _ = Trainer(epochs: 2, batchSize: 7).train(&b, on: same)
    #expect(a == b)
  }

  /// Products large enough to be shared: 64 x 128 x 100 is more than 250,000 multiply-adds. The first layers are shared by
  /// their outputs, on two threads as far as they have 128, on four as far as they have 256; others by samples. The last
  /// batch, of 10 samples, is too small to share.
  @Test(arguments: [[128, 96], [256], [100, 70], [256, 200, 140], [272, 256, 64, 256]])
  func threadsDoNotChangeABitOfTheSwiftBackend(hidden: [Int]) {
    var generator = SeededGenerator(seed: 12)
    let features = Matrix<Float>.normal(rows: 266, columns: 100, using: &generator)
    let data = Dataset(features: features, labels: (0..<266).map { $0 % 10 }, classes: 10)
    let start = Network<Float>(inputs: 100, hidden: hidden, outputs: 10, using: &generator)
    func trained(_ backend: GEMMBackend, _ threads: Int) -> Network<Float> {
      var network = start
      let configuration = ComputeConfiguration(backend: backend, threads: threads)
      _ = Trainer(epochs: 2, configuration: configuration).train(&network, on: data)
      return network
    }
    let alone = trained(.swift, 1)
    for threads in 2...4 { #expect(trained(.swift, threads) == alone, "\(threads) threads") }
    #expect(trained(.automatic, 2) == trained(.automatic, 2))
  }

  @Test func aStopAfterAnEpochThatDivergedDoesNotHideIt() {
    var network = network()
    let history = Trainer(epochs: 5, optimizer: .sgd(learningRate: 1e30)).train(&network, on: circle(100, seed: 9)) {
      $0.result == nil ? .proceed : .stop
    }
    #expect(history.outcome == .diverged)
  }

  @Test func noEpochsTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      var generator = SeededGenerator(seed: 1)
      var network = Network<Float>(inputs: 2, hidden: [], outputs: 2, using: &generator)
      let data = Dataset<Float>(features: .zeros(rows: 1, columns: 2), labels: [0], classes: 2)
      _ = Trainer(epochs: 0).train(&network, on: data)
    }
    #expect(result?.message.contains("training for 0 epochs: at least 1 is needed") == true)
  }
}
