import LinearAlgebra

/// Times products of Float on one thread for `make compare`, each checked first.
struct ProductPeer {
  private let check: (GEMMProblem<Float>) throws -> Void
  private let run: (GEMMProblem<Float>) -> Void
  /// The last one asked for: its turns come in a row.
  private var problem: GEMMProblem<Float>?

  init(_ backend: GEMMBackend) {
    let configuration = ComputeConfiguration(backend: backend, threads: 1)
    check = { try $0.check(configuration) }
    run = { $0.run(on: configuration) }
  }

  init(_ library: CBLASLibrary) {
    check = { try $0.check(library) }
    run = { $0.run(by: library) }
  }

  mutating func time(_ product: String) throws -> PeerAnswer {
    guard let shape = GEMMShape(product) else { throw Refusal("no such product: '\(product)'") }
    let problem = try checked(shape)
    let body = InterleavedTimer.timed { [run] in run(problem) }
    InterleavedTimer.warmUp(seconds: 0.05, body)
    let samples = InterleavedTimer(secondsEach: 0.08, leastSamples: 1).measure([body])
    return PeerAnswer(seconds: samples.first?.median, calls: samples.first?.values.count)
  }

  private mutating func checked(_ shape: GEMMShape) throws -> GEMMProblem<Float> {
    if let problem, problem.shape == shape { return problem }
    let problem = GEMMProblem<Float>(shape)
    try check(problem)
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
    products = ProductPeer(library)
  }

  mutating func answer(to request: String) throws -> PeerAnswer {
    if request == "hello" {
      let (version, core) = (library.identity.version ?? "", library.identity.core.map { " (\($0))" } ?? "")
      return PeerAnswer(name: library.name, versions: [library.identity.maker: version + core])
    }
    if !request.hasPrefix("product ") { throw Refusal("a library has products alone") }
    return try products.time(String(request.dropFirst("product ".count)))
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
