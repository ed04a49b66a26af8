import ArgumentParser
import Foundation
import TensorFiles

@main
struct MNISTCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mnist",
    abstract: "Trains a dense neural network on handwritten digits, and tells what it learned.",
    discussion: """
      'mnist train' runs the original recipe: 784-128-10, ReLU and softmax, He initialization, mini-batches of 64, \
      learning rate 0.01, 20 epochs. The other commands look at what came of it:

        mnist train --epochs 5
        mnist evaluate --load runs/latest/model.safetensors
        mnist predict --load runs/latest/model.safetensors --index 7
        mnist info --data

      'mnist help train' and the like explain each of them.
      """,
    version: "0.1.0",
    subcommands: [Train.self, Evaluate.self, Predict.self, Info.self])

  /// Runs the command; an error becomes one sentence on standard error and a non-zero exit.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
      try requireOutput()
    } catch {
      let code = exitCode(for: error)
      // Help and version are errors to the parser, and interruption has nothing left to say.
      if code.isSuccess || error is ExitCode { exit(withError: error) }
      let isUsage = code == .validationFailure
      printToStandardError("mnist: \(printable(message(for: error)))" + (isUsage ? "; see 'mnist --help'" : ""))
      exit(withError: code)
    }
  }

  /// Throws where standard output did not take everything. A reader that left early (`mnist info | head`) is no failure.
  private static func requireOutput() throws {
    var status = stat()
    let isFile = unsafe fstat(STDOUT_FILENO, &status) == 0 && status.st_mode & S_IFMT != S_IFIFO
    // What could not be written stays in the buffer, so that this last attempt fails too.
    if fflush(nil) != 0 && isFile {
      throw CommandError("standard output cannot be written: is the disk full?")
    }
  }
}

/// What a user has to mend, in one sentence.
struct CommandError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
