/// What `make compare` asks of a participant, one line each.
enum PeerRequest {
  /// Who answers, with which versions.
  case hello
  /// Write the images as IDX files into a folder.
  case export(String)
  /// Go on from the weights in a file.
  case load(String)
  case save(String)
  case epoch
  case accuracy
  /// Time the prediction of that many images in one call.
  case predict(Int)
  /// Show the prediction of that many images.
  case outputs(Int)
  /// The matrices to decompose are in this folder.
  case systems(String)
  case decompose(DecompositionTask)
  /// Show what it results in.
  case decomposed(DecompositionTask)
  /// Check a product, and time it on one thread.
  case product(GEMMShape)

  init(_ line: String) throws(PeerMistake) {
    let words = line.split(separator: " ", maxSplits: 1).map(String.init)
    let argument = words.count > 1 ? words[1] : nil
    switch (words.first, argument, argument.flatMap { Int($0) }) {
    case ("hello", nil, _): self = .hello
    case ("export", let folder?, _): self = .export(folder)
    case ("load", let file?, _): self = .load(file)
    case ("save", let file?, _): self = .save(file)
    case ("epoch", nil, _): self = .epoch
    case ("accuracy", nil, _): self = .accuracy
    case ("predict", _, let rows?) where rows >= 1: self = .predict(rows)
    case ("outputs", _, let rows?) where rows >= 1: self = .outputs(rows)
    case ("systems", let folder?, _): self = .systems(folder)
    case ("decompose", let text?, _):
      self = .decompose(try Self.task(text))
    case ("decomposed", let text?, _):
      self = .decomposed(try Self.task(text))
    case ("product", let text?, _):
      guard let shape = GEMMShape(text) else { throw PeerMistake(description: "no such product: '\(text)'") }
      self = .product(shape)
    default: throw PeerMistake(description: "no such request: '\(line)'")
    }
  }

  private static func task(_ text: String) throws(PeerMistake) -> DecompositionTask {
    guard let task = DecompositionTask(text) else {
      throw PeerMistake(description: "no such decomposition: '\(text)'")
    }
    return task
  }
}

/// A request that cannot be followed.
struct PeerMistake: Error, CustomStringConvertible {
  let description: String
}
