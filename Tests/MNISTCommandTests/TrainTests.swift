import Foundation
import NeuralNetwork
import TensorFiles
import Testing

extension CommandTests {
  /// `mnist train`, run as a user runs it.
  @Suite struct TrainTests {
    /// What a test reads of `metrics.json`.
    struct Metrics: Decodable {
      struct Run: Decodable {
        let dataset, backend, instructionSet, build, outcome, optimizer, schedule: String
        let trainCount, testCount, threads, batchSize, epochs, shards, warmUp: Int
        let learningRate, momentum, weightDecay, dropout, labelSmoothing: Double
        let nesterov, shuffled, trainingEvaluated: Bool
        let seed: UInt64
        let layers: [Int]
        let activations: [String]
        let load: String?
      }
      struct Epoch: Decodable {
        let epoch: Int
        let learningRate, seconds, trainLoss, trainAccuracy, testLoss, testAccuracy: Double
      }
      struct Test: Decodable {
        let loss, accuracy: Double
        let confusionMatrix: [[Int]]
      }
      let run: Run
      let epochs: [Epoch]
      let test: Test
      let seconds: Double
      let peakMemoryBytes: Int
    }

    func metrics(_ program: borrowing MNISTProgram, _ path: String) throws -> Metrics {
      try JSONDecoder().decode(Metrics.self, from: program.bytes(path))
    }

    @Test(arguments: [(5, [1, 1, 0.1, 0.1, 0.01]), (6, [1, 1, 0.1, 0.1, 0.01, 0.01]), (2, [1, 0.1])])
    func theRateFallsToATenthTwice(epochs: Int, factors: [Double]) throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      // One step in each epoch.
      let command = "mnist train --data images --batch-size 1000 --schedule step --output a --epochs \(epochs)"
      #expect(try program.shell(command).status == 0)
      let rates = try metrics(program, "a/metrics.json").epochs.map(\.learningRate)
      #expect(rates.count == epochs && zip(rates, factors).allSatisfy { abs($0 / (0.01 * $1) - 1) < 1e-12 }, "\(rates)")
    }

    @Test func anEpochOnTheEmbeddedImagesWritesMetricsAndModel() throws {
      let program = try MNISTProgram()
      let result = try program.run("train", "--epochs", "2", "--threads", "1", "--seed", "5")
      #expect(result.status == 0 && result.error == "")
      #expect(result.output.contains("the embedded subset of MNIST, 4,000 images to train on and 1,000 to test with"))
      #expect(result.output.contains("epoch 2/2  train loss "))
      #expect(program.names(in: "runs").count == 2 && program.names(in: "runs").contains("latest"))
      #expect(program.names(in: "runs/latest") == ["config.json", "metrics.json", "model.safetensors", "report.html"])

      let metrics = try metrics(program, "runs/latest/metrics.json")
      #expect(metrics.run.trainCount == 4000 && metrics.run.testCount == 1000 && metrics.run.layers == [784, 128, 10])
      #expect(metrics.run.seed == 5 && metrics.run.threads == 1 && metrics.run.outcome == "completed")
      #expect(metrics.run.optimizer == "sgd" && metrics.run.learningRate == 0.01 && metrics.run.weightDecay == 0)
      #expect(metrics.run.shuffled && metrics.run.warmUp == 0 && metrics.run.activations == ["relu", "softmax"])
      #expect(metrics.epochs.map(\.epoch) == [1, 2])
      #expect(metrics.epochs[1].trainLoss < metrics.epochs[0].trainLoss && metrics.epochs[1].testAccuracy > 0.5)
      #expect(
        metrics.test.accuracy == metrics.epochs[1].testAccuracy && metrics.test.loss == metrics.epochs[1].testLoss)
      #expect(metrics.test.confusionMatrix.map { $0.reduce(0, +) } == Array(repeating: 100, count: 10))
      #expect(metrics.peakMemoryBytes > 1_000_000 && metrics.seconds > 0)

      let network = try Network<Float>(contentsOf: program.folder.appending(path: "runs/latest/model.safetensors").path)
      #expect(network.layers.map(\.outputs) == [128, 10])
    }

    @Test(arguments: ["swift", "reference"] + (hasOpenBLAS ? ["openblas"] : []))
    func theSameSeedGivesTheSameBytes(backend: String) throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      for output in ["a", "b/c"] {
        let result = try program.run(
          "train", "--data", "images", "--hidden", "20", "9", "--epochs", "3", "--batch-size", "7", "--backend",
          backend,
          "--threads", "2", "--output", output)
        #expect(result.status == 0, "\(result.error)")
      }
      #expect(try program.bytes("a/model.safetensors") == program.bytes("b/c/model.safetensors"))
      let metrics = try metrics(program, "a/metrics.json")
      #expect(
        metrics.run.layers == [132, 20, 9, 10] && metrics.run.backend == backend && metrics.run.dataset == "images")
    }

    @Test func trainingGoesOnFromASavedNetwork() throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      let first = try program.run("train", "--data", "images", "--epochs", "2", "--no-shuffle", "--output", "a")
      let second = try program.run(
        "train", "--data", "images", "--epochs", "3", "--no-shuffle", "--output", "b", "--load", "a/model.safetensors")
      let whole = try program.run("train", "--data", "images", "--epochs", "5", "--no-shuffle", "--output", "c")
      #expect(first.status == 0 && second.status == 0 && whole.status == 0)
      #expect(try program.bytes("b/model.safetensors") == program.bytes("c/model.safetensors"))
      #expect(try metrics(program, "b/metrics.json").run.load?.hasSuffix("/a/model.safetensors") == true)
    }

    @Test func runsOfOneSecondGetFoldersOfTheirOwn() throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "data/mnist")
      for _ in 0..<4 { #expect(try program.run("train", "--epochs", "1").status == 0) }
      #expect(program.names(in: "runs").count == 5)
    }

    @Test func quietPrintsTheResultOnly() throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      let result = try program.run("train", "--data", "images", "--epochs", "2", "--quiet")
      #expect(result.output.split(separator: "\n").count == 1 && result.output.hasPrefix("Test accuracy "))
    }

    /// The weight decay turns the weights around in each step, and makes them larger.
    @Test func aRunThatDivergesKeepsItsBestNetworkAndItsReport() throws {
      let program = try MNISTProgram()
      let result = try program.run(
        "train", "--weight-decay", "225", "--validation", "100", "--patience", "5", "--backend", "swift")
      #expect(result.status == 0 && result.error == "")
      #expect(result.output.contains("The loss is not finite after 3 of 20 epochs."))
      #expect(result.output.contains("Epoch 1 was the best, with a validation loss of "))
      #expect(program.names(in: "runs/latest") == ["config.json", "metrics.json", "model.safetensors", "report.html"])
      let metrics = String(decoding: try program.bytes("runs/latest/metrics.json"), as: UTF8.self)
      #expect(metrics.contains(#""trainLoss" : null"#) && metrics.contains(#""outcome" : "diverged""#))
    }

    @Test func allInitializersMakeATable() throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      let result = try program.run("train", "--data", "images", "--epochs", "2", "--initializer", "all")
      #expect(result.status == 0)
      for initializer in Initializer.allCases { #expect(result.output.contains("\n\(initializer.rawValue) ")) }
      #expect(program.names() == ["images"])
    }

    @Test(arguments: Activation.allCases) func theActivationIsThatOfHiddenLayers(activation: Activation) throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      let result = try program.run(
        "train", "--data", "images", "--epochs", "1", "--hidden", "5", "4", "--activation", activation.rawValue,
        "--output", "a")
      #expect(result.status == 0, "\(result.error)")
      let file = try Safetensors(contentsOf: program.folder.appending(path: "a/model.safetensors").path)
      #expect(file.metadata["activations"] == "\(activation.rawValue) \(activation.rawValue) softmax")
      let report = String(decoding: try program.bytes("a/report.html"), as: UTF8.self)
      #expect(report.contains("<td>\(activation.rawValue), \(activation.rawValue), softmax</td>"))
      let again = try program.run(
        "train", "--data", "images", "--epochs", "1", "--load", "a/model.safetensors", "--output", "b")
      #expect(again.status == 0, "\(again.error)")
    }

    @Test func theFolderInTheEnvironmentIsUsedFirst() throws {
      let program = try MNISTProgram()
      try program.writeImages(20, to: "data/mnist")
      try program.writeImages(60, to: "else where")
      let usual = try program.run("train", "--epochs", "1", "--output", "a")
      let named = try program.run("train", "--epochs", "1", "--output", "b", environment: ["MNIST_DIR": "else where"])
      #expect(
        usual.output.contains("Data: data/mnist, 20 images") && named.output.contains("Data: else where, 60 images"))
      let broken = try program.run("train", "--epochs", "1", environment: ["MNIST_DIR": "nowhere"])
      #expect(broken.status == 1 && broken.error.hasPrefix("mnist: nowhere: no such folder"))
    }

    @Test func anIncompleteUsualFolderFallsBackToTheEmbeddedImages() throws {
      let program = try MNISTProgram()
      try program.writeImages(20, to: "data/mnist")
      try FileManager.default.removeItem(at: program.folder.appending(path: "data/mnist/t10k-labels-idx1-ubyte"))
      let result = try program.run("train", "--epochs", "1", "--output", "a")
      #expect(result.status == 0 && result.output.contains("data/mnist lacks some of the four files"))
    }

    /// Products of the default network are shared by threads.
    @Test(arguments: ["swift"] + (hasOpenBLAS ? ["openblas"] : []))
    func theSameSeedGivesTheSameBytesOnTwoThreads(backend: String) throws {
      let program = try MNISTProgram()
      for output in ["a", "b"] {
        let result = try program.run(
          "train", "--data", "embedded", "--epochs", "2", "--backend", backend, "--threads", "2", "--output", output)
        #expect(result.status == 0, "\(result.error)")
      }
      #expect(try program.bytes("a/model.safetensors") == program.bytes("b/model.safetensors"))
    }

    @Test func aFileNamedLatestIsLeftAlone() throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      let runs = program.folder.appending(path: "runs")
      try FileManager.default.createDirectory(at: runs, withIntermediateDirectories: true)
      try Data("precious".utf8).write(to: runs.appending(path: "latest"))
      let result = try program.run("train", "--data", "images", "--epochs", "1")
      #expect(result.status == 0 && result.output.contains("Test accuracy "))
      #expect(result.error == "mnist: runs/latest is not a link and was left as it is\n")
      #expect(try program.bytes("runs/latest") == Data("precious".utf8))
    }

    @Test func anInterruptEndsAfterTheStepAndKeepsWhatThereIs() async throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      let process = try program.start(["train", "--data", "images", "--epochs", "1000000", "--output", "a"])
      while try !program.printed().output.contains("10/1000000 "), process.isRunning {
        try await Task.sleep(for: .milliseconds(10))
      }
      // Pressed twice in a row: the second does not cost the results.
      process.interrupt()
      process.interrupt()
      process.waitUntilExit()
      #expect(process.terminationReason == .exit && process.terminationStatus == 130)
      #expect(try program.printed().output.contains("The run was stopped in epoch "))
      #expect(program.names(in: "a") == ["config.json", "metrics.json", "model.safetensors", "report.html"])
      #expect(try metrics(program, "a/metrics.json").run.outcome == "stopped")
    }
  }
}

/// Whether this build has OpenBLAS.
let hasOpenBLAS: Bool = {
  #if OpenBLAS && os(Linux)
    true
  #else
    false
  #endif
}()
