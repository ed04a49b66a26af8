import ArgumentParser
import Foundation
import LinearAlgebra

/// The executable: one subcommand for each kind of work.
@main
struct BenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark", abstract: "Measures swift-dense against OpenBLAS and plain loops.",
    subcommands: [
      OverviewCommand.self, GEMMCommand.self, LayersCommand.self, EpochCommand.self, PredictCommand.self,
      ScalingCommand.self, DecompositionsCommand.self, PeerCommand.self,
    ], defaultSubcommand: OverviewCommand.self)

  /// Runs the command; a table that standard output did not take is a failure.
  static func main() {
    do {
      var command = try parseAsRoot()
      try command.run()
      // What could not be written stays in the buffer, so that this last attempt fails too.
      if fflush(nil) != 0 { throw Refusal("standard output cannot be written: is the disk full?") }
    } catch {
      exit(withError: error)
    }
  }

  /// Stops the command where its figures would mean nothing.
  static func requireMeasurableBuild() throws {
    #if DEBUG
      throw Refusal("a debug build measures nothing: run 'make benchmark', or build with '-c release'.")
    #endif
  }
}
