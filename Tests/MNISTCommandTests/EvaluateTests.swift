import Foundation
import LinearAlgebra
import NeuralNetwork
import Testing

extension CommandTests {
  /// `mnist evaluate`, run as a user runs it.
  @Suite struct EvaluateTests {
    struct Report: Decodable, Equatable {
      let loss, accuracy: Double
      let confusionMatrix: [[Int]]
      let perClass: [ClassMeasures]
    }
    struct Metrics: Decodable {
      struct Test: Decodable {
        let loss, accuracy: Double
        let confusionMatrix: [[Int]]
      }
      let test: Test
    }

    @Test func itAgreesWithTheMetricsOfTheRun() throws {
      let program = try MNISTProgram()
      #expect(try program.run("train", "--epochs", "1", "--output", "a").status == 0)
      let result = try program.run("evaluate", "--load", "a/model.safetensors", "--json")
      #expect(result.status == 0 && result.error.hasPrefix("Data: the embedded subset of MNIST, 4,000 images"))
      let report = try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
      let test = try JSONDecoder().decode(Metrics.self, from: program.bytes("a/metrics.json")).test
      #expect(report.loss == test.loss && report.accuracy == test.accuracy)
      #expect(report.confusionMatrix == test.confusionMatrix)
      #expect(report.perClass.map(\.support) == Array(repeating: 100, count: 10))
      #expect(report.perClass.map(\.class) == Array(0..<10))
      let keys = try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any]
      #expect(keys?.keys.sorted() == ["accuracy", "confusionMatrix", "copies", "loss", "networks", "perClass"])
    }

    @Test func severalNetworksAndCopiesAreAveraged() throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      for seed in ["1", "2"] {
        let result = try program.run("train", "--data", "images", "--epochs", "1", "--seed", seed, "--output", seed)
        #expect(result.status == 0)
      }
      func report(_ options: String) throws -> Report {
        let result = try program.shell("mnist evaluate --data images --json \(options)")
        #expect(result.status == 0, "\(result.error)")
        return try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
      }
      let (a, b) = ("--load 1/model.safetensors", "--load 2/model.safetensors")
      let (first, twice, both) = try (report(a), report("\(a) \(a)"), report("\(a) \(b)"))
      #expect(abs(twice.loss - first.loss) < 1e-6 && twice.confusionMatrix == first.confusionMatrix)
      // The logarithm is concave: the mean probability's loss is no more than the mean loss.
      let second = try report(b)
      #expect(both != first && both.loss < (first.loss + second.loss) / 2 + 1e-6)
      // A copy that is not deformed changes nothing.
      let undeformed = try report("\(a) --copies 2 --augment none")
      #expect(abs(undeformed.loss - first.loss) < 1e-6)
      let said = try program.shell("mnist evaluate --data images \(a) --copies 2 --augment none")
      #expect(said.output.contains("The mean of each image and 2 copies."), "\(said.output)")
      let copies = try report("\(a) --copies 2 --augment shift=1")
      #expect(copies.loss != first.loss)
      #expect(try report("\(a) --copies 2 --augment shift=1") == copies)
      let last = try program.shell(
        "mnist evaluate --data images \(a) --copies 2 --augment shift=1,finalShare=0.5,finalStrength=0.2")
      #expect(last.status == 1 && last.error == "mnist: --augment with a finalShare: copies have no last epochs\n")
      let wrong = try program.shell("mnist evaluate --data images \(a) --augment shift=1")
      #expect(
        wrong.status == 1 && wrong.error == "mnist: --augment without --copies: it says how copies are deformed\n")
    }

    /// A first layer that takes back what the standardizer does: ((x - m) / s) (s W) + (b + m W) = x W + b.
    @Test func aNetworkStandardizesTheImagesItReads() throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      #expect(try program.run("train", "--data", "images", "--epochs", "1", "--output", "a").status == 0)
      var network = try Network<Float>(contentsOf: program.folder.appending(path: "a/model.safetensors").path)
      let mean = Matrix<Float>(repeating: 0.5, rows: 1, columns: 132)
      network.layers[0].bias += mean * network.layers[0].weights
      network.layers[0].weights *= 0.25
      network.standardizer = Standardizer(mean: mean, scale: mean * 0.5)
      try network.save(to: program.folder.appending(path: "b").path)
      let reports = try ["a/model.safetensors", "b"].map { file in
        let result = try program.run("evaluate", "--data", "images", "--load", file, "--json")
        return try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
      }
      #expect(reports[0].confusionMatrix == reports[1].confusionMatrix)
      #expect(abs(reports[0].loss - reports[1].loss) < 1e-4)
    }

    @Test(arguments: [40, 45, 80]) func tablesFitTheTerminal(columns: Int) throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      #expect(try program.run("train", "--data", "images", "--epochs", "1", "--output", "a").status == 0)
      let result = try program.run(
        "evaluate", "--load", "a/model.safetensors", "--data", "images", environment: ["COLUMNS": "\(columns)"])
      #expect(result.status == 0 && result.error == "")
      let tables = result.output.split(separator: "\n").dropFirst(2)
      #expect(tables.count > 10 && tables.allSatisfy { $0.count <= columns }, "\(result.output)")
      #expect(tables.contains { $0.hasPrefix("truth") } == (columns >= 45))
      #expect(tables.contains { $0.contains(" taken for ") } == (columns < 45))
    }

    @Test(arguments: [
      ([], "Missing expected argument '--load <file> ...'"),
      (["--load", "nowhere"], "nowhere: no such file"),
      (["--load", "loop"], "loop: cannot be opened: Too many levels of symbolic links"),
      (["--load", "small"], "--load small: it is a network of 3 inputs and 2 outputs, the images need 132 and 10"),
      (["--load", "values"], "--load values: it is a network for mean-squared-error, digits need cross-entropy"),
      (["--load", "small", "--backend", "mkl"], "--backend mkl: it may be "),
      (["--load", "small", "--threads", "0"], "--threads 0: it may be 1 to 256"),
    ]) func badFlagsGetOneSentence(flags: [String], sentence: String) throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      try program.saveNetwork(inputs: 3, outputs: 2, to: "small")
      let loop = program.folder.appending(path: "loop").path
      try FileManager.default.createSymbolicLink(atPath: loop, withDestinationPath: loop)
      try program.saveNetwork(inputs: 132, outputs: 10, loss: .meanSquaredError, to: "values")
      let process = try program.start(["evaluate", "--data", "images"] + flags)
      process.waitUntilExit()
      let (output, message) = try program.printed()
      #expect(process.terminationReason == .exit && process.terminationStatus != 0 && output == "")
      #expect(message.hasPrefix("mnist: ") && message.contains(sentence), "\(message)")
      #expect(message.split(separator: "\n").count == 1, "\(message)")
    }
  }
}

extension MNISTProgram {
  /// Saves a network that learned nothing.
  func saveNetwork(inputs: Int, outputs: Int, loss: Loss = .crossEntropy, to name: String) throws {
    var generator = SystemRandomNumberGenerator()
    try Network<Float>(inputs: inputs, hidden: [], outputs: outputs, loss: loss, using: &generator)
      .save(to: folder.appending(path: name).path)
  }
}
