import ArgumentParser
import LinearAlgebra

/// `mnist info`: the backend and CPU, and which images there are.
struct Info: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Shows the backend and CPU of this machine and, with --data, which images there are.",
    discussion: """
        mnist info
        mnist info --data
        mnist info --data data/mnist
      """)

  @Option(
    defaultAsFlag: "auto",
    help: ArgumentHelp(
      "Describe the images, too: auto ($MNIST_DIR, then data/mnist, then the embedded subset), embedded, or a folder.",
      valueName: "data"),
    completion: .directory)
  var data: String?

  @OptionGroup var compute: ComputeOptions

  func run() throws {
    var lines = Info.facts(try compute.configuration).map { name, value in name.padded(to: 16) + value }
    if let shortcoming = OpenBLASLibrary.loaded?.shortcoming { lines += ["", shortcoming + "."] }
    if let data { lines += try [""] + DataChoice(data).lines(TerminalStyle.current) }
    Output.print(lines.joined(separator: "\n"))
  }

  private static func facts(_ configuration: ComputeConfiguration) -> [(String, String)] {
    let library = OpenBLASLibrary.loaded
    #if arch(x86_64)
      let built = InstructionSet.allCases
    #else
      let built = [InstructionSet.baseline]
    #endif
    func names(_ sets: [InstructionSet]) -> String { sets.map(\.rawValue).joined(separator: ", ") }
    return [
      ("backend", configuration.backend.name),
      ("OpenBLAS", library.map { "\($0.version), core \($0.core)" } ?? "not in this build"),
      ("kernels built", names(built)),
      ("this CPU runs", names(InstructionSet.available)),
      ("kernels chosen", configuration.instructionSet.rawValue),
      ("threads", "\(configuration.threads)"),
      ("CPUs", "\(Processors.available)"),
      ("build", ComputeConfiguration.isDebugBuild ? "debug" : "release"),
    ]
  }
}
