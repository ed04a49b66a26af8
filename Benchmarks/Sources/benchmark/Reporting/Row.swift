import LinearAlgebra

/// What is measured: one kind of work on one number of threads. What a suite has no use for is nil and left out of a
/// report.
struct Work: Encodable, Equatable {
  /// gemm, layers, epoch, predict, scaling, decompositions.
  var suite: String
  /// The part of the suite, as people say it: "X W1", "square", "step".
  var name: String
  /// A product's shape: C is m x n, summed over k. A matrix that is decomposed is m x n.
  var m: Int?
  var n: Int?
  var k: Int?
  /// Which operands are stored transposed, in the letters of BLAS: "NN", "TN", "NT", "TT".
  var transposes: String?
  /// The factor of the former C where a product is added to it: 1.
  var beta: Double?
  /// The widths of a network: "784-128-10".
  var network: String?
  /// The samples of a mini-batch, or of one prediction.
  var batch: Int?
  var scalar: ScalarKind
  var threads: Int
  /// Floating-point operations that the mathematics needs; nil where none are counted.
  var flops: Double?

  /// Whether `text` is a part of its suite or description, in upper or lower case.
  func isNamed(_ text: String) -> Bool { "\(suite) \(label)".lowercased().contains(text.lowercased()) }

  /// The work in words: what tables show and `--filter` looks into.
  var label: String {
    var words = [name]
    if let m, let n { words.append([m, n, k].compactMap { $0.map(String.init) }.joined(separator: "x")) }
    if let transposes { words.append(transposes) }
    if let network { words.append(network) }
    if let batch, m == nil { words.append("batch \(batch)") }
    return words.joined(separator: " ")
  }
}

/// One figure: a work by one backend.
struct Row: Encodable, Equatable {
  var work: Work
  /// openblas, swift, reference, or the name of a loaded library.
  var backend: String
  /// The set of the Swift kernels; for the other backends the best one that they are known to use.
  var instructionSet: String
  /// The median of one call, or of one step or epoch.
  var seconds: Double
  /// The range of the middle half of the samples, over the median.
  var spread: Double
  var samples: Int
  /// The peak of the instruction set on these threads, measured between the samples, in GFLOP/s.
  var peak: Double
  /// The share of the test images that is classified right, after training.
  var accuracy: Double?

  var gflops: Double? { work.flops.map { $0 / seconds * 1e-9 } }
  var peakShare: Double? { gflops.map { $0 / peak } }

  /// The backend as tables show it: "swift avx512".
  var contender: String {
    switch backend {
    case "swift": "swift \(instructionSet)"
    case "reference": "plain loops"
    default: backend
    }
  }
}

// In a report a row is one flat object.
extension Row {
  private enum Key: String, CodingKey {
    case backend, instructionSet, seconds, spread, samples, peak, accuracy, gflops, peakShare
  }

  func encode(to encoder: any Encoder) throws {
    try work.encode(to: encoder)
    var row = encoder.container(keyedBy: Key.self)
    try row.encode(backend, forKey: .backend)
    try row.encode(instructionSet, forKey: .instructionSet)
    try row.encode(seconds, forKey: .seconds)
    try row.encode(spread, forKey: .spread)
    try row.encode(samples, forKey: .samples)
    try row.encode(peak, forKey: .peak)
    try row.encodeIfPresent(accuracy, forKey: .accuracy)
    try row.encodeIfPresent(gflops, forKey: .gflops)
    try row.encodeIfPresent(peakShare, forKey: .peakShare)
  }
}
