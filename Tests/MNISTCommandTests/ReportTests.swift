#if DEBUG
  import Foundation
  import TensorFiles
  import Testing

  @testable import mnist

  #if canImport(FoundationXML)
    import FoundationXML
  #endif

  extension CommandTests {
    /// `report.html`, as `mnist train` writes it.
    @Suite struct ReportTests {
      static let sections = ["curves", "confusion", "hardest", "weights", "settings"]

      /// The page of a run, after the checks that every page has to pass.
      func page(_ program: borrowing MNISTProgram, _ path: String = "a/report.html") throws -> Page {
        let data = try program.bytes(path)
        let text = String(decoding: data, as: UTF8.self)
        #expect(data.count < 600_000, "\(data.count) bytes")
        #expect(!text.contains("<script") && !text.contains("http") && !text.contains("url("))
        let page = Page(text)
        #expect(page.problem == nil, "\(page.problem ?? "")")
        #expect(
          Self.sections.allSatisfy { page.ids.contains($0) } && Set(page.ids).count == page.ids.count, "\(page.ids)")
        #expect(page.sources.allSatisfy { $0.hasPrefix("data:image/bmp;base64,") })
        return page
      }

      @Test func itShowsWhatTheMetricsSay() throws {
        let program = try MNISTProgram()
        let result = try program.run(
          "train", "--epochs", "3", "--hidden", "12", "--output", "a", environment: ["LC_ALL": "C.UTF-8"])
        #expect(result.status == 0 && result.output.contains("a/report.html"))
        let page = try page(program)
        let metrics = try JSONDecoder().decode(TrainTests.Metrics.self, from: program.bytes("a/metrics.json"))
        let wrong = 1000 - Int((metrics.test.accuracy * 1000).rounded())
        #expect(page.body.contains(metrics.test.accuracy.percent) && page.body.contains(metrics.test.loss.decimals(4)))
        #expect(page.body.contains("\(wrong) of 1,000"))
        for epoch in metrics.epochs {
          #expect(page.body.contains(epoch.trainLoss.decimals(4)) && page.body.contains(epoch.testLoss.decimals(4)))
          #expect(page.body.contains(epoch.trainAccuracy.percent) && page.body.contains(epoch.testAccuracy.percent))
        }
        #expect(
          page.cells.filter { ["right", "wrong", "none"].contains($0.kind) }.map(\.text)
            == metrics.test.confusionMatrix.flatMap { $0.map(String.init) })
        let table = metrics.epochs.flatMap { epoch in
          [
            epoch.trainLoss.decimals(4), epoch.trainAccuracy.percent, epoch.testLoss.decimals(4),
            epoch.testAccuracy.percent, epoch.seconds.decimals(2),
          ]
        }
        // After the two empty cells of its head.
        #expect(page.cells.prefix(2 + table.count).dropFirst(2).map(\.text) == table)
        #expect(page.sources.count == 24 + 12)
        // Two charts: two lines with three marks each, and a mark in the legend.
        #expect(page.elements["svg"] == 2 && page.elements["circle"] == 8 && page.elements["desc"] == 2)
        for line in result.output.split(separator: "\n") where line.hasPrefix("t") || line.hasPrefix("confused") {
          #expect(line.count <= 40, "\(line)")
        }
        #expect(result.output.contains("\ntrain loss █") && result.output.contains("\nconfused   "))
        #expect(result.output.contains(" \(metrics.epochs[2].testAccuracy.percent)\nconfused "))
      }

      @Test func validationScheduleAndNormHaveCurvesAndColumns() throws {
        let program = try MNISTProgram()
        let result = try program.run(
          "train", "--epochs", "4", "--hidden", "12", "--optimizer", "adamw", "--learning-rate", "0.05", "--schedule",
          "cosine", "--clip-norm", "1", "--validation", "0.1", "--patience", "9", "--output", "a")
        #expect(result.status == 0, "\(result.error)")
        let page = try page(program)
        let metrics = try JSONDecoder().decode(ValidatedMetrics.self, from: program.bytes("a/metrics.json"))
        let epochs = metrics.epochs
        let best = try #require(epochs.min { $0.validationLoss < $1.validationLoss })
        #expect(
          metrics.run.bestEpoch == best.epoch && metrics.run.validationCount == 400 && metrics.run.trainCount == 3600)
        #expect(metrics.test.loss == best.testLoss)
        let note = "Epoch \(best.epoch) was the best, with a validation loss of \(best.validationLoss.decimals(4))"
        #expect(page.body.contains(note) && result.output.contains("\n\(note). "))
        for epoch in epochs {
          #expect(result.output.contains("validation loss \(epoch.validationLoss.decimals(4))"))
          for text in [
            epoch.validationLoss.decimals(4), epoch.validationAccuracy.percent, epoch.learningRate.significant,
            epoch.gradientNorm.significant,
          ] { #expect(page.cells.contains { $0.text == text }, "\(text)") }
        }
        // 63 steps an epoch, and a rate at the end of each.
        #expect(epochs[0].learningRate > epochs[1].learningRate && epochs.allSatisfy { $0.gradientNorm > 0 })
        #expect(page.elements["svg"] == 4 && page.elements["desc"] == 4)
      }

      /// What `metrics.json` has besides where images are held out and gradients clipped.
      struct ValidatedMetrics: Decodable {
        struct Run: Decodable { let bestEpoch, validationCount, trainCount: Int }
        struct Epoch: Decodable {
          let epoch: Int
          let testLoss, validationLoss, validationAccuracy, learningRate, gradientNorm: Double
        }
        struct Test: Decodable { let loss: Double }
        let run: Run
        let epochs: [Epoch]
        let test: Test
      }

      @Test func oneDigitIsShownAsTrainingDeformsIt() throws {
        let program = try MNISTProgram()
        let result = try program.run(
          "train", "--epochs", "1", "--hidden", "12", "--augment", "rotation=20,shift=2", "--output", "a")
        #expect(result.status == 0, "\(result.error)")
        let page = try page(program)
        #expect(page.ids.contains("deformations") && page.body.contains("rotation 20, shift 2"))
        // 24 mistakes, 12 units; the digit itself and 40 copies, of which no two are the same.
        let sheet = page.sources.suffix(41)
        #expect(page.sources.count == 24 + 12 + 41 && Set(sheet).count == 41)
      }

      @Test func aHostilePathIsText() throws {
        let program = try MNISTProgram()
        let name = "<b>&\"' \u{1}"
        try program.writeImages(to: name)
        let result = try program.run(
          "train", "--data", name, "--epochs", "1", "--output", "a", environment: ["LC_ALL": "C"])
        #expect(result.status == 0, "\(result.error)")
        let page = try page(program)
        #expect(page.body.contains("<b>&\"' \u{FFFD}"))
        #expect(!String(decoding: try program.bytes("a/report.html"), as: UTF8.self).contains("<b>&"))
        // One epoch: a point in each chart, and no line.
        #expect(page.elements["circle"] == 4 && page.elements["desc"] == 2)
        #expect(result.output.allSatisfy(\.isASCII) || result.output.contains(name))
      }

      @Test func fewerMistakesThanPlacesAndNoneLookSensible() throws {
        let program = try MNISTProgram()
        // Each class has a row of its own: soon none is wrong.
        for (prefix, count) in [("train", 400), ("t10k", 10)] {
          let folder = program.folder.appending(path: "easy")
          try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
          let pixels = (0..<count * 300).map { UInt8($0 % 300 / 30 == $0 / 300 % 10 ? 255 : 0) }
          try IDXArray(shape: [count, 10, 30], bytes: pixels)
            .write(to: folder.appending(path: "\(prefix)-images-idx3-ubyte").path)
          try IDXArray(shape: [count], bytes: (0..<count).map { UInt8($0 % 10) })
            .write(to: folder.appending(path: "\(prefix)-labels-idx1-ubyte").path)
        }
        let result = try program.run("train", "--data", "easy", "--epochs", "20", "--hidden", "200", "--output", "a")
        #expect(result.status == 0 && result.output.contains("Test accuracy 100.00%"))
        #expect(!result.output.contains("confused"))
        let page = try page(program)
        #expect(page.body.contains("Every test image is classified right.") && page.body.contains("None is wrong."))
        #expect(page.body.contains("The first 128 of 200 units") && page.sources.count == 10 + 128)

        let short = try program.run(
          "train", "--data", "easy", "--epochs", "1", "--hidden", "1", "--learning-rate", "1e-9", "--output", "b")
        #expect(short.status == 0)
        let mistakes = try self.page(program, "b/report.html")
        #expect(mistakes.body.contains("test images that are classified wrong") && mistakes.sources.count <= 10 + 1)
      }

      @Test func aRunWithoutACompletedEpochHasAReport() async throws {
        let program = try MNISTProgram()
        let process = try program.start(["train", "--hidden", "300", "--backend", "reference", "--output", "a"])
        while try !program.printed().output.contains("Network: "), process.isRunning {
          try await Task.sleep(for: .milliseconds(10))
        }
        process.interrupt()
        process.waitUntilExit()
        #expect(process.terminationStatus == 130)
        let page = try page(program)
        #expect(
          page.body.contains("The run was stopped in epoch 1 of 20") && page.body.contains("No epoch was completed"))
      }

      @Test func quietPrintsNoSparkline() throws {
        let program = try MNISTProgram()
        try program.writeImages(to: "images")
        let result = try program.run("train", "--data", "images", "--epochs", "2", "--quiet", "--output", "a")
        #expect(result.output.split(separator: "\n").count == 1 && program.names(in: "a").contains("report.html"))
      }
    }
  }

  /// What a parser of XML finds in a page.
  final class Page: NSObject, XMLParserDelegate {
    /// The text of the page, without its head, tags and titles of marks.
    private(set) var body = ""
    private(set) var ids = [String]()
    /// The addresses of its images.
    private(set) var sources = [String]()
    /// The cells of tables: their class, and their text.
    private(set) var cells = [(kind: String, text: String)]()
    /// How often each element occurs.
    private(set) var elements = [String: Int]()
    /// Why it is not well-formed.
    private(set) var problem: String?
    private var isInCell = false

    init(_ text: String) {
      super.init()
      let parser = XMLParser(data: Data(text.utf8))
      parser.delegate = self
      if !parser.parse() { problem = "\(String(describing: parser.parserError)) in line \(parser.lineNumber)" }
    }

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) {
      elements[name, default: 0] += 1
      if name == "body" { body = "" }
      if let id = attributes["id"] { ids.append(id) }
      if let source = attributes["src"] { sources.append(source) }
      if name == "td" {
        isInCell = true
        cells.append((attributes["class"] ?? "", ""))
      }
    }

    func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
      if name == "td" { isInCell = false }
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      body += text
      if isInCell { cells[cells.count - 1].text += text }
    }
  }
#endif
