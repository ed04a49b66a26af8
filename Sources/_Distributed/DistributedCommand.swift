import ArgumentParser

/// Checks under a launcher of MPI: `.ci/distributed`.
@main
struct DistributedCommand: ParsableCommand {
  #if MPI && os(Linux)
    static let configuration = CommandConfiguration(
      commandName: "distributed", abstract: "Checks the processes that train together; started by mpirun.",
      subcommands: [Messages.self, Measure.self, End.self, Misuse.self])
  #else
    static let configuration = CommandConfiguration(commandName: "distributed")

    func run() throws { throw ValidationError("built without the trait MPI") }
  #endif
}
