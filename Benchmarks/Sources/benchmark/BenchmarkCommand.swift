import ArgumentParser
import LinearAlgebra

/// The executable: one subcommand for each kind of work.
@main
struct BenchmarkCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "benchmark", abstract: "Measures swift-dense against OpenBLAS and plain loops.",
    subcommands: [
      OverviewCommand.self, GEMMCommand.self, LayersCommand.self, EpochCommand.self, PredictCommand.self,
      ScalingCommand.self, PeerCommand.self,
    ] + decompositions, defaultSubcommand: OverviewCommand.self)

  /// What needs LAPACK.
  private static var decompositions: [any ParsableCommand.Type] {
    #if OpenBLAS && os(Linux)
      [DecompositionsCommand.self]
    #else
      []
    #endif
  }

  /// Stops the command where its figures would mean nothing.
  static func requireMeasurableBuild() throws {
    if ComputeConfiguration.isDebugBuild {
      throw Refusal("a debug build measures nothing: run 'make benchmark', or build with '-c release'.")
    }
  }
}
