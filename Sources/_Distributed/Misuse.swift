#if MPI && os(Linux)
  import ArgumentParser
  import DistributedTraining
  import Foundation
  import NeuralNetwork

  /// What the documentation forbids, each of which stops the program with a sentence.
  struct Misuse: ParsableCommand {
    enum Kind: String, ExpressibleByArgument, CaseIterable {
      case twice, deadline, thread, beginning, released, underway, finished
    }

    static let configuration = CommandConfiguration(abstract: "Calls that trap, by one process or two.")

    @Argument(help: "One of: \(Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
    var kind: Kind

    func run() throws {
      let group = try MPIProcesses.start(deadline: kind == .deadline ? .zero : .seconds(20))
      func exchange() -> OwnedExchange {
        OwnedExchange(group, [(.receive, 1 - group.rank, Bytes(8)), (.send, 1 - group.rank, Bytes(8))])
      }
      switch kind {
      case .twice: _ = try MPIProcesses.start()
      case .deadline: break
      case .thread: onThread { _ = group.gather([1]) }
      case .beginning:
        let begun = exchange()
        begun.begin()
        begun.begin()
      case .released: exchange().begin()
      case .underway:
        let begun = exchange()
        begun.begin()
        group.finish()
        begun.finish()
      case .finished:
        group.finish()
        _ = group.gather([1])
      }
    }
  }

  /// Calls `body` on another thread and waits for it.
  func onThread(_ body: @escaping () -> Void) {
    let done = DispatchSemaphore(value: 0)
    nonisolated(unsafe) let body = body
    Thread.detachNewThread {
      // The caller waits: nothing of it is used by both at a time.
      unsafe body()
      done.signal()
    }
    done.wait()
  }
#endif
