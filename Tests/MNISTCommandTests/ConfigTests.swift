import Foundation
import Testing

extension CommandTests {
  /// `config.json` and `--config`.
  @Suite struct ConfigTests {
    static let recipes = [
      "--epochs 2", "--epochs 3 --no-shuffle --batch-size 7 --hidden 20 9 --seed 18446744073709551615",
      "--epochs 4 --optimizer adamw --schedule cosine --warm-up 5 --clip-norm 0.1 --validation 0.25 --patience 2",
      "--epochs 2 --optimizer sgd --momentum 0.9 --nesterov --weight-decay 0.001 --schedule step --validation 10",
      "--epochs 2 --optimizer adam --learning-rate 0.0123 --activation tanh --initializer lecun-normal",
      "--epochs 3 --no-evaluate-training --optimizer adam",
      "--epochs 2 --dropout 0.3 --label-smoothing 0.1 --average 0.9",
      "--epochs 4 --augment rotation=10,shift=1,elasticity=0.5,finalShare=0.5,finalStrength=0.3 --warm-up 0.25",
      "--epochs 2 --load a/model.safetensors",
    ]

    @Test func aRunIsRepeatedFromItsConfigToTheByte() throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      for (index, recipe) in Self.recipes.enumerated() {
        let first = try program.shell(
          "mnist train --data images --output \(index == 0 ? "a" : "b") --overwrite \(recipe)")
        let folder = index == 0 ? "a" : "b"
        // From elsewhere: paths in it are absolute.
        let again = try program.shell(
          "mkdir -p elsewhere; cd elsewhere; mnist train --config ../\(folder)/config.json --output ../c --overwrite")
        #expect(first.status == 0 && again.status == 0, "\(first.error)\(again.error)")
        for name in ["model.safetensors", "config.json"] {
          #expect(try program.bytes("\(folder)/\(name)") == program.bytes("c/\(name)"), "\(recipe): \(name)")
        }
      }
    }

    @Test func anOptionBesideItCountsMore() throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      let options = "--data images --epochs 2 --optimizer adam --seed 9"
      #expect(try program.shell("mnist train \(options) --output a").status == 0)
      #expect(try program.shell("mnist train --config a/config.json --seed 8 --hidden 5 --output b").status == 0)
      #expect(try program.shell("mnist train \(options) --seed 8 --hidden 5 --output c").status == 0)
      #expect(try program.bytes("b/model.safetensors") == program.bytes("c/model.safetensors"))
      #expect(try program.bytes("b/model.safetensors") != program.bytes("a/model.safetensors"))
    }

    @Test(arguments: [("sgd", "0"), ("adam", "0"), ("adamw", "0.01")])
    func anOptimizerHasAWeightDecayOfItsOwn(optimizer: String, decay: String) throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      let command = "mnist train --data images --epochs 2 --optimizer \(optimizer)"
      #expect(try program.shell("\(command) --output a").status == 0)
      #expect(try program.shell("\(command) --weight-decay \(decay) --output b").status == 0)
      #expect(try program.bytes("a/model.safetensors") == program.bytes("b/model.safetensors"))
    }

    @Test func aReplacedChoiceTakesItsOwnSettingsAlong() throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      func same(_ config: String, _ options: String) throws {
        let pair = try [config, options].map { options in
          let result = try program.shell("mnist train --data images --epochs 2 --output c --overwrite \(options)")
          #expect(result.status == 0, "\(options): \(result.error)")
          return try program.bytes("c/model.safetensors")
        }
        #expect(pair[0] == pair[1], "\(config)")
      }
      #expect(
        try program.shell("mnist train --data images --epochs 2 --momentum 0.9 --nesterov --output a").status == 0)
      try same("--config a/config.json --optimizer adamw", "--optimizer adamw")
      try same(
        "--config a/config.json --load a/model.safetensors", "--load a/model.safetensors --momentum 0.9 --nesterov")
      #expect(
        try program.shell("mnist train --data images --epochs 2 --load a/model.safetensors --output b").status == 0)
      try same("--config b/config.json --hidden 5", "--hidden 5")
      let own = try program.shell("mnist train --data images --load a/model.safetensors --output a")
      #expect(own.status == 1 && own.error.hasSuffix("the run would replace the network that it begins with\n"))
    }

    @Test(arguments: ["original", "fast", "best"]) func aPresetIsTheFileOfItsName(preset: String) throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().path
      let options = "--data images --epochs 2 --seed 3"
      let own = try program.shell("mnist train --preset \(preset) \(options) --output a")
      let file = "'\(root)/Sources/mnist/Presets/\(preset).json'"
      #expect(own.status == 0, "\(own.error)")
      #expect(try program.shell("mnist train --config \(file) \(options) --output b").status == 0)
      for name in ["model.safetensors", "config.json"] {
        #expect(try program.bytes("a/\(name)") == program.bytes("b/\(name)"))
      }
      // The recipe of no options at all.
      if preset == "original" {
        #expect(try program.shell("mnist train \(options) --output c").status == 0)
        #expect(try program.bytes("a/config.json") == program.bytes("c/config.json"))
      }
    }

    @Test func noneTakesTheDeformationsOfAConfigBack() throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      #expect(try program.shell("mnist train --data images --epochs 2 --augment shift=1 --output a").status == 0)
      #expect(try program.shell("mnist train --config a/config.json --augment none --output b").status == 0)
      #expect(try program.shell("mnist train --data images --epochs 2 --output c").status == 0)
      #expect(try program.bytes("b/config.json") == program.bytes("c/config.json"))
      #expect(try program.bytes("b/model.safetensors") == program.bytes("c/model.safetensors"))
      #expect(try program.bytes("b/model.safetensors") != program.bytes("a/model.safetensors"))
    }

    @Test func optionsReplaceWhatCannotBeUsedInAConfig() throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      for (text, options, problem) in [
        (#"{"backend": "swift-neon"}"#, "--backend swift", "backend swift-neon: it may be "),
        (#"{"patience": 3}"#, "--validation 4", "patience without validation images"),
        (#"{"nesterov": true}"#, "--momentum 0.9", "nesterov without a momentum"),
        (#"{"nesterov": true}"#, "--momentum 0", "nesterov without a momentum"),
        (#"{"epochs": 0, "threads": 0}"#, "--epochs 1 --threads 1", "threads 0: it may be 1 to "),
      ] {
        try Data(text.utf8).write(to: program.folder.appending(path: "c.json"))
        let alone = try program.shell("mnist train --data images --config c.json --epochs 1")
        #expect(alone.status == 1 && alone.error.hasPrefix("mnist: --config c.json: \(problem)"), "\(alone.error)")
        let result = try program.shell("mnist train --data images --config c.json --epochs 1 \(options)")
        #expect(result.status == 0, "\(result.error)")
      }
    }

    static let mistakes = [
      (#"{"epoch": 3}"#, "'epoch' is no key; known are data, "),
      (#"{"epochs": "three"}"#, "epochs is not a whole number that fits"),
      (#"{"epochs": 1e300}"#, "epochs is not a"), (#"{"epochs": 1.5}"#, "epochs is not a whole number that fits"),
      (#"{"seed": -1}"#, "seed is not a whole number that fits"),
      (#"{"hidden": 128}"#, "hidden is not a list of whole numbers"), (#"{"hidden": [1, "2"]}"#, "hidden is not"),
      (#"{"hidden": []}"#, "hidden []: at least one width is needed"),
      (#"{"nesterov": 1}"#, "nesterov is not true or false"), (#"{"optimizer": 3}"#, "optimizer is not a text"),
      (#"{"optimizer": "lion"}"#, "optimizer lion: it may be sgd, adam, adamw"),
      (#"{"learningRate": "fast"}"#, "learningRate is not a number"),
      (#"{"learningRate": -1}"#, "learningRate -1.0: it must be a finite number, 0 or more"),
      (#"{"patience": 3}"#, "patience without validation images"),
      (#"{"augment": 3}"#, "augment is not an object of numbers"),
      (#"{"augment": {"rotation": "x"}}"#, "augment is not an object of numbers"),
      (#"{"data": 3, "augment": {"turn": 3}}"#, "augment 'turn' is no limit; known are rotation, scale, "),
      (#"{"augment": {"turn": 3}}"#, "augment 'turn' is no limit; known are rotation, scale, "),
      (#"{"augment": {"scale": 1}}"#, "augment a deformation's scale of 1.0: it must be below 1"),
      (#"{"warmUp": 1.5}"#, "warmUp 1.5: it must be a number of steps, or a share of them below 1"),
      (#"{"warmUp": 12345.5}"#, "warmUp 12345.5: it must be a number of steps"),
      (#"{"load": "x", "hidden": [4]}"#, "hidden and load: the saved network has its own layers"),
      (#"{"threads": 0}"#, "threads 0: it may be 1 to 256"),
      (#"{"backend": "mkl"}"#, "backend mkl: it may be "), ("[]", "it is no JSON object"), ("", "it is no JSON object"),
      (#"{"epochs": 3"#, "it is no JSON object"),
    ]

    /// The settings of the run would take the place of those that it was given.
    @Test func aConfigInTheFolderOfResultsIsNotReplaced() throws {
      let program = try MNISTProgram()
      let text = Data(#"{"data": "embedded", "epochs": 1, "hidden": [4]}"#.utf8)
      let folder = program.folder.appending(path: "u")
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      let file = folder.appending(path: "config.json")
      try text.write(to: file)
      let result = try program.run("train", "--config", "u/config.json", "--output", "u/")
      #expect(result.status == 1 && result.error.hasPrefix("mnist: --config and --output u/: the run would replace"))
      #expect(try Data(contentsOf: file) == text && program.names() == ["u"])
      let replaced = try program.run("train", "--config", "u/config.json", "--output", "u", "--overwrite")
      #expect(replaced.status == 0, "\(replaced.error)")
    }

    @Test(arguments: mistakes) func aMistakeInItIsOneSentenceWithTheKey(text: String, sentence: String) throws {
      let program = try MNISTProgram()
      try Data(text.utf8).write(to: program.folder.appending(path: "c.json"))
      let result = try program.run("train", "--config", "c.json")
      #expect(result.status == 1 && result.error.hasPrefix("mnist: --config c.json: \(sentence)"), "\(result.error)")
      #expect(result.error.split(separator: "\n").count == 1 && program.names() == ["c.json"])
    }
  }
}
