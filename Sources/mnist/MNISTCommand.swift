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
    Output.prepare()
    // Help begins in column 28: the parser traps where a line has fewer. The strings are copied.
    unsafe setenv("COLUMNS", String(max(TerminalStyle.current.columns, 40)), 1)
    do {
      var command = try parseAsRoot()
      try command.run()
      Output.exit(EXIT_SUCCESS)
    } catch {
      let code = exitCode(for: error)
      if code.isSuccess {
        // Help, version and completion scripts are errors to the parser.
        Output.print(fullMessage(for: error))
      } else if !(error is ExitCode) {
        let hint = code == .validationFailure ? "; see 'mnist --help'" : ""
        Output.tell("mnist: \(printable(message(for: error)))" + hint)
      }
      Output.exit(code.rawValue)
    }
  }
}

/// What a user has to mend, in one sentence.
struct CommandError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}
