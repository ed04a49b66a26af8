import Foundation
import LinearAlgebra
import NeuralNetwork
import TensorFiles
import Testing

extension CommandTests {
  /// `mnist export`, and networks of other programs.
  @Suite struct ExportTests {
    func prepared() throws -> MNISTProgram {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      let result = try program.shell(
        "mnist train --data images --epochs 1 --hidden 9 7 --activation tanh --output a")
      #expect(result.status == 0, "\(result.error)")
      return program
    }

    @Test func whatIsExportedForPyTorchIsTheSameNetwork() throws {
      let program = try prepared()
      let result = try program.shell(
        "mnist export --data images --load a/model.safetensors --pytorch p.safetensors --onnx p.onnx")
      #expect(result.status == 0 && result.output.contains("Test accuracy "), "\(result.error)")
      #expect(
        result.output.contains(
          "p.safetensors: a state dict for nn.Sequential(Linear(132, 9), Tanh(), Linear(9, 7), Tanh(), Linear(7, 10))"))
      let path = program.folder.appending(path: "p.safetensors").path
      let own = try Network<Float>(contentsOf: program.folder.appending(path: "a/model.safetensors").path)
      #expect(try Network<Float>(contentsOf: path, activation: .tanh) == own)
      // And from there again to the same bytes.
      let again = try program.shell(
        "mnist export --data images --load p.safetensors --activation tanh --pytorch q.safetensors --onnx q.onnx")
      #expect(again.status == 0, "\(again.error)")
      for name in ["safetensors", "onnx"] {
        #expect(try program.bytes("p.\(name)") == program.bytes("q.\(name)"))
      }
    }

    @Test func networksOfOtherProgramsAreEvaluatedPredictedWithAndTrained() throws {
      let program = try prepared()
      let own = try Network<Float>(contentsOf: program.folder.appending(path: "a/model.safetensors").path)
      try FileManager.default.createDirectory(
        at: program.folder.appending(path: "sklearn"), withIntermediateDirectories: false)
      for (index, layer) in own.layers.enumerated() {
        func path(_ part: String) -> String { program.folder.appending(path: "sklearn/\(part)_\(index).npy").path }
        try NPYArray(layer.weights.scalars(), shape: [layer.inputs, layer.outputs]).write(to: path("coefs"))
        try NPYArray(layer.bias.scalars(), shape: [layer.outputs]).write(to: path("intercepts"))
      }
      let script =
        "mnist export --data images --load a/model.safetensors --pytorch dict.safetensors > /dev/null; "
        + "for load in 'a/model.safetensors' 'dict.safetensors --activation tanh' 'sklearn --activation tanh'; do "
        + "mnist evaluate --data images --load $load --json 2> /dev/null; "
        + "mnist predict --data images --index 3 --load $load --json 2> /dev/null; "
        + "mnist train --data images --epochs 1 --overwrite --output b --load $load > /dev/null; "
        + "cksum < b/model.safetensors; mnist train --config b/config.json --overwrite --output c > /dev/null; "
        + "cksum < c/model.safetensors; echo; done"
      let result = try program.shell(script)
      #expect(result.status == 0 && result.error == "", "\(result.error)")
      let parts = result.output.split(separator: "\n\n")
      #expect(parts.count == 3 && Set(parts).count == 1 && parts[0].contains("prediction"), "\(result.output)")
      // Beside the arrays, none of which it replaces.
      let beside = "mnist export --data images --load sklearn --activation tanh --onnx sklearn/model.onnx"
      #expect(try program.shell(beside).status == 0)
    }

    @Test(arguments: [
      ("--load a/model.safetensors", "for whom? Give --pytorch FILE, --onnx FILE or both"),
      ("--load a/model.safetensors --pytorch a/model.safetensors --overwrite", "one would replace the other"),
      ("--load arrays --pytorch arrays/coefs_0.npy", "--load and --pytorch arrays/coefs_0.npy: one would replace"),
      ("--load a/model.safetensors --pytorch x --onnx link/x", "--pytorch and --onnx link/x: one would replace"),
      ("--load a/model.safetensors --onnx square", "--onnx square: there is such a file: name another one, or say"),
      ("--load a/model.safetensors --onnx ''", "--onnx \"\": a file is needed"),
      ("--load single --layout here --onnx x", "a network of one output: say its loss"),
      ("--load single --layout here --loss hinge --onnx x", "--loss hinge: it may be cross-entropy, binary-cross-"),
      ("--load a/model.safetensors --pytorch x --onnx nowhere/x", "--onnx nowhere/x: there is no such folder"),
      ("--load a/model.safetensors --pytorch x --onnx ./x", "--pytorch and --onnx ./x: one would replace the other"),
      ("--load nowhere --onnx x", "--load nowhere: no such file"),
      ("--load square --onnx x", "all its layers are square"),
      ("--load square --layout pytorch --activation step --onnx x", "--activation step: it may be identity, relu, "),
      ("--load sklearn --onnx x", "--load sklearn: a folder without scikit-learn's coefs_0.npy"),
      ("--load a/model.safetensors --onnx images", "--onnx images: it is a folder, a file is needed"),
    ])
    func aMistakeGetsOneSentenceAndNoFile(options: String, sentence: String) throws {
      let program = try prepared()
      var square = Safetensors()
      try square.add("0.weight", shape: [2, 2], [1, 2, 3, 4] as [Float])
      try square.add("0.bias", shape: [2], [1, 2] as [Float])
      try square.write(to: program.folder.appending(path: "square").path)
      var single = Safetensors()
      try single.add("0.weight", shape: [2, 1], [1, 2] as [Float])
      try single.add("0.bias", shape: [1], [1] as [Float])
      try single.write(to: program.folder.appending(path: "single").path)
      let before = program.names()
      let result = try program.shell("mkdir sklearn arrays; ln -s . link; mnist export --data images \(options)")
      #expect(result.status != 0 && result.error.contains(sentence), "\(result.error)")
      #expect(result.error.hasPrefix("mnist: ") && result.error.split(separator: "\n").count == 1, "\(result.error)")
      #expect(program.names() == before.union(["sklearn", "arrays", "link"]))
    }

    @Test func aNetworkThatIsNotForTheseImagesIsExportedToo() throws {
      let program = try prepared()
      var generator = SeededGenerator(seed: 1)
      try Network<Float>(inputs: 2, hidden: [2], outputs: 2, using: &generator)
        .stateDict().write(to: program.folder.appending(path: "square").path)
      let result = try program.shell("mnist export --data images --load square --layout pytorch --onnx x.onnx")
      #expect(result.status == 0 && !result.output.contains("accuracy"), "\(result.error)")
      #expect(program.names().contains("x.onnx"))
      let again = try program.shell(
        "mnist export --data images --load square --layout pytorch --loss mean-squared-error --onnx x.onnx --overwrite")
      #expect(again.status == 0 && again.output.contains("mean-squared-error"), "\(again.error)")
    }
  }
}
