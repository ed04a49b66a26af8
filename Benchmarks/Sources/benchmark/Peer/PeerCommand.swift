import ArgumentParser
import LinearAlgebra
import MNISTData

/// This package as a participant of `make compare`: a request a line on standard input, an answer in JSON a line on
/// standard output. `Peers/README.md` tells the requests.
struct PeerCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "peer", abstract: "Takes part in 'make compare': requests in, answers out.", shouldDisplay: false)

  @Option(help: "openblas, swift or another backend.")
  var backend: String

  @Option(help: "A folder of IDX files; without it, the embedded images.")
  var data: String?

  func validate() throws {
    try BenchmarkCommand.requireMeasurableBuild()
  }

  func run() throws {
    guard let backend = GEMMBackend(name: backend), backend.isAvailable else {
      return try PeerAnswer(absent: "the backend \(backend) is not in this build").send()
    }
    let images = if let data { try MNIST.load(from: data) } else { try MNIST.embedded() }
    var peer = Peer(images: images, configuration: ComputeConfiguration(backend: backend))
    while let line = readLine() {
      let answer: PeerAnswer
      do {
        answer = try peer.answer(to: PeerRequest(line))
      } catch {
        answer = PeerAnswer(error: "\(error)")
      }
      try answer.send()
    }
  }
}
