import Foundation
import NeuralNetwork
import Testing

extension CommandTests {
  /// Standard output and standard error that are closed, full or left by their reader.
  @Suite struct OutputTests {
    static let commands = [
      "evaluate --data images --load small --json", "evaluate --data images --load small",
      "predict --data images --load small --index 3", "info", "train --data images --epochs 1 --output a --overwrite",
      "train --data images --initializer all --epochs 1", "--help", "help train", "--version",
      "--generate-completion-script bash",
    ]

    /// Where a write to it fails at once: closed, and on Linux a device that is always full.
    static let refusals: [(String, String)] =
      [("&-", "Bad file descriptor")]
      + (FileManager.default.fileExists(atPath: "/dev/full") ? [("/dev/full", "No space left on device")] : [])

    /// The program, with images and a network for them.
    func prepared() throws -> MNISTProgram {
      let program = try MNISTProgram()
      try program.writeImages(to: "images")
      try program.saveNetwork(inputs: 132, outputs: 10, to: "small")
      return program
    }

    @Test(arguments: commands, refusals)
    func aLostResultIsAFailureWithOneSentence(command: String, refusal: (String, String)) throws {
      let program = try prepared()
      let result = try program.shell("mnist \(command) >\(refusal.0)")
      let lines = result.error.split(separator: "\n").filter { !$0.hasPrefix("Data: ") }
      #expect(result.status == 1)
      #expect(lines == ["mnist: standard output cannot be written: \(refusal.1)"])
    }

    @Test(arguments: refusals)
    func standardErrorThatIsLostChangesNothingElse(refusal: (String, String)) throws {
      let program = try prepared()
      for command in Self.commands {
        let whole = try program.shell("mnist \(command)")
        let result = try program.shell("mnist \(command) 2>\(refusal.0)")
        #expect(result.status == 0 && result.error == "", "\(command): \(result.status)")
        if !command.hasPrefix("train") { #expect(result.output == whole.output, "\(command)") }
      }
      for mistake in ["--bogus", "evaluate --load nowhere", "train --epochs 0"] {
        let result = try program.shell("mnist \(mistake)")
        let silent = try program.shell("mnist \(mistake) 2>\(refusal.0)")
        #expect(silent.status == result.status && result.status != 0 && silent.output == "", "\(mistake)")
      }
    }

    /// The descriptor of a closed stream is the next that a file gets.
    @Test func closedStreamsNeverReachTheFiles() throws {
      let program = try prepared()
      let images = try program.bytes("images/train-images-idx3-ubyte")
      let open = try program.shell("mnist train --data images --epochs 2 --output a")
      let closed = try program.shell("mnist train --data images --epochs 2 --output b <&- >&- 2>&-")
      #expect(open.status == 0 && closed.status == 1)
      #expect(try program.bytes("images/train-images-idx3-ubyte") == images)
      #expect(try program.bytes("a/model.safetensors") == program.bytes("b/model.safetensors"))
      #expect(program.names(in: "b") == ["config.json", "metrics.json", "model.safetensors", "report.html"])
      let input = try program.shell("mnist predict --load small - <&-")
      #expect(
        input.status == 1 && input.error == "mnist: standard input, byte 0: cannot be read: Bad file descriptor\n")
    }

    /// 141 is what a shell shows of a program that SIGPIPE ended.
    @Test(arguments: commands) func aReaderThatLeftEarlyIsStatus141AndNoWord(command: String) throws {
      let program = try prepared()
      // The reader has ended when the program starts.
      let result = try program.shell("{ sleep 0.2; mnist \(command); echo $? >status; } | true")
      let words = result.error.split(separator: "\n").filter { !$0.hasPrefix("Data: ") }
      #expect(try program.bytes("status") == Data("141\n".utf8) && words.isEmpty, "\(result.error)")
      if command.contains("--output") {
        #expect(program.names(in: "a") == ["config.json", "metrics.json", "model.safetensors", "report.html"])
      }
    }

    /// Another program on the same terminal or pipe may have left it non-blocking.
    @Test func aPipeThatIsFullForNowIsWaitedFor() throws {
      let program = try prepared()
      let path = program.folder.appending(path: "pipe").path
      // The string is a null-terminated copy for the time of the calls.
      #expect(unsafe mkfifo(path, 0o600) == 0)
      let pipe = FileHandle(fileDescriptor: unsafe open(path, O_RDWR | O_NONBLOCK | O_CLOEXEC), closeOnDealloc: true)
      let process = Process()
      process.executableURL = MNISTProgram.executable
      process.arguments = ["train", "--data", "images", "--epochs", "3000", "--output", "a"]
      process.currentDirectoryURL = program.folder
      process.standardOutput = pipe
      try process.run()
      // The lines of 3,000 epochs are several times what a pipe holds, 64 KiB.
      var waiting: Int32 = 0
      for _ in 0..<500 where waiting < 60_000 && process.isRunning {
        Thread.sleep(forTimeInterval: 0.01)
        // `waiting` outlives the call.
        _ = unsafe ioctl(pipe.fileDescriptor, UInt(FIONREAD), &waiting)
      }
      Thread.sleep(forTimeInterval: 0.2)
      var output = [UInt8]()
      var chunk = [UInt8](repeating: 0, count: 4096)
      while true {
        let wasRunning = process.isRunning
        // `read` writes at most the buffer's size.
        let got = unsafe chunk.withUnsafeMutableBytes { unsafe read(pipe.fileDescriptor, $0.baseAddress, $0.count) }
        if got > 0 {
          output += chunk[..<got]
        } else if wasRunning {
          Thread.sleep(forTimeInterval: 0.001)
        } else {
          break
        }
      }
      #expect(process.terminationReason == .exit && process.terminationStatus == 0)
      let lines = String(decoding: output, as: UTF8.self).split(separator: "\n")
      #expect(lines.filter { $0.hasPrefix("epoch ") && $0.hasSuffix(" s") }.count == 3000)
    }

    @Test func aLimitOnTheSizeOfFilesIsOneSentence() throws {
      let program = try prepared()
      let model = try program.shell("ulimit -f 1; mnist train --data images --epochs 1 --output a --quiet")
      #expect(
        model.status == 1
          && model.error == "mnist: a/model.safetensors: cannot be written: File too large; "
            + "the network could not be saved elsewhere either\n"
      )
      #expect(program.names() == ["images", "small"])
      let output = try program.shell("ulimit -f 1; mnist --help >help")
      #expect(output.status == 1 && output.error == "mnist: standard output cannot be written: File too large\n")
    }

    @Test(arguments: ["0", "-5", "1", "9223372036854775807", "wide"])
    func anyNumberOfColumnsShowsHelpAndTables(columns: String) throws {
      let program = try prepared()
      for command in ["--help", "info --data images", "predict --data images --load small --index 3"] {
        let result = try program.shell("mnist \(command)", environment: ["COLUMNS": columns])
        #expect(result.status == 0 && result.error == "" && result.output.count > 200, "\(command): \(result.error)")
      }
      #expect(try program.shell("mnist --help", environment: ["COLUMNS": columns]).output.contains("--version"))
    }
  }
}
