import Foundation
import Testing

extension CommandTests {
  /// Runs that meet in one folder, and what becomes of it.
  @Suite struct RunFolderTests {
    static let files: Set<String> = ["config.json", "metrics.json", "model.safetensors", "report.html"]

    /// A run into the folder `a` of `program` that ends when it is told to.
    func endless(_ program: borrowing MNISTProgram) async throws -> Process {
      try program.writeImages(to: "images")
      let process = try program.start(["train", "--data", "images", "--epochs", "1000000", "--output", "a"])
      while try !program.printed().output.contains("1/1000000 "), process.isRunning {
        try await Task.sleep(for: .milliseconds(10))
      }
      return process
    }

    @Test func aRunIntoTheFolderOfAnotherEndsBeforeItTrains() async throws {
      let program = try MNISTProgram()
      let other = try MNISTProgram()
      let first = try await endless(program)
      try other.writeImages(to: "images")
      let folder = program.folder.appending(path: "a").path
      for output in [folder, folder + "/.", program.folder.path + "/./a"] {
        let second = try other.run("train", "--data", "images", "--output", output, "--quiet")
        #expect(second.status == 1 && second.output == "")
        #expect(
          second.error
            == "mnist: another run writes into the folder \(output): wait for it, or name another folder\n")
      }
      #expect(first.isRunning && program.names(in: "a").isEmpty)
      first.interrupt()
      first.waitUntilExit()
      #expect(first.terminationStatus == 130 && program.names(in: "a") == Self.files)
      let third = ["train", "--data", "images", "--epochs", "1", "--output", folder]
      #expect(try other.result(other.start(third + ["--overwrite"])).status == 0)
    }

    @Test(arguments: ["", "--resume ", "--load a/model.safetensors "])
    func theModelOfAnotherRunStaysUnlessTold(option: String) throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      let command = "mnist train --data images --epochs 1"
      #expect(try program.shell("\(command) --output b").status == 0)
      #expect(try program.shell("\(command) --output a --checkpoint-every 1").status == 0)
      let before = try program.bytes("b/model.safetensors")
      let again = "\(command) --seed 7 --output b \(option == "--resume " ? "--resume a --any-machine" : option)"
      let refused = try program.shell(again)
      #expect(refused.status == 1 && refused.output.split(separator: "\n").count <= 2)
      #expect(
        refused.error
          == "mnist: the folder b has the model.safetensors of another run: name another folder, or say --overwrite to "
          + "replace it\n")
      #expect(try program.bytes("b/model.safetensors") == before)
      if option == "--resume " { return }
      #expect(try program.shell("\(again) --overwrite").status == 0)
      #expect(try program.bytes("b/model.safetensors") != before)
    }

    @Test func aCheckpointOfAnotherRunStaysUnlessTold() throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      let command = "mnist train --data images --epochs 1 --checkpoint-every 1 --output a"
      #expect(try program.shell(command).status == 0)
      try FileManager.default.removeItem(at: program.folder.appending(path: "a/model.safetensors"))
      #expect(
        try program.shell(command).error.hasPrefix("mnist: the folder a has the checkpoint.safetensors of another"))
      #expect(try program.shell("\(command) --overwrite").status == 0)
      // The folder that --resume names is the run's, too.
      let resumed = "rm -f a/checkpoint.safetensors; mnist train --data images --epochs 1 --resume a"
      #expect(try program.shell(resumed).error.contains("has the model.safetensors of another run"))
      #expect(try program.shell("\(resumed) --overwrite").status == 0)
      let alone = try program.shell("mnist train --data images --epochs 1 --overwrite")
      #expect(alone.status == 1 && alone.error.hasPrefix("mnist: --overwrite without --output"))
    }

    @Test(arguments: [(SIGINT, 130), (SIGTERM, 143), (SIGHUP, 129)] as [(Int32, Int32)])
    func theStatusOfAStoppedRunNamesTheSignal(signal: Int32, status: Int32) async throws {
      let program = try MNISTProgram()
      let run = try await endless(program)
      kill(run.processIdentifier, signal)
      run.waitUntilExit()
      #expect(run.terminationStatus == status && program.names(in: "a") == Self.files)
    }

    @Test func aLinkThatIsMovedDoesNotMoveTheRun() async throws {
      let program = try MNISTProgram()
      let files = FileManager.default
      let link = program.folder.appending(path: "a").path
      for name in ["own", "other"] {
        try files.createDirectory(at: program.folder.appending(path: name), withIntermediateDirectories: false)
      }
      try files.createSymbolicLink(atPath: link, withDestinationPath: "own")
      let run = try await endless(program)
      try files.removeItem(atPath: link)
      try files.createSymbolicLink(atPath: link, withDestinationPath: "other")
      run.interrupt()
      run.waitUntilExit()
      #expect(run.terminationStatus == 130)
      #expect(program.names(in: "own") == Self.files && program.names(in: "other").isEmpty)
    }

    @Test func filesOfAFolderThatTookTheRunsPlaceStay() async throws {
      let program = try MNISTProgram()
      let files = FileManager.default
      let run = try await endless(program)
      try files.moveItem(at: program.folder.appending(path: "a"), to: program.folder.appending(path: "moved"))
      try files.createDirectory(at: program.folder.appending(path: "a"), withIntermediateDirectories: false)
      try Data("other".utf8).write(to: program.folder.appending(path: "a/metrics.json"))
      run.interrupt()
      run.waitUntilExit()
      let error = try program.printed().error
      #expect(run.terminationStatus == 1 && error.contains("the folder a was replaced during the run"), "\(error)")
      #expect(program.names(in: "a") == ["metrics.json"])
    }

    @Test func theFolderOfAKilledRunIsFreeAndItsRestIsRemoved() async throws {
      let program = try MNISTProgram()
      let first = try await endless(program)
      kill(first.processIdentifier, SIGKILL)
      first.waitUntilExit()
      // As if it had been killed while it wrote.
      try Data("half".utf8).write(to: program.folder.appending(path: "a/.writing-00c0ffee00c0ffee"))
      let second = try program.run("train", "--data", "images", "--epochs", "1", "--output", "a")
      #expect(second.status == 0 && second.error == "" && program.names(in: "a") == Self.files)
    }

    @Test func aFileInPlaceOfTheLinkToTheLatestRunStays() throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      let runs = program.folder.appending(path: "runs")
      try FileManager.default.createDirectory(at: runs, withIntermediateDirectories: false)
      try Data("mine".utf8).write(to: runs.appending(path: "latest"))
      let result = try program.shell("mnist train --data images --epochs 1")
      #expect(result.status == 0 && result.error.contains("mnist: runs/latest is not a link and was left as it is\n"))
      #expect(try program.bytes("runs/latest") == Data("mine".utf8) && program.names(in: "runs").count == 2)
    }

    @Test func aFolderThatIsRemovedMeanwhileIsMadeAgain() async throws {
      let program = try MNISTProgram()
      let process = try await endless(program)
      try FileManager.default.removeItem(at: program.folder.appending(path: "a"))
      process.interrupt()
      process.waitUntilExit()
      #expect(process.terminationStatus == 130 && program.names(in: "a") == Self.files)
    }
  }
}
