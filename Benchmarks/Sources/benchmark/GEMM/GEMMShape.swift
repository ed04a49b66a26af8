/// One product: C of m x n, summed over k, with each side read transposed or not, written to C or added to it.
struct GEMMShape: Equatable {
  /// Which operands are stored transposed, in the letters of BLAS.
  enum Form: String, CaseIterable {
    case nn = "NN"
    case tn = "TN"
    case nt = "NT"
    case tt = "TT"

    var transposesA: Bool { self == .tn || self == .tt }
    var transposesB: Bool { self == .nt || self == .tt }
  }

  /// What it is in a training step, or its proportions.
  let name: String
  let m: Int
  let n: Int
  let k: Int
  let form: Form
  /// The factor of the former C: 0, or 1 where the product is added.
  var beta = 0.0
  /// The samples of the training step that it belongs to.
  var batch: Int?

  init(_ name: String, _ m: Int, _ n: Int, _ k: Int, _ form: Form = .nn, beta: Double = 0, batch: Int? = nil) {
    (self.name, self.m, self.n, self.k) = (name, m, n, k)
    (self.form, self.beta, self.batch) = (form, beta, batch)
  }

  var flops: Double { 2 * Double(m) * Double(n) * Double(k) }

  func work(_ scalar: ScalarKind, threads: Int) -> Work {
    Work(
      suite: "gemm", name: name, m: m, n: n, k: k, transposes: form.rawValue, beta: beta == 0 ? nil : beta,
      batch: batch, scalar: scalar, threads: threads, flops: flops)
  }
}

extension GEMMShape {
  /// The products of one training step of a 784-128-10 network.
  static func training(batch: Int) -> [GEMMShape] {
    [
      GEMMShape("X W1", batch, 128, 784, .nn, batch: batch),
      GEMMShape("A1 W2", batch, 10, 128, .nn, batch: batch),
      GEMMShape("A1' dZ2", 128, 10, batch, .tn, batch: batch),
      GEMMShape("dZ2 W2'", batch, 128, 10, .nt, batch: batch),
      GEMMShape("X' dZ1", 784, 128, batch, .tn, batch: batch),
    ]
  }

  /// The gradients of wide layers, added to the weights: C is read, too, and some of them are larger than L2.
  static let updates = [
    GEMMShape("update", 1024, 1024, 128, .tn, beta: 1),
    GEMMShape("update", 784, 1024, 128, .tn, beta: 1),
    GEMMShape("update", 512, 512, 256, .tn, beta: 1),
  ]

  static func square(_ size: Int, _ form: Form = .nn) -> GEMMShape { GEMMShape("square", size, size, size, form) }

  /// Every shape that `gemm` measures, or the few of `--quick`.
  static func all(quick: Bool) -> [GEMMShape] {
    if quick { return training(batch: 64) + [updates[2], square(128), square(512), GEMMShape("tall", 4096, 64, 256)] }
    return [1, 32, 64, 128, 256, 1024].flatMap(training) + updates
      + [32, 64, 128, 256, 512, 1024, 2048].map { square($0) }
      + [.tn, .nt, .tt].map { square(256, $0) }
      + [
        GEMMShape("tall", 4096, 64, 256), GEMMShape("wide", 64, 4096, 256), GEMMShape("deep", 64, 64, 4096),
        GEMMShape("thin", 1024, 10, 1024), GEMMShape("column", 1024, 1, 1024), GEMMShape("row", 1, 1024, 1024),
      ]
  }

  /// Where small matrices and one image are left out, calls and not kernels are what the others measure.
  static let groups: [SpeedSummary.Group] = [
    ("training, batches 32...256", { (32...256).contains($0.batch ?? 0) }),
    ("updates of wide layers", { $0.name == "update" }),
    ("squares 128...2048", { $0.name == "square" && $0.transposes == "NN" && (128...2048).contains($0.m ?? 0) }),
  ]
}
