#if MPI && os(Linux)
  import ArgumentParser
  import DistributedTraining
  import Glibc
  import LinearAlgebra
  import NeuralNetwork

  /// Lets one process end in the middle of what all do, in one of many ways.
  struct End: ParsableCommand {
    enum Way: String, ExpressibleByArgument, CaseIterable {
      /// All go on to the last step, and nobody calls `finish`.
      case normal
      case kill, stop, terminate, trap, exit, fail
      /// The process goes on, and sends nothing.
      case hang
      /// The process sends nothing for 4 s, and goes on.
      case late
      /// The process ends in order, while the others have steps left.
      case leave
    }

    static let configuration = CommandConfiguration(abstract: "How the others end when one does.")

    @Option(help: "One of: \(Way.allCases.map(\.rawValue).joined(separator: ", ")).")
    var way = Way.normal
    @Option(help: "The process that ends.")
    var rank = 1
    @Option(help: "The step in which it does.")
    var step = 57
    @Option(help: "In seconds.")
    var deadline = 20.0
    @Flag(help: "Handle SIGTERM, as a program does that saves its work.")
    var handlesTermination = false

    func run() throws {
      if handlesTermination { signal(SIGTERM) { _ in } }
      let group = try MPIProcesses.start(deadline: .seconds(deadline))
      let exchange = OwnedExchange(
        group, [(.receive, group.previous, Bytes(64 << 10)), (.send, group.next, Bytes(64 << 10))])
      for number in 0..<150 {
        group.begin(step: number)
        if group.rank == rank && number == step { try end(group) }
        exchange.begin()
        usleep(500)
        exchange.finish()
      }
    }

    private func end(_ group: MPIProcesses) throws {
      switch way {
      case .normal: break
      case .kill: raise(SIGKILL)
      case .stop: raise(SIGSTOP)
      case .terminate:
        raise(SIGTERM)
        sleep(60)
      case .trap: LinearAlgebra.trap("a trap")
      case .exit: throw ExitCode(3)
      case .fail: group.fail("the loss is not a number")
      case .hang: sleep(60)
      case .late: usleep(4_000_000)
      case .leave: throw ExitCode.success
      }
    }
  }
#endif
