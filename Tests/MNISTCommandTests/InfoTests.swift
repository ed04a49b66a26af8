import Foundation
import LinearAlgebra
import NeuralNetwork
import Testing

extension CommandTests {
  /// `mnist info`, help, version and completion scripts.
  @Suite struct InfoTests {
    @Test func itTellsWhatComputes() throws {
      let program = try MNISTProgram()
      let result = try program.run("info", "--backend", "swift-baseline", "--threads", "3")
      #expect(result.status == 0 && result.error == "")
      for line in ["backend         swift", "kernels chosen  baseline", "threads         3"] {
        #expect(result.output.contains("\(line)\n"), "\(result.output)")
      }
      #expect(result.output.contains("OpenBLAS        not in this build") != hasOpenBLAS)
      let bad = try program.run("info", environment: ["DENSE_THREADS": "none"])
      #expect(bad.status == 1 && bad.error.hasPrefix("mnist: DENSE_THREADS=none is not available here"))
      let replaced = try program.run("info", "--threads", "3", environment: ["DENSE_THREADS": "none"])
      #expect(replaced.status == 0 && replaced.output.contains("threads         3\n"), "\(replaced.error)")
      let trained = try program.run(
        "train", "--data", "embedded", "--epochs", "1", "--hidden", "4", "--threads", "1", "--initializer",
        "orthogonal",
        environment: ["DENSE_THREADS": "none"])
      #expect(trained.status == 0, "\(trained.error)")
    }

    #if arch(x86_64)
      /// A core from before AVX2, which an OpenBLAS takes that does not know the CPU, is named with what helps.
      @Test(.enabled(if: hasOpenBLAS && InstructionSet.best > .baseline))
      func anOpenBLASThatDoesNotUseTheCPUIsNotTheDefault() throws {
        let program = try MNISTProgram()
        let old = ["OPENBLAS_CORETYPE": "Prescott"]
        let info = try program.run("info", environment: old)
        #expect(info.status == 0 && info.output.contains("backend         swift\n"))
        let text = info.output.replacing("\n", with: " ")
        #expect(text.contains("computes with its core Prescott (baseline) though this CPU runs"), "\(info.output)")
        #expect(text.contains("OPENBLAS_CORETYPE=Prescott asks for that core"))
        let asked = try program.run("info", "--backend", "openblas", environment: old)
        #expect(asked.output.contains("backend         openblas\n") && asked.output.contains("core Prescott"))
        let training = try program.run("train", "--epochs", "1", "--hidden", "4", environment: old)
        #expect(training.output.contains("784-4-10, swift, "), "\(training.output)")
        #expect(training.output.contains("so swift computes by default"))
      }
    #endif

    /// With the baseline no OpenBLAS falls short of the CPU, which would be said in a sentence of any length.
    @Test(arguments: [["--data"], ["--data=embedded"], ["--data", "auto"]])
    func itDescribesTheEmbeddedImages(flags: [String]) throws {
      let program = try MNISTProgram()
      let process = try program.start(
        ["info"] + flags, environment: ["COLUMNS": "80", "DENSE_INSTRUCTION_SET": "baseline"])
      process.waitUntilExit()
      let output = try program.printed().output
      #expect(process.terminationStatus == 0 && output.contains("4,000 to train on, 1,000 to test with"))
      #expect(output.contains("checksums  none: the images are part of this program"))
      #expect(output.contains("    9       400    100"))
      #expect(output.split(separator: "\n").allSatisfy { $0.count <= 80 }, "\(output)")
    }

    @Test func aFolderIsDescribedAndItsChecksumsAreNotMNIST() throws {
      let program = try MNISTProgram()
      try program.writeImages(to: "my images")
      let result = try program.run("info", "--data", "my images")
      #expect(result.status == 0 && result.output.contains("40 to train on, 20 to test with"))
      #expect(result.output.contains("12x11") && result.output.contains("checksums  another data set than MNIST"))
      #expect(try program.run("info", "--data", "nowhere").error.hasPrefix("mnist: nowhere: no such folder"))
    }

    @Test(arguments: ["train", "evaluate", "predict", "info"]) func helpTeachesByExample(command: String) throws {
      let program = try MNISTProgram()
      let result = try program.run("help", command)
      #expect(result.status == 0 && result.error == "")
      #expect(result.output.contains("\n  mnist \(command)") && result.output.contains("USAGE: mnist \(command)"))
      #expect(try program.run("--help").output.contains("\n  \(command) "))
    }

    @Test(arguments: ["bash", "zsh", "fish"]) func everyShellHasACompletionScript(shell: String) throws {
      let program = try MNISTProgram()
      let result = try program.run("--generate-completion-script", shell)
      #expect(
        result.status == 0 && result.output.contains("he-normal") && result.output.contains("leaky-relu")
          && result.output.contains("safetensors"))
    }

    @Test func theVersionIsThePackages() throws {
      let program = try MNISTProgram()
      #expect(try program.run("--version").output == packageVersion + "\n")
    }
  }
}
