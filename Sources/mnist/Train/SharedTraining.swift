import ArgumentParser
import Foundation
import NeuralNetwork
import TensorFiles

#if MPI && os(Linux)
  import DistributedTraining
#endif

/// The processes that a launcher such as `mpirun` started to train together.
struct SharedTraining {
  /// Nil where this process is alone.
  let group: (any ProcessGroup)?
  /// How many threads each has by default; nil where this process is alone.
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

  /// Runs `body`, which may fail in some of the processes; then it fails in all. The first process says its reason; if it
  /// has none, the others say theirs.
  func agree<Success>(_ body: () throws -> Success) throws -> Success {
    guard let group, group.count > 1 else { return try body() }
    let result = Result(catching: body)
    var problem: (any Error)?
    if case .failure(let error) = result { problem = error }
    let failed = group.gather([problem == nil ? 0 : 1])
    if !failed.contains(1) { return try result.get() }
    if let problem {
      if group.rank == 0 { throw problem }
      if failed[0] == 0 { Output.tell("mnist: rank \(group.rank): \(printable("\(problem)", limit: 10_000))") }
    }
    throw ExitCode(EXIT_FAILURE)
  }

  /// Leaves the others, all of which do the same: with results, or where something failed in all.
  func finish() {
    #if MPI && os(Linux)
      (group as? MPIProcesses)?.finish()
    #endif
  }

  /// The largest of the numbers that the processes give.
  func largest(_ number: Int32) -> Int32 {
    group.map { $0.gather([Double(number)]).max().map { Int32($0) } ?? number } ?? number
  }

  /// What the first process finds.
  func first(_ question: () -> Bool) -> Bool { group.map { $0.gather([question() ? 1 : 0])[0] == 1 } ?? question() }

  #if !(MPI && os(Linux))
    /// How many processes a launcher of MPI has started, as far as the environment tells.
    private static var launched: Int? {
      let environment = ProcessInfo.processInfo.environment
      // Slurm's `srun` by PMIx gives a rank alone.
      let bySlurm = environment["PMIX_RANK"] != nil ? ["SLURM_STEP_NUM_TASKS", "SLURM_NTASKS"] : []
      let names = ["OMPI_COMM_WORLD_SIZE", "PMI_SIZE"] + bySlurm
      return names.lazy.compactMap { environment[$0].flatMap { Int($0) } }.first
    }
  #endif
}
