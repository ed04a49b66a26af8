import Foundation
import Testing

extension CommandTests {
  /// `--checkpoint-every`, `--resume`, and runs that are killed.
  @Suite struct ResumeTests {
    static let recipe = [
      "train", "--data", "images", "--epochs", "30", "--hidden", "9", "--batch-size", "7", "--optimizer", "adamw",
      "--schedule", "cosine", "--dropout", "0.2", "--average", "0.9",
      "--clip-norm", "1", "--validation", "0.2", "--patience", "30", "--quiet",
    ]
    static let files: Set<String> = [
      "checkpoint.safetensors", "config.json", "metrics.json", "model.safetensors", "report.html",
    ]

    /// Starts the recipe, kills it after so many milliseconds if it still runs, and waits for its end.
    func run(_ program: borrowing MNISTProgram, _ output: String, killedAfter milliseconds: Int) async throws -> Bool {
      let process = try program.start(Self.recipe + ["--checkpoint-every", "1", "--resume", "--output", output])
      try await Task.sleep(for: .milliseconds(milliseconds))
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
      #expect(
        process.terminationReason == .uncaughtSignal || process.terminationStatus == 0)
      return process.terminationReason == .exit
    }

    @Test func runsThatAreKilledAndResumedEndWithTheSameBytes() async throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      #expect(try program.result(program.start(Self.recipe + ["--output", "whole"])).status == 0)
      var generator = SystemRandomNumberGenerator()
      for index in 0..<4 {
        // Later and later, or a busy machine would never get to the end.
        var kills = 0
        while try await !run(program, "a\(index)", killedAfter: .random(in: 0...(300 + 300 * kills), using: &generator))
        {
          kills += 1
        }
        #expect(try program.bytes("a\(index)/model.safetensors") == program.bytes("whole/model.safetensors"))
        #expect(program.names(in: "a\(index)") == Self.files, "\(kills) kills")
      }
    }

    @Test func anInterruptedRunGoesOn() async throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      let long = Self.recipe + ["--epochs", "1000000", "--checkpoint-every", "1000000", "--output", "a"]
      let process = try program.start(long.filter { $0 != "--quiet" })
      while try !program.printed().output.contains("9/1000000 "), process.isRunning {
        try await Task.sleep(for: .milliseconds(10))
      }
      process.interrupt()
      process.waitUntilExit()
      #expect(process.terminationStatus == 130 && program.names(in: "a") == Self.files)
      let again = try program.start(long.filter { $0 != "--quiet" } + ["--resume"])
      while try !program.printed().output.contains("Resumed from a/checkpoint.safetensors, after "), again.isRunning {
        try await Task.sleep(for: .milliseconds(10))
      }
      again.interrupt()
      again.waitUntilExit()
      #expect(again.terminationStatus == 130)
    }

    @Test func withoutACheckpointARunBeginsAndSaysSo() throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      for (resume, folder, file) in [
        ("--resume --output a", "a", "a/checkpoint.safetensors"), ("--resume b/x", "b/x", "b/x/checkpoint.safetensors"),
        ("--resume c/checkpoint.safetensors", "c", "c/checkpoint.safetensors"),
        ("--resume", "runs/latest", "runs/latest/checkpoint.safetensors"),
      ] {
        let result = try program.shell("mnist train --data images --epochs 1 \(resume)")
        #expect(result.status == 0, "\(result.error)")
        #expect(result.output.contains("No checkpoint \(file) yet: training starts from the beginning."))
        #expect(program.names(in: folder).contains("model.safetensors"), "\(folder)")
      }
      // The last run has no checkpoint: it stays as it is, and another begins.
      let before = try program.bytes("runs/latest/report.html")
      let link = try FileManager.default.destinationOfSymbolicLink(
        atPath: program.folder.appending(path: "runs/latest").path)
      #expect(try program.shell("mnist train --data images --epochs 2 --resume").status == 0)
      #expect(try program.bytes("runs/\(link)/report.html") == before && program.names(in: "runs").count == 3)
    }

    @Test func theLastRunIsResumedInItsFolder() throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      let command = "mnist train --data images --epochs 3 --checkpoint-every 1"
      #expect(try program.shell(command).status == 0)
      let model = try program.bytes("runs/latest/model.safetensors")
      try FileManager.default.removeItem(at: program.folder.appending(path: "runs/latest/model.safetensors"))
      let result = try program.shell("\(command) --resume")
      #expect(result.status == 0 && result.output.contains("Resumed from runs/"), "\(result.output)\(result.error)")
      #expect(try program.bytes("runs/latest/model.safetensors") == model && program.names(in: "runs").count == 2)
      let other = try program.shell("\(command) --resume --batch-size 9")
      #expect(other.status == 1)
      #expect(other.error.hasSuffix("a checkpoint with batch size '64', this run has '9'\n"), "\(other.error)")
    }

    /// The second call finds what the first one left, in a folder that only the first one had to make.
    @Test(arguments: ["fresh", "fresh/", "fresh/checkpoint.safetensors"])
    func theSameCommandGoesOnFromWhatItLeft(path: String) throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      let command = "mnist train --data images --epochs 3 --checkpoint-every 1 --resume \(path)"
      #expect(try program.shell(command).output.contains("No checkpoint fresh/checkpoint.safetensors yet"))
      #expect(try program.shell(command).output.contains("Resumed from fresh/checkpoint.safetensors, after "))
      #expect(program.names() == ["fresh", "images"])
    }

    @Test func aRunThatBeganElsewhereIsAnother() throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      let command = "mnist train --data images --epochs 3 --checkpoint-every 1"
      #expect(try program.shell("\(command) --output a").status == 0)
      for place in ["--output a --resume", "--resume a --output b"] {
        let other = try program.shell("\(command) --initializer zeros \(place)")
        #expect(other.status == 1)
        #expect(
          other.error
            == "mnist: a/config.json says --initializer he-normal, this run has zeros: it would not be the same run, "
            + "which --config a/config.json --resume a/checkpoint.safetensors continues\n")
      }
      // What the folder of the results has says nothing of the checkpoint.
      #expect(try program.shell("\(command) --initializer zeros --output c").status == 0)
      let result = try program.shell("mnist train --data images --epochs 3 --resume a --output c --overwrite")
      #expect(result.status == 0 && result.error == "")
      #expect(try program.bytes("c/model.safetensors") == program.bytes("a/model.safetensors"))
      #expect(!program.names(in: "c").contains("checkpoint.safetensors"))
    }

    /// A run without checkpoints replaced the one that had written it.
    @Test func aCheckpointOfAReplacedRunIsNotResumed() throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      let command = "mnist train --data images --epochs 2 --output a"
      #expect(try program.shell("\(command) --initializer xavier-normal --checkpoint-every 1").status == 0)
      #expect(program.names(in: "a").contains("checkpoint.safetensors"))
      #expect(try program.shell("\(command) --overwrite").status == 0)
      #expect(!program.names(in: "a").contains("checkpoint.safetensors"))
      let model = try program.bytes("a/model.safetensors")
      let again = try program.shell("\(command) --checkpoint-every 1 --resume --overwrite")
      #expect(again.status == 0 && again.output.contains("No checkpoint a/checkpoint.safetensors yet"))
      #expect(try program.bytes("a/model.safetensors") == model)
      // A run that is resumed keeps its own, whether or not it writes more.
      #expect(try program.shell("\(command) --resume").output.contains("Resumed from "))
      #expect(program.names(in: "a").contains("checkpoint.safetensors"))
    }

    @Test func aCheckpointOfAnotherBackendIsRefusedUnlessTold() throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      let command = "mnist train --data images --epochs 3 --checkpoint-every 1 --output a"
      #expect(try program.shell("\(command) --backend swift").status == 0)
      let refused = try program.shell("\(command) --backend reference --resume")
      #expect(refused.status == 1)
      #expect(
        refused.error.hasSuffix("this run has 'reference': its bits would differ, --any-machine resumes it anyway\n"))
      #expect(try program.shell("\(command) --backend reference --resume --any-machine").status == 0)
    }

    @Test func aFolderThatIsRemovedMeanwhileIsMadeAgain() async throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      let process = try program.start(
        Self.recipe.filter { $0 != "--quiet" }
          + ["--epochs", "1000000", "--checkpoint-every", "1", "--output", "a"])
      func wait(_ isReached: () throws -> Bool) async throws {
        while try !isReached(), process.isRunning { try await Task.sleep(for: .milliseconds(10)) }
      }
      for turn in 0..<3 {
        try await wait { program.names(in: "a").contains("checkpoint.safetensors") }
        // At once: a folder that is emptied first may get a file meanwhile.
        try FileManager.default.moveItem(
          at: program.folder.appending(path: "a"), to: program.folder.appending(path: "gone\(turn)"))
      }
      try await wait { program.names(in: "a").contains("checkpoint.safetensors") }
      process.interrupt()
      process.waitUntilExit()
      #expect(process.terminationStatus == 130 && program.names(in: "a").contains("checkpoint.safetensors"))
      #expect(program.names(in: "a").contains("model.safetensors"))
    }

    #if os(Linux)
      /// No file may grow beyond 20 kB in this process: a checkpoint of 13 kB fits, the report does not.
      @Test func resultsThatCannotBeWrittenAreSavedElsewhereAndSoSaid() throws {
        let program = try MNISTProgram()
        try program.writeImages(to: "images")
        let result = try program.shell(
          "ulimit -f 20; mnist train --data images --epochs 2 --hidden 9 --output a --checkpoint-every 1")
        #expect(result.status == 1)
        #expect(
          result.error.hasPrefix(
            "mnist: a/report.html: cannot be written: File too large; the network was saved as ./mnist-"),
          "\(result.error)")
        let name = try #require(program.names().first { $0.hasPrefix("mnist-") })
        #expect(try program.shell("mnist evaluate --data images --load \(name)").status == 0)
        #expect(program.names(in: "a") == ["checkpoint.safetensors", "config.json"])
      }

      @Test func aCheckpointThatCannotBeWrittenLeavesTheLastOneAndTheRunGoesOn() throws {
        let program = try MNISTProgram()
        try program.writeImages(to: "images")
        let command = "mnist train --data images --epochs 3 --checkpoint-every 1 --output a --hidden 9"
        #expect(try program.shell("\(command) --optimizer sgd").status == 0)
        let before = try program.bytes("a/checkpoint.safetensors")
        let result = try program.shell("ulimit -f 4; \(command) --optimizer adam --overwrite")
        #expect(result.status == 1)
        let problem = "a/checkpoint.safetensors: cannot be written: File too large; the run continues\n"
        #expect(result.error.hasPrefix("mnist: no checkpoint after step 1: \(problem)mnist: "), "\(result.error)")
        #expect(result.error.hasSuffix("the network could not be saved elsewhere either\n"), "\(result.error)")
        #expect(result.error.split(separator: "\n").count == 2)
        #expect(try program.bytes("a/checkpoint.safetensors") == before && program.names(in: "a") == Self.files)
      }
    #endif
  }
}
