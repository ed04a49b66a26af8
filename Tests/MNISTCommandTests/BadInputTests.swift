import Foundation
import LinearAlgebra
import NeuralNetwork
import TensorFiles
import Testing

extension CommandTests {
  /// What a user can get wrong: one sentence, a non-zero exit, and no file.
  @Suite struct BadInputTests {
    static let flags: [([String], String)] = [
      (["--epochs", "0"], "--epochs 0: at least 1 is needed"),
      (["--epochs", "-3"], "--epochs -3: at least 1 is needed"),
      (["--epochs", "many"], "The value 'many' is invalid for '--epochs <epochs>'"),
      (["--batch-size", "0"], "--batch-size 0: at least 1 is needed"),
      (["--learning-rate", "-0.1"], "--learning-rate -0.1: it must be a finite number, 0 or more"),
      (["--learning-rate", "nan"], "--learning-rate nan: it must be a finite number, 0 or more"),
      (["--learning-rate", "inf"], "--learning-rate inf: it must be a finite number, 0 or more"),
      (["--learning-rate", "1e30"], "the loss is not finite after epoch 1: try a lower --learning-rate"),
      (["--hidden", "0"], "--hidden 0: at least 1 is needed"),
      (["--hidden", "128", "0"], "--hidden 0: at least 1 is needed"),
      (["--hidden", "9000000000000000000"], "half of this machine's memory"),
      (["--hidden", "2000000000", "--batch-size", "40"], "half of this machine's memory"),
      (["--activation", "step"], "--activation step: it may be identity, relu, leaky-relu, tanh, sigmoid, softmax"),
      (["--initializer", "best"], "--initializer best: it may be he-normal, "),
      (["--initializer", "all", "--output", "a"], "--initializer all and --output"),
      (["--seed", "-1"], "--seed"),
      (["--backend", "mkl"], "--backend mkl: it may be "),
      (["--threads", "0"], "--threads 0: it may be 1 to 256"),
      (["--threads", "1000"], "--threads 1000: it may be 1 to 256"),
      (["--data", "nowhere"], "nowhere: no such folder"),
      (["--data", "file"], "file: is not a folder"),
      (["--output", "file"], "cannot create the folder file: a file has that name"),
      (["--output", "taken"], "cannot write taken/metrics.json: it is a folder"),
      (["--output", "piped"], "cannot write piped/report.html: it is a pipe, socket or device"),
      (["--data", ""], "--data"),
      (["--output", "file/a"], "cannot create the folder file/a: "),
      (["--output", ""], "--output"),
      (["--load", "nowhere"], "nowhere: no such file"),
      (["--load", "file"], "file"),
      (["--load", "empty"], "empty"),
      (["--load", "foreign"], "foreign: "),
      (["--load", "squares"], "--load squares: it is a network for mean-squared-error, digits need cross-entropy"),
      (["--load", "infinite"], "--load infinite: its parameters are not all finite numbers"),
      (["--load", "small"], "--load small: it is a network of 3 inputs and 2 outputs, the images need 132 and 10"),
      (["--load", "small", "--hidden", "5"], "--hidden and --load"),
      (["--load", "deep", "--activation", "tanh"], "says its activations itself: 'relu', not 'tanh'"),
      (["--load", "deep", "--layout", "pytorch"], "says its layout itself: 'here', not 'pytorch'"),
      (["--load", "deep", "--layout", "keras"], "--layout keras: it may be here, pytorch"),
      (["--layout", "here"], "--layout here without a saved network: a new one has no file"),
      (
        ["--load", "images"], "--load images: a folder without scikit-learn's coefs_0.npy; of a run, name its model.saf"
      ),
      (["--load", "small", "--initializer", "zeros"], "--initializer and --load"),
      (["--optimizer", "lion"], "--optimizer lion: it may be sgd, adam, adamw"),
      (["--momentum", "-1"], "--momentum -1.0: it must be a finite number, 0 or more"),
      (["--momentum", "0.9", "--optimizer", "adam"], "--momentum 0.9: adam has none, sgd has"),
      (["--nesterov"], "--nesterov without a momentum: it needs one above 0"),
      (["--weight-decay", "nan"], "--weight-decay nan: it must be a finite number, 0 or more"),
      (["--schedule", "linear"], "--schedule linear: it may be constant, step, cosine"),
      (["--warm-up", "-1"], "--warm-up -1: it must be a number of steps, or a share of them below 1"),
      (["--augment", "rotation"], "--augment 'rotation': limits are written as rotation=13,shift=1, or none is"),
      (["--augment", "turn=3"], "--augment 'turn' is no limit; known are rotation, scale, shear, shift, "),
      (["--augment", "shift=-1"], "--augment a deformation's shift of -1.0: it must be 0 to 1e6"),
      (["--augment", "rotation=0"], "--augment no limit is above 0: it would deform nothing"),
      (["--augment", "shift=1,shift=2"], "--augment shift is given twice"),
      (["--augment", "shift=1,smoothness=3"], "--augment smoothness 3 without an elasticity: it smooths nothing"),
      (
        ["--augment", "shift=1,finalShare=0.2"],
        "--augment finalShare 0.2 and finalStrength 1: one says nothing without the other"
      ),
      (["--preset", "quick"], "--preset quick: it may be original, fast, best"),
      (["--preset", "fast", "--config", "c.json"], "--config and --preset: one of them says where to begin"),
      (["--clip-norm", "0"], "--clip-norm 0.0: it must be a finite number above 0"),
      (["--dropout", "1"], "--dropout 1.0: it must be at least 0 and below 1"),
      (["--label-smoothing", "-0.1"], "--label-smoothing -0.1: it must be at least 0 and below 1"),
      (["--average", "nan"], "--average nan: it must be at least 0 and below 1"),
      (["--validation", "1.5"], "--validation 1.5: it must be a number of images, or a share of them below 1"),
      (["--validation", "-5"], "--validation -5.0: it must be a number of images, or a share of them below 1"),
      (["--validation", "40"], "--validation 40: 40 of 40 images, and each part needs one"),
      (["--validation", "0.001"], "--validation 0.001: 0 of 40 images, and each part needs one"),
      (["--patience", "0", "--validation", "4"], "--patience 0: at least 1 is needed"),
      (["--patience", "3"], "--patience without validation images: hold some out"),
      (["--checkpoint-every", "0"], "--checkpoint-every 0: at least 1 is needed"),
      (["--deadline", "0"], "--deadline 0.0: it must be 0.1 to 1000000 seconds"),
      (["--deadline", "nan"], "--deadline nan: it must be 0.1 to 1000000 seconds"),
      (["--resume", ""], "--resume \"\": a file or a folder is needed"),
      (["--resume", "small"], "--resume small: a run is resumed in its checkpoint's folder, where it writes check"),
      (["--resume", "a/b.safetensors"], "--resume a/b.safetensors: a run is resumed in its checkpoint's folder"),
      (["--any-machine"], "--any-machine without --resume"),
      (["--initializer", "all", "--resume", "x"], "--initializer all has no checkpoints"),
      (["--config", "nowhere"], "--config nowhere: no such file"),
      (["--config", "file"], "--config file: it is no JSON object"),
      (["--config", "small"], "--config small: it is no JSON object"),
      (["--frobnicate"], "Unknown option '--frobnicate'"),
    ]

    @Test(arguments: flags) func badFlagsGetOneSentenceAndWriteNothing(flags: [String], sentence: String) throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      func path(_ name: String) -> String { program.folder.appending(path: name).path }
      try Data("text".utf8).write(to: URL(filePath: path("file")))
      try Data().write(to: URL(filePath: path("empty")))
      var foreign = Safetensors(metadata: ["format": "pt"])
      try foreign.add("fc.weight", shape: [1], [1] as [Float])
      try foreign.write(to: path("foreign"))
      var generator = SystemRandomNumberGenerator()
      try Network<Float>(inputs: 3, hidden: [], outputs: 2, using: &generator).save(to: path("small"))
      try Network<Float>(inputs: 132, hidden: [], outputs: 10, loss: .meanSquaredError, using: &generator)
        .save(to: path("squares"))
      try Network<Float>(inputs: 132, hidden: [5], outputs: 10, using: &generator).save(to: path("deep"))
      let infinite = Matrix<Float>(repeating: .infinity, rows: 132, columns: 10)
      try Network(layers: [Dense(weights: infinite, bias: .zeros(rows: 1, columns: 10), activation: .softmax)])
        .save(to: path("infinite"))
      try FileManager.default.createDirectory(atPath: path("taken/metrics.json"), withIntermediateDirectories: true)
      try FileManager.default.createDirectory(atPath: path("piped"), withIntermediateDirectories: false)
      // The string is a null-terminated copy for the time of the call.
      #expect(unsafe mkfifo(path("piped/report.html"), 0o600) == 0)
      let before = program.names()

      let data = flags.contains("--data") ? [] : ["--data", "images"]
      let process = try program.start(["train"] + data + flags)
      process.waitUntilExit()
      let message = try program.printed().error
      #expect(process.terminationReason == .exit && process.terminationStatus != 0)
      #expect(message.hasPrefix("mnist: ") && message.contains(sentence), "\(message)")
      #expect(message.split(separator: "\n").count == 1, "\(message)")
      let runs = program.names(in: "runs")
      #expect(program.names().subtracting(["runs"]) == before && runs.isEmpty, "\(program.names()) \(runs)")
    }

    @Test func controlCharactersOfAFileNameDoNotReachTheTerminal() throws {
      let program = try MNISTProgram()
      let result = try program.run("train", "--data", "a\u{1B}[31mred\nb")
      #expect(
        result.status == 1 && result.error.hasPrefix("mnist: a\\u{1B}[31mred\\nb: no such folder"), "\(result.error)")
    }

    @Test func aDamagedUsualFolderIsToldWithItsCure() throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "data/mnist")
      try program.bytes("data/mnist/train-images-idx3-ubyte").prefix(100)
        .write(to: program.folder.appending(path: "data/mnist/train-images-idx3-ubyte"))
      let result = try program.run("train")
      #expect(result.status == 1 && result.error.hasSuffix("; 'make data' replaces what is not MNIST as published\n"))
    }

    @Test(arguments: [
      ("DENSE_BACKEND", "mkl"), ("DENSE_THREADS", "none"), ("DENSE_INSTRUCTION_SET", "avx1024"),
    ])
    func badVariablesGetOneSentence(variable: String, value: String) throws {
      let program = try MNISTProgram()
      let result = try program.run("train", "--epochs", "1", environment: [variable: value])
      #expect(result.status == 1)
      #expect(result.error.hasPrefix("mnist: \(variable)=\(value) is not available here: it may be "))
    }

    /// Files that are torn, too long, of another kind, or do not belong together.
    static let damage: [(String, Int?, [UInt8]?, String)] = [
      ("train-images-idx3-ubyte", 10, nil, "train-images-idx3-ubyte"),
      ("train-images-idx3-ubyte", 1000, nil, "train-images-idx3-ubyte"),
      ("t10k-images-idx3-ubyte", 0, nil, "t10k-images-idx3-ubyte"),
      ("t10k-labels-idx1-ubyte", nil, [0], "t10k-labels-idx1-ubyte"),
      ("train-labels-idx1-ubyte", 3, nil, "train-labels-idx1-ubyte"),
    ]

    @Test(arguments: damage)
    func damagedImagesGetOneSentence(name: String, length: Int?, appended: [UInt8]?, sentence: String) throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      let file = program.folder.appending(path: "images/\(name)")
      var bytes = try Data(contentsOf: file)
      if let length { bytes = bytes.prefix(length) }
      if let appended { bytes += appended }
      try bytes.write(to: file)
      let result = try program.run("train", "--data", "images")
      #expect(result.status == 1 && result.error.hasPrefix("mnist: images/\(name)"), "\(result.error)")
      #expect(result.error.split(separator: "\n").count == 1 && program.names() == ["images"])
    }
  }
}
