import LinearAlgebra
import _TestSupport

/// Products of these sizes, one for each scalar and transposition; returns what differs from the bits that the
/// instruction set gives on one thread.
func differencesBetweenThreads(_ sizes: ProductSizes, _ instructionSet: InstructionSet) -> [String] {
  func differences<Scalar>(_ product: RandomProduct<Scalar>) -> [String] {
    product.run(ComputeConfiguration(backend: .swift(instructionSet), threads: 1))
    let alone = product.c.contents
    // Oversubscribed wherever there are fewer CPUs.
    return [2, 3, 4].compactMap { threads in
      product.run(ComputeConfiguration(backend: .swift(instructionSet), threads: threads))
      return product.c.hasBits(alone) ? nil : "\(threads) threads: \(product)"
    }
  }
  return forms(Float.self, sizes).flatMap(differences) + forms(Double.self, sizes).flatMap(differences)
}

/// The same for each row alone and for some ranges of rows, in place and with their part of A in memory of its own.
func differencesBetweenRows(_ sizes: ProductSizes, _ instructionSet: InstructionSet) -> [String] {
  let m = sizes.m
  var generator = SeededGenerator(seed: UInt64(m))
  // Of a product that takes long a row of each place in a tile: 13 shares no factor with any tile's height.
  let step = m * sizes.n * sizes.k > 10_000_000 ? 13 : 1
  var ranges =
    stride(from: 0, to: m, by: step).map { $0..<$0 + 1 } + [0..<m - 1, 1..<m, 1..<3, 5..<9, 8..<16, m - 7..<m]
  for _ in 0..<5 {
    let start = Int.random(in: 0..<m, using: &generator)
    ranges.append(start..<Int.random(in: start + 1...m, using: &generator))
  }
  func differences<Scalar>(_ product: RandomProduct<Scalar>) -> [String] {
    let configuration = ComputeConfiguration(backend: .swift(instructionSet), threads: 1)
    product.run(configuration)
    let batch = product.c.copy()
    var problems = [String]()
    for rows in ranges {
      product.reset()
      let expected = product.c.copy()
      expected.view.rows(rows).update(from: batch.view.rows(rows).reading)
      for isCopied in [false, true] {
        product.run(rows: rows, isCopied: isCopied, configuration)
        if !product.c.hasBits(expected.contents) { problems.append("rows \(rows), A copied: \(isCopied), \(product)") }
      }
    }
    return problems
  }
  return forms(Float.self, sizes).flatMap(differences) + forms(Double.self, sizes).flatMap(differences)
}

/// A product for each transposition; those with C added to it and alpha = 1, which the kernels leave out, change places with
/// the size.
func forms<Scalar>(_: Scalar.Type, _ sizes: ProductSizes) -> [RandomProduct<Scalar>] {
  var generator = SeededGenerator(seed: 1)
  let factors: [(alpha: Scalar, beta: Scalar)] = [(1, 0), (1, 1), (-0.625, 0.75), (1, -1)]
  return (0..<4).map { form in
    let (alpha, beta) = factors[(form + sizes.m) % 4]
    return RandomProduct(
      sizes, transposesA: form & 1 != 0, transposesB: form & 2 != 0, alpha: alpha, beta: beta,
      specials: form == 1 ? 0.01 : 0, using: &generator)
  }
}

extension RandomProduct {
  /// Computes some rows of C alone.
  fileprivate func run(rows: Range<Int>, isCopied: Bool, _ configuration: ComputeConfiguration) {
    reset()
    let part = transposesA ? a.view.columns(rows) : a.view.rows(rows)
    let copy = MatrixBuffer<Scalar>(rows: part.rows, columns: part.columns)
    copy.view.update(from: part.reading)
    let source = (isCopied ? copy.view : part).reading
    multiply(
      transposesA ? source.t : source.operand, right, into: c.view.rows(rows), alpha: alpha, beta: beta,
      configuration: configuration)
    // The copy's memory outlives the product.
    withExtendedLifetime(copy) {}
  }
}
