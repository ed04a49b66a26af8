#if DEBUG
  import Foundation
  import LinearAlgebra
  import MNISTData
  import NeuralNetwork
  import TensorFiles
  import Testing

  @testable import mnist

  extension CommandTests {
    /// `mnist page`, and `mnist train --page`.
    @Suite struct PageTests {
      /// The parts of a page that a test looks at.
      struct Parts {
        let text: String
        let weights: String
        let network: Network
        let images: [Image]

        struct Network: Decodable {
          struct Layer: Decodable {
            let inputs, outputs: Int
            let activation: String
            let scales, bias: [Float]
          }
          let layers: [Layer]
        }
        struct Image: Decodable {
          let index, label: Int
          let pixels: Data
        }

        init(_ bytes: Data) throws {
          let text = String(decoding: bytes, as: UTF8.self)
          self.text = text
          func content(_ id: String) throws -> String {
            let start = try #require(text.range(of: "id=\"\(id)\">")).upperBound
            let end = try #require(text.range(of: "</script>", range: start..<text.endIndex)).lowerBound
            return String(text[start..<end])
          }
          weights = try content("weights")
          network = try JSONDecoder().decode(Network.self, from: Data(content("network").utf8))
          images = try JSONDecoder().decode([Image].self, from: Data(content("images").utf8))
        }
      }

      /// The program, with a network trained for a moment in `a`.
      func prepared(_ options: String...) throws -> MNISTProgram {
        let program = try MNISTProgram()
        let words = ["train", "--epochs", "1", "--hidden", "12", "--learning-rate", "0.1", "--output", "a"] + options
        let result = try program.result(program.start(words))
        #expect(result.status == 0, "\(result.error)")
        return program
      }

      @Test func thePageIsOneFileThatHoldsTheNetwork() throws {
        let program = try prepared()
        let result = try program.run("page", "--load", "a/model.safetensors")
        #expect(result.status == 0 && result.error == "", "\(result.error)")
        let bytes = try program.bytes("draw.html")
        #expect(program.names() == ["a", "draw.html"] && bytes.count < 120_000)
        let page = try Parts(bytes)
        // Nothing to load, and no mark left; the four scripts end where they should.
        for text in ["http:", "https:", " src=", "url(", "@import", "{{", "}}</"] {
          #expect(!page.text.contains(text), "\(text)")
        }
        #expect(
          page.text.components(separatedBy: "</script").count == 5
            && DrawingPage.isPage(at: program.folder.path + "/draw.html"))

        let network = try Network<Float>(contentsOf: program.folder.path + "/a/model.safetensors")
        let quantized = QuantizedNetwork(network)
        #expect(QuantizedNetworkTests.decoded(Array(page.weights.utf8)) == quantized.layers.flatMap(\.numbers))
        #expect(page.network.layers.map(\.scales) == quantized.layers.map(\.scales))
        #expect(page.network.layers.map(\.bias) == network.layers.map { $0.bias.scalars() })
        #expect(page.network.layers.map(\.activation) == ["relu", "softmax"])

        let testing = try MNIST.embedded().testing
        let accuracy = network.evaluate(testing.dataset()).accuracy.percent
        let rounded = quantized.dequantized().evaluate(testing.dataset()).accuracy.percent
        #expect(
          result.output
            == "draw.html: \(bytes.count.grouped) bytes; \(accuracy) of the 1,000 test images right, with weights of 8 bits \(rounded)\n"
        )
        #expect(page.text.contains("<dd>\(accuracy)</dd>") && page.text.contains("<dd>\(rounded)</dd>"))
        #expect(page.text.contains("1,000<small> of the embedded subset</small>"))
        #expect(page.images.map(\.label) == (0..<20).map { $0 / 2 })
        for image in page.images {
          #expect(Int(testing.labels[image.index]) == image.label && image.pixels == Data(testing[image.index]))
        }
      }

      @Test func onlyAPageIsReplacedUnlessTold() throws {
        let program = try prepared()
        let command = "mnist page --load a/model.safetensors"
        #expect(try program.shell("\(command) && \(command)").status == 0)
        try Data("mine".utf8).write(to: program.folder.appending(path: "draw.html"))
        let refused = try program.shell(command)
        #expect(
          refused.status == 1
            && refused.error
              == "mnist: --output draw.html: that file is no page of this command: name another file, or say --overwrite to "
              + "replace it\n"
        )
        #expect(try program.bytes("draw.html") == Data("mine".utf8))
        #expect(try program.shell("\(command) --overwrite").status == 0)
        #expect(try program.bytes("draw.html").count > 10_000)
      }

      @Test func aRunReplacesNoOtherFileByItsPage() throws {
        let program = try MNISTProgram()
        try FileManager.default.createDirectory(
          at: program.folder.appending(path: "a"), withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: program.folder.appending(path: "a/draw.html"))
        let refused = try program.shell("mnist train --epochs 1 --hidden 12 --page --output a")
        #expect(refused.status == 1 && refused.error.contains("--page a/draw.html: that file is no page"), "\(refused)")
        #expect(try program.names(in: "a") == ["draw.html"] && program.bytes("a/draw.html") == Data("mine".utf8))
        #expect(try program.shell("mnist train --epochs 1 --hidden 12 --page --output a --overwrite").status == 0)
        #expect(try program.bytes("a/draw.html").count > 10_000)
      }

      static let bad: [([String], String)] = [
        ([], "Missing expected argument '--load <file>'"),
        (
          ["--load", "nowhere"], "--load nowhere: no such file; 'mnist train' writes one, runs/latest/model.safetensors"
        ),
        (
          ["--load", "small"], "--load small: it is a network of 132 inputs and 10 outputs, the images need 784 and 10"
        ),
        (["--load", "infinite"], "--load infinite: its parameters are not all finite numbers"),
        (["--load", "huge"], "--load huge: the loss on the test images is not finite"),
        (
          ["--load", "small", "--data", "images"],
          "--data images: the test images are 11x12, a page makes drawings 28x28"
        ),
        (["--load", "small", "--output", ""], "--output \"\": a file is needed"),
        (["--load", "small", "--output", "images"], "--output images: it is a folder, a file is needed"),
        (["--load", "small", "--output", "small"], "--output small: that file is no page of this command"),
        (["--load", "plain", "--output", "nowhere/draw.html"], "--output nowhere/draw.html: there is no such folder"),
        (
          ["--load", "plain", "--output", "plain", "--overwrite"],
          "--load and --output plain: one would replace the other"
        ),
        (["--load", "small", "--backend", "mkl"], "--backend mkl: it may be "),
      ]

      @Test func mistakesGetOneSentence() throws {
        let program = try MNISTProgram()
        try program.writeImages(to: "images")
        try program.saveNetwork(inputs: 132, outputs: 10, to: "small")
        try program.saveNetwork(inputs: 784, outputs: 10, to: "plain")
        for (name, weight) in [("infinite", Float.infinity), ("huge", 3e38)] {
          let weights = Matrix<Float>(repeating: weight, rows: 784, columns: 10)
          try Network(layers: [Dense(weights: weights, bias: .zeros(rows: 1, columns: 10), activation: .softmax)])
            .save(to: program.folder.appending(path: name).path)
        }
        let before = program.names()
        for (flags, sentence) in Self.bad {
          let result = try program.result(program.start(["page"] + flags))
          #expect(result.status != 0 && result.output == "", "\(flags)")
          #expect(result.error.hasPrefix("mnist: ") && result.error.contains(sentence), "\(flags): \(result.error)")
          #expect(result.error.split(separator: "\n").count == 1 && program.names() == before, "\(flags)")
        }
      }

      @Test func aRunLeavesAPageThatItsReportLinksTo() throws {
        let program = try prepared("--page")
        #expect(program.names(in: "a") == RunFolderTests.files.union(["draw.html"]))
        let report = String(decoding: try program.bytes("a/report.html"), as: UTF8.self)
        #expect(report.contains("<a href=\"draw.html\">Draw a digit</a>"))
        #expect(!String(decoding: try program.bytes("a/config.json"), as: UTF8.self).contains("page"))
        let page = try program.bytes("a/draw.html")
        #expect(try program.run("page", "--load", "a/model.safetensors").status == 0)
        #expect(try program.bytes("draw.html") == page)

        let plain = try prepared()
        #expect(plain.names(in: "a") == RunFolderTests.files)
        #expect(!String(decoding: try plain.bytes("a/report.html"), as: UTF8.self).contains("draw.html"))
        #expect(try plain.bytes("a/model.safetensors") == program.bytes("a/model.safetensors"))
      }

      @Test func thePageOfAnOlderRunDoesNotStay() throws {
        let program = try prepared("--page")
        let command = "mnist train --epochs 1 --hidden 9 --output a --overwrite"
        let before = try program.bytes("a/draw.html")
        #expect(try program.shell("\(command) --page").status == 0)
        #expect(try program.bytes("a/draw.html") != before)
        #expect(try program.shell(command).status == 0 && program.names(in: "a") == RunFolderTests.files)
        // A file of somebody else, and a page in a folder that had no run.
        try Data("mine".utf8).write(to: program.folder.appending(path: "a/draw.html"))
        #expect(try program.shell(command).status == 0)
        #expect(try program.bytes("a/draw.html") == Data("mine".utf8))
        #expect(try program.shell("mkdir b && mnist page --load a/model.safetensors --output b/draw.html").status == 0)
        #expect(try program.shell("mnist train --epochs 1 --hidden 9 --output b").status == 0)
        #expect(program.names(in: "b").contains("draw.html"))
      }

      @Test func aPageThatCannotBeEndsTheRunBeforeItTrains() throws {
        let program = try MNISTProgram()
        try program.writeImages(to: "images")
        for (flags, sentence) in [
          ("--data images", "--page: the test images are 11x12, a page makes drawings 28x28"),
          ("--initializer all", "--initializer all and --page: the comparison writes no files"),
        ] {
          let result = try program.shell("mnist train --page --quiet \(flags)")
          #expect(
            result.status == 1 && result.output == "" && result.error == "mnist: \(sentence)\n", "\(result.error)")
        }
        #expect(program.names() == ["images"])
      }
    }
  }
#endif
