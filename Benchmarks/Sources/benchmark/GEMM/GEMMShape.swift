/// One product: C of m x n, summed over k, with a side read transposed or not.
struct GEMMShape: CustomStringConvertible {
  /// Which operand is stored transposed, in the letters of BLAS.
  enum Form: String {
    case nn = "NN"
    case tn = "TN"
    case nt = "NT"
  }

  let m: Int
  let n: Int
  let k: Int
  let form: Form

  init(_ m: Int, _ n: Int, _ k: Int, _ form: Form) {
    self.m = m
    self.n = n
    self.k = k
    self.form = form
  }

  var flops: Double { 2 * Double(m) * Double(n) * Double(k) }

  var description: String { "\(m)x\(n)x\(k) \(form.rawValue)" }

  /// The products of one training step of a 784-128-10 network at batch 64, and of the prediction of one image.
  static let training = [
    GEMMShape(64, 128, 784, .nn),  // Z1 = X W1
    GEMMShape(64, 10, 128, .nn),  // Z2 = A1 W2
    GEMMShape(128, 10, 64, .tn),  // dW2 = A1' dZ2
    GEMMShape(64, 128, 10, .nt),  // dA1 = dZ2 W2'
    GEMMShape(784, 128, 64, .tn),  // dW1 = X' dZ1
    GEMMShape(1, 128, 784, .nn),
    GEMMShape(1, 10, 128, .nn),
  ]

  static let squares = [64, 128, 256, 512, 1024].map { GEMMShape($0, $0, $0, .nn) }
}
