import Foundation
import LinearAlgebra
import NeuralNetwork
import Testing

@Suite struct ImageDeformationTests {
  private static let everything = ImageDeformation(
    rows: 28, columns: 28, rotation: 13, scale: 0.13, shear: 0.12, shift: 1.3, elasticity: 1, finalShare: 0.5,
    finalStrength: 0.5)

  private func images(_ count: Int, rows: Int = 28, columns: Int = 28, seed: UInt64 = 1) -> Dataset<Float> {
    var generator = SeededGenerator(seed: seed)
    let bytes = (0..<count * rows * columns).map { _ in UInt8.random(in: 0...255, using: &generator) }
    return Dataset(bytes: bytes, inputs: rows * columns, labels: (0..<count).map { $0 % 10 }, classes: 10)
  }

  @Test(arguments: [(28, 28), (1, 1), (1, 40), (37, 1), (13, 70)]) func limitsOfZeroGiveTheImagesBack(
    rows: Int, columns: Int
  ) {
    let data = images(20, rows: rows, columns: columns)
    let same = ImageDeformation(rows: rows, columns: columns).deformed(data, seed: 5)
    #expect(same.featureMatrix() == data.featureMatrix())
    #expect(same.labels == data.labels)
  }

  @Test func whatAnImageBecomesDependsOnSeedEpochAndSampleAlone() {
    let data = images(12)
    let deformed = Self.everything.deformed(data, seed: 5, epoch: 3).featureMatrix()
    #expect(Self.everything.deformed(data[..<7], seed: 5, epoch: 3).featureMatrix() == deformed[..<7, ...])
    #expect(Self.everything.deformed(data, seed: 6, epoch: 3).featureMatrix() != deformed)
    #expect(Self.everything.deformed(data, seed: 5, epoch: 4).featureMatrix() != deformed)
    // The same image at two places becomes two images.
    let twice = Self.everything.deformed(data[[0, 0]], seed: 5, epoch: 3).featureMatrix()
    #expect(twice.rows(at: [0]) == deformed.rows(at: [0]))
    #expect(twice.rows(at: [0]) != twice.rows(at: [1]))
  }

  @Test(arguments: [1, 2, 3, 5]) func trainingHasTheSameBitsForAnyNumberOfThreads(threads: Int) {
    // The first layer is shared by outputs on up to three threads, by samples on five.
    func trained(_ threads: Int) -> Network<Float> {
      var generator = SeededGenerator(seed: 3)
      var network = Network<Float>(inputs: 784, hidden: [200, 30], outputs: 10, using: &generator)
      Trainer(
        epochs: 3, batchSize: 32, augmentation: Self.everything,
        configuration: ComputeConfiguration(backend: .swift, threads: threads)
      ).train(&network, on: images(75))
      return network
    }
    #expect(trained(threads) == trained(1))
  }

  /// An epoch's step is the step on the images that `deformed` shows; the last epochs have other limits.
  @Test func trainingLearnsFromTheDeformedImages() {
    let data = images(40)
    func run(_ augmentation: ImageDeformation?, on data: Dataset<Float>) -> Network<Float> {
      var generator = SeededGenerator(seed: 3)
      var network = Network<Float>(inputs: 784, hidden: [20], outputs: 10, using: &generator)
      Trainer(epochs: 1, batchSize: 16, augmentation: augmentation, shuffles: false, seed: 9).train(&network, on: data)
      return network
    }
    let deformation = ImageDeformation(rows: 28, columns: 28, rotation: 20, shift: 2, elasticity: 1)
    #expect(run(deformation, on: data) == run(nil, on: deformation.deformed(data, seed: 9, epoch: 1)))
    let calmer = ImageDeformation(
      rows: 28, columns: 28, rotation: 40, shift: 4, elasticity: 2, finalShare: 1, finalStrength: 0.5)
    #expect(run(calmer, on: data) == run(deformation, on: data))
  }

  @Test(arguments: [
    (10, 0.1, [10]), (5, 0.1, [5]), (4, 0.1, []), (20, 0.15, [18, 19, 20]), (3, 1, [1, 2, 3]), (3, 0, []),
  ])
  func theLastEpochsAreARoundedShare(epochs: Int, share: Double, last: [Int]) {
    let deformation = ImageDeformation(rows: 28, columns: 28, finalShare: share, finalStrength: 0.5)
    #expect((1...epochs).filter { deformation.isFinal(epoch: $0, of: epochs) } == last)
  }

  /// Every limit, by a run on images that are already what the last epochs make of them.
  @Test func theLastEpochsHaveEveryLimitAtTheirStrength() {
    let data = images(40)
    func run(_ augmentation: ImageDeformation) -> Network<Double> {
      var generator = SeededGenerator(seed: 3)
      var network = Network<Double>(inputs: 784, hidden: [20], outputs: 10, using: &generator)
      let bytes = (0..<40).flatMap { data.featureMatrix().rows(at: [$0]).scalars().map { UInt8($0 * 255) } }
      let doubles = Dataset<Double>(bytes: bytes, inputs: 784, labels: data.labels ?? [], classes: 10)
      Trainer(epochs: 1, batchSize: 16, augmentation: augmentation, seed: 9).train(&network, on: doubles)
      return network
    }
    for limit in ImageDeformation.limits.prefix(5) {
      var (strong, half) = (ImageDeformation(rows: 28, columns: 28), ImageDeformation(rows: 28, columns: 28))
      strong[keyPath: limit.path] = 0.5
      half[keyPath: limit.path] = 0.25
      (strong.finalShare, strong.finalStrength) = (1, 0.5)
      #expect(run(strong) == run(half), "\(limit.name)")
      #expect(run(strong) != run(ImageDeformation(rows: 28, columns: 28)), "\(limit.name)")
    }
  }

  /// The deformed bytes are standardized, and features dropped, as those of the data are.
  @Test func whatComesAfterSeesTheDeformedImages() throws {
    let data = images(40)
    func run(_ augmentation: ImageDeformation?, on data: Dataset<Float>) throws -> Network<Float> {
      var generator = SeededGenerator(seed: 3)
      var network = Network<Float>(inputs: 784, hidden: [20], outputs: 10, using: &generator)
      network.standardizer = try Standardizer(fitting: self.images(40).featureMatrix())
      Trainer(
        epochs: 1, batchSize: 16, dropout: Dropout(inputs: 0.2, hidden: 0.3), augmentation: augmentation,
        shuffles: false,
        seed: 9
      ).train(&network, on: data)
      return network
    }
    let deformation = ImageDeformation(rows: 28, columns: 28, rotation: 20, shift: 2, elasticity: 1)
    #expect(try run(deformation, on: data) == run(nil, on: deformation.deformed(data, seed: 9, epoch: 1)))
  }

  @Test func aCopyOfARunGoesItsOwnWay() {
    let trainer = Trainer(epochs: 3, batchSize: 16, augmentation: Self.everything)
    var generator = SeededGenerator(seed: 3)
    let network = Network<Float>(inputs: 784, hidden: [20], outputs: 10, using: &generator)
    var run = TrainingRun(trainer, network, training: images(40))
    for _ in 0..<5 { run.step() }
    var copy = run
    run.step()
    copy.finish()
    run.finish()
    #expect(copy.result() == run.result())
  }

  @Test func aRunGoesOnFromItsCheckpoint() throws {
    let trainer = Trainer(epochs: 4, batchSize: 16, augmentation: Self.everything)
    var generator = SeededGenerator(seed: 3)
    let network = Network<Float>(inputs: 784, hidden: [20], outputs: 10, using: &generator)
    var whole = TrainingRun(trainer, network, training: images(40))
    // Three steps and an evaluation an epoch: in the middle of the third, which is one of the last.
    for _ in 0..<10 { whole.step() }
    let path = FileManager.default.temporaryDirectory.appending(path: "run-\(UUID().uuidString).safetensors").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try whole.save(to: path)
    whole.finish()
    var resumed = TrainingRun(trainer, network, training: images(40))
    try resumed.resume(from: path)
    resumed.finish()
    #expect(resumed.result() == whole.result())
    var other = TrainingRun(Trainer(epochs: 4, batchSize: 16), network, training: images(40))
    #expect(throws: (any Error).self) { try other.resume(from: path) }
  }

  @Test func impossibleLimitsAreRefused() async {
    let results = [
      (
        "scale of 1.0: it must be below 1",
        await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
          _ = ImageDeformation(rows: 28, columns: 28, scale: 1)
        }
      ),
      (
        "rotation of nan: it must be 0 to 1e6",
        await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
          _ = ImageDeformation(rows: 28, columns: 28, rotation: .nan)
        }
      ),
      (
        "smoothness of 0.0 pixels: it must be 0.25 to 1e6",
        await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
          _ = ImageDeformation(rows: 28, columns: 28, smoothness: 0)
        }
      ),
      (
        "images of 0x28 pixels: 1 to 4194302 a side are possible, and about 2^32 in all",
        await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
          _ = ImageDeformation(rows: 0, columns: 28)
        }
      ),
      (
        "augmentation of images of 14x28 pixels: samples have 784 bytes",
        await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
          let data = Dataset<Float>(bytes: Array(repeating: 0, count: 784), inputs: 784, labels: [0], classes: 10)
          _ = ImageDeformation(rows: 14, columns: 28).deformed(data, seed: 1)
        }
      ),
      (
        "augmentation of a data set of numbers: it needs images of bytes",
        await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
          var generator = SeededGenerator(seed: 1)
          var network = Network<Float>(inputs: 784, hidden: [2], outputs: 10, using: &generator)
          let data = Dataset<Float>(features: .zeros(rows: 1, columns: 784), labels: [0], classes: 10)
          Trainer(augmentation: ImageDeformation(rows: 28, columns: 28)).train(&network, on: data)
        }
      ),
    ]
    for (message, result) in results {
      #expect(result?.message.contains(message) == true, "\(message): \(result?.message ?? "")")
    }
  }

  @Test func aDeformationIsPrintedWithItsLimits() {
    var deformation = ImageDeformation(rows: 28, columns: 30, rotation: 13, shift: 1.5)
    #expect("\(deformation)" == "28x30, rotation 13, shift 1.5")
    // Printing looks at nothing: what cannot be used is told where it is used.
    (deformation.rotation, deformation.shift) = (.infinity, .nan)
    #expect("\(deformation)" == "28x30, rotation inf, shift nan")
    #expect("\(ImageDeformation(rows: 28, columns: 28))" == "28x28")
  }
}
