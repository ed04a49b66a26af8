import ArgumentParser
import LinearAlgebra
import MNISTData

/// This package as a participant of `make compare`: a request a line on standard input, an answer in JSON a line on
/// standard output. `Peers/README.md` tells the requests.
struct PeerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "peer", abstract: "Takes part in 'make compare': requests in, answers out.", shouldDisplay: false)

  @Option(help: "openblas, swift or another backend.") var backend: String?

  @Option(help: "The path of a CBLAS library, which takes part instead of a backend.") var cblas: String?

  @Option(help: "A folder of IDX files; without it, the embedded images.") var data: String?

  func validate() throws {
    try BenchmarkCommand.requireMeasurableBuild()
    if (backend == nil) == (cblas == nil) { throw Refusal("peer needs either --backend or --cblas.") }
  }

  func run() throws {
    if let cblas {
      do {
        return try serve(LibraryPeer(CBLASLibrary(path: cblas, threads: 1)))
      } catch let refusal as Refusal {
        return try PeerAnswer(absent: String(refusal.description.dropLast())).send()
      }
    }
    guard let backend, let backend = GEMMBackend(name: backend), backend.isAvailable else {
      return try PeerAnswer(absent: "the backend \(backend ?? "") is not in this build").send()
    }
    let images = if let data { try MNIST.load(from: data) } else { try MNIST.embedded() }
    try serve(Peer(images: images, configuration: ComputeConfiguration(backend: backend)))
  }

  private func serve(_ participant: some Participant) throws {
    var participant = participant
    while let line = readLine() {
      let answer: PeerAnswer
      do {
        answer = try participant.answer(to: line)
      } catch {
        answer = PeerAnswer(error: "\(error)")
      }
      try answer.send()
    }
  }
}
