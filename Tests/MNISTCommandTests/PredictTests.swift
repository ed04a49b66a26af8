import Foundation
import MNISTData
import TensorFiles
import Testing

extension CommandTests {
  /// `mnist predict`, run as a user runs it.
  @Suite struct PredictTests {
    struct Report: Decodable {
      let prediction: Int
      let probabilities: [Double]
      let index: Int?
      let label: Int?
    }

    /// The program, with a network trained for a moment in `a` and test image 7 in `digit 7.pgm`.
    func prepared() throws -> MNISTProgram {
      let program = try MNISTProgram()
      #expect(try program.run("train", "--epochs", "3", "--learning-rate", "0.1", "--output", "a").status == 0)
      let image = try MNIST.embedded().testing[7]
      try PGMImage(width: 28, height: 28, samples: image.map(UInt16.init))
        .write(to: program.folder.appending(path: "digit 7.pgm").path)
      return program
    }

    func report(_ result: MNISTProgram.Result) throws -> Report {
      #expect(result.status == 0, "\(result.error)")
      return try JSONDecoder().decode(Report.self, from: Data(result.output.utf8))
    }

    @Test func aFileStandardInputAndTheIndexGiveTheSame() throws {
      let program = try prepared()
      let arguments = ["predict", "--load", "a/model.safetensors", "--json"]
      let index = try report(program.run(arguments[0], arguments[1], arguments[2], arguments[3], "--index", "7"))
      let file = try report(program.run(arguments[0], arguments[1], arguments[2], arguments[3], "digit 7.pgm"))
      let input = try report(
        program.run(arguments[0], arguments[1], arguments[2], arguments[3], "-", input: "digit 7.pgm"))
      #expect(index.index == 7 && index.label == 7 && file.index == nil && file.label == nil)
      #expect(index.probabilities.count == 10 && abs(index.probabilities.reduce(0, +) - 1) < 1e-5)
      #expect(index.probabilities[index.prediction] == index.probabilities.max())
      #expect(file.prediction == index.prediction && file.probabilities == input.probabilities)
    }

    /// Another program may have left the pipe so, and its writer may be late.
    @Test func aPipeThatDoesNotBlockIsWaitedFor() async throws {
      let program = try prepared()
      let image = try program.bytes("digit 7.pgm")
      let pipe = Pipe()
      #expect(fcntl(pipe.fileHandleForReading.fileDescriptor, F_SETFL, O_NONBLOCK) == 0)
      let arguments = ["predict", "--load", "a/model.safetensors", "--json", "-"]
      let process = try program.start(arguments, pipe: pipe.fileHandleForReading)
      try await Task.sleep(for: .milliseconds(300))
      try pipe.fileHandleForWriting.write(contentsOf: image)
      try pipe.fileHandleForWriting.close()
      #expect(try report(program.result(process)).probabilities.count == 10)
    }

    @Test(arguments: [
      (["LC_ALL": "C.UTF-8", "TERM": "xterm"], true), (["LC_ALL": "en_US.utf8", "TERM": ""], true),
      (["LC_ALL": "C", "LANG": "C.UTF-8", "TERM": "xterm"], false),
      (["LC_ALL": "", "LC_CTYPE": "C", "LANG": "C.UTF-8", "TERM": "xterm"], false),
      (["LC_ALL": "", "LC_CTYPE": "", "LANG": "", "TERM": "xterm"], false),
      (["LC_ALL": "C.UTF-8", "TERM": "dumb"], false),
    ]) func theDrawingIsWhatTheTerminalCanShow(environment: [String: String], isUnicode: Bool) throws {
      let program = try prepared()
      let result = try program.run(
        "predict", "--load", "a/model.safetensors", "--index", "7",
        environment: environment.merging(["COLUMNS": "40"]) { $1 })
      let lines = result.output.split(separator: "\n").dropFirst()
      #expect(result.status == 0 && lines.count == 14 + 10 + 1, "\(result.output)")
      #expect(result.output.allSatisfy(\.isASCII) != isUnicode, "\(result.output)")
      #expect(lines.allSatisfy { $0.count <= 40 }, "\(result.output)")
      #expect(lines.last?.hasPrefix("Prediction: ") == true && result.output.contains(isUnicode ? "█" : "#"))
    }

    static let bad: [([String], String)] = [
      ([], "which image? Give --index N for a test image, a PGM file, or - for standard input"),
      (["--index", "7", "digit 7.pgm"], "--index and digit 7.pgm: it takes one image at a time"),
      (["--index", "1000"], "--index 1000: the test images are 0 to 999"),
      (["--index", "-1"], "--index -1: the test images are 0 to 999"),
      (["--index", "seven"], "The value 'seven' is invalid for '--index <number>'"),
      (["nowhere.pgm"], "nowhere.pgm: no such file"),
      (["a"], "a: is a folder, expected a file"),
      (["-"], "standard input, byte 0: is empty, expected a PGM image"),
      (["photo.png"], "photo.png: is a PNG image, expected PGM: ImageMagick's 'convert "),
      (["blank.pgm"], "blank.pgm: is blank: 2x2 pixels without a stroke"),
      (["dot.pgm"], "dot.pgm: is blank: 1x1 pixels without a stroke"),
      (["torn.pgm"], "torn.pgm, byte 12: 1 bytes after the header, expected 4"),
      (["huge.pgm"], "huge.pgm, byte 20: an image of 1000000x1000000, expected at most 67108864 samples"),
      (["digit 7.pgm", "--load", "small"], "it is a network of 132 inputs and 10 outputs, the images need 784 and 10"),
      (["--index", "7", "--data", "nowhere"], "nowhere: no such folder"),
    ]

    @Test func mistakesGetOneSentence() throws {
      let program = try prepared()
      try program.saveNetwork(inputs: 132, outputs: 10, to: "small")
      for (name, text) in [
        ("photo.png", "\u{89}PNG"), ("blank.pgm", "P2 2 2 9 1 1 1 1"), ("dot.pgm", "P2 1 1 9 5"),
        ("torn.pgm", "P5 2 2 255\n1"), ("huge.pgm", "P5 1000000 1000000 2\n"),
      ] {
        try Data(text.unicodeScalars.map { UInt8($0.value) }).write(to: program.folder.appending(path: name))
      }
      for (flags, sentence) in PredictTests.bad {
        let load = flags.contains("--load") ? [] : ["--load", "a/model.safetensors"]
        let process = try program.start(["predict"] + load + flags)
        process.waitUntilExit()
        let (output, message) = try program.printed()
        #expect(process.terminationReason == .exit && process.terminationStatus != 0 && output == "", "\(flags)")
        #expect(message.hasPrefix("mnist: ") && message.contains(sentence), "\(flags): \(message)")
        #expect(message.split(separator: "\n").count == 1, "\(flags): \(message)")
      }
    }
  }
}
