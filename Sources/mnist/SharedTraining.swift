import ArgumentParser
import Foundation
import LinearAlgebra
import NeuralNetwork
import TensorFiles

#if MPI && os(Linux)
  import DistributedTraining
#endif

/// The processes that a launcher such as `mpirun` started to train together.
struct SharedTraining {
  /// Nil where this process is alone.
  let group: (any ProcessGroup)?
  /// How many threads each has where nobody says it; nil where this process is alone.
  let threads: Int?

  /// Whether this process reports and writes.
  var isFirst: Bool { (group?.rank ?? 0) == 0 }
  /// How many there are.
  var count: Int { group?.count ?? 1 }

  /// Joins the other processes, where a launcher has started this one.
  init(deadline: Double) throws {
    #if MPI && os(Linux)
      if MPIProcesses.isLaunched {
        let processes = try MPIProcesses.start(deadline: .seconds(deadline))
        (group, threads) = (processes, processes.threadsPerProcess)
        Output.isMuted = processes.rank > 0
        return
      }
    #else
      if let count = Self.launched, count > 1 {
        throw CommandError(
          "\(count) processes were started to train together, but mnist was built without MPI: each would train alone. "
            + "Build it with 'make build MPI=1', then start .build-mpi/release/mnist")
      }
    #endif
    (group, threads) = (nil, nil)
  }

  /// Does what may fail in some of the processes alone: where it does, all end, and those where it failed say why.
  func agree<Result>(_ body: () throws -> Result) throws -> Result {
    guard let group else { return try body() }
    return try group.agree { () throws(any Error) in
      do { return try body() } catch {
        if group.rank > 0 { Output.tell("mnist: rank \(group.rank): \(error)") }
        throw error
      }
    } other: { _ in
      ExitCode(EXIT_FAILURE)
    }
  }

  /// What the first process finds.
  func first(_ question: () -> Bool) -> Bool { group.map { $0.gather([question() ? 1 : 0])[0] == 1 } ?? question() }

  /// Whether a launcher has started this process after another, which has the same arguments and complains of them.
  static var isFollower: Bool { number(["OMPI_COMM_WORLD_RANK", "PMI_RANK", "PMIX_RANK"]) ?? 0 > 0 }

  /// How many processes a launcher has started.
  private static var launched: Int? { number(["OMPI_COMM_WORLD_SIZE", "PMI_SIZE"]) }

  /// The first of these variables of the environment that is a number.
  private static func number(_ names: [String]) -> Int? {
    let environment = ProcessInfo.processInfo.environment
    return names.lazy.compactMap { environment[$0].flatMap { Int($0) } }.first
  }
}
