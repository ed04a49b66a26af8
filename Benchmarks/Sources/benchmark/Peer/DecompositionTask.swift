/// A decomposition that `make compare` asks for: `solve double 256 1`.
struct DecompositionTask {
  /// Its name, which `PeerDecomposition` knows.
  let work: String
  let scalar: ScalarKind
  /// The columns of the matrix.
  let n: Int
  let threads: Int

  /// Nil where the words are not a task.
  init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 4, let scalar = ScalarKind(rawValue: words[1]), let n = Int(words[2]), n >= 1,
      let threads = Int(words[3]), threads >= 1
    else { return nil }
    (work, self.scalar, self.n, self.threads) = (words[0], scalar, n, threads)
  }
}
