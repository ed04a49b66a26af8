import ArgumentParser
import Foundation
import NeuralNetwork
import TensorFiles

@main
struct MNISTCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "mnist",
    abstract: "Trains a dense neural network on handwritten digits, evaluates it and uses it.",
    discussion: """
      'mnist train' runs the original recipe: 784-128-10, ReLU and softmax, He initialization, mini-batches of 64, \
      learning rate 0.01, 20 epochs. The other commands use the trained network:

        mnist train --epochs 5
        mnist evaluate --load runs/latest/model.safetensors
        mnist predict --load runs/latest/model.safetensors --index 7
        mnist page --load runs/latest/model.safetensors
        mnist info --data

      'mnist help train' and the like explain each of them.
      """,
    version: packageVersion,
    subcommands: [Train.self, Evaluate.self, Predict.self, Export.self, Page.self, Info.self])

  /// Runs the command; an error becomes one sentence on standard error and a non-zero exit.
  static func main() {
    Output.prepare()
    // Help texts begin in column 28, and the parser traps if a line has fewer. The strings are copied.
    unsafe setenv("COLUMNS", String(max(TerminalStyle.current.columns, 40)), 1)
    do {
      if arguments.first == "help", let unknownCommand { throw ValidationError(unknownCommand) }
      var command = try parseAsRoot()
      try command.run()
      Output.exit(EXIT_SUCCESS)
    } catch {
      let code = exitCode(for: error)
      if code.isSuccess {
        // Help, version and completion scripts are errors to the parser.
        Output.print(fullMessage(for: error))
      } else if !(error is ExitCode) {
        // A sentence may name several paths, and what matters may be its end.
        let text = message(for: error)
        // The parser's own sentences may have several lines.
        let line = code == .validationFailure ? text.replacing("\n", with: " ") : text
        let complaint = printable(unknownCommand ?? line, limit: 10_000)
        Output.tell("mnist: " + (code == .validationFailure ? withHint(complaint) : complaint))
      }
      Output.exit(code.rawValue)
    }
  }
}

extension MNISTCommand {
  private static var arguments: ArraySlice<String> { CommandLine.arguments.dropFirst() }
  private static var commandNames: [String] { configuration.subcommands.map { $0._commandName } }

  /// The problem with a first argument, or with one after `help`, that is not a command; nil if it is one, or an option.
  private static var unknownCommand: String? {
    let words = arguments.first == "help" ? arguments.dropFirst() : arguments
    guard let name = words.first, !name.hasPrefix("-"), name != "help", !commandNames.contains(name) else { return nil }
    return "there is no command '\(name)': there are \(commandNames.joined(separator: ", "))"
  }

  /// The message, with a hint to the help.
  private static func withHint(_ complaint: String) -> String {
    let command = arguments.first.flatMap { commandNames.contains($0) ? "mnist \($0)" : nil } ?? "mnist"
    return complaint + (complaint.hasSuffix("?") ? " See" : "; see") + " '\(command) --help'"
  }
}
