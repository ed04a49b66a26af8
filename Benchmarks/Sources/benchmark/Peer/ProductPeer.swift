import LinearAlgebra

/// Times products of Float on one thread for `make compare`, each checked first.
struct ProductPeer {
  enum Performer {
    case backend(GEMMBackend)
    case library(CBLASLibrary)
  }

  let performer: Performer
  /// The last one asked for: its turns come in a row.
  private var problem: GEMMProblem<Float>?

  init(_ performer: Performer) { self.performer = performer }

  /// - Throws: `WrongAnswer`.
  mutating func time(_ shape: GEMMShape) throws -> PeerAnswer {
    let problem = try checked(shape)
    let call: () -> Void =
      switch performer {
      case .backend(let backend): { problem.run(on: ComputeConfiguration(backend: backend, threads: 1)) }
      case .library(let library): { problem.run(by: library) }
      }
    let body = InterleavedTimer.timed(call)
    InterleavedTimer.warmUp(seconds: 0.05, body)
    let samples = InterleavedTimer(secondsEach: 0.08, leastSamples: 1).measure([body])
    return PeerAnswer(seconds: samples.first?.median, calls: samples.first?.values.count)
  }

  private mutating func checked(_ shape: GEMMShape) throws -> GEMMProblem<Float> {
    if let problem, problem.shape == shape { return problem }
    let problem = GEMMProblem<Float>(shape)
    switch performer {
    case .backend(let backend): try problem.check(ComputeConfiguration(backend: backend, threads: 1))
    case .library(let library): try problem.check(library)
    }
    self.problem = problem
    return problem
  }
}

/// A library that takes part with its products alone.
struct LibraryPeer: Participant {
  private let library: CBLASLibrary
  private var products: ProductPeer

  init(_ library: CBLASLibrary) {
    self.library = library
    products = ProductPeer(.library(library))
  }

  mutating func answer(to request: PeerRequest) throws -> PeerAnswer {
    switch request {
    case .hello:
      let (version, core) = (library.identity.version ?? "", library.identity.core.map { " (\($0))" } ?? "")
      return PeerAnswer(name: library.name, versions: [library.identity.maker: version + core])
    case .product(let shape): return try products.time(shape)
    default: throw PeerMistake(description: "a library has products alone")
    }
  }
}

extension GEMMShape {
  /// A product that `make compare` asks for: `TN 1 784 1024 128`, which is form, beta, m, n and k.
  init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    let sizes = words.dropFirst(2).compactMap { Int($0) }.filter { (1...16_384).contains($0) }
    guard words.count == 5, sizes.count == 3, let form = Form(rawValue: words[0]), let beta = Int(words[1]),
      (0...1).contains(beta)
    else { return nil }
    self.init("product", sizes[0], sizes[1], sizes[2], form, beta: Double(beta))
  }
}
