import LinearAlgebra

/// Computes products drawn at random on every instruction set of this CPU; returns what is wrong.
///
/// The product at an index is that of the seed `seed + index`: with that seed and a count of 1 it comes again.
///
/// - Parameters:
///   - indices: the products.
///   - isExact: whether matrices have blocks of exactly their size, for an address sanitizer.
package func problemsOfRandomProducts(seed: UInt64, indices: Range<Int>, isExact: Bool = false) -> [String] {
  indices.flatMap { index in
    let seed = seed &+ UInt64(index)
    return seed.isMultiple(of: 2)
      ? problems(Float.self, seed: seed, isExact: isExact) : problems(Double.self, seed: seed, isExact: isExact)
  }
}

private func problems<Scalar: BLASScalar & OracleScalar>(
  _: Scalar.Type, seed: UInt64, isExact: Bool
) -> [String] {
  let product = RandomProduct<Scalar>(seed: seed, isExact: isExact)
  let reference = ProductReference(product)
  // Half of them on one thread.
  let threads = [1, 1, 1, 2, 3, 4][Int(seed / 2 % 6)]
  return InstructionSet.available.compactMap { instructionSet in
    product.run(ComputeConfiguration(backend: .swift(instructionSet), threads: threads))
    return reference.problem(in: product.c).map {
      "seed \(seed): \(instructionSet), \(threads) threads, \(product): \($0)"
    }
  }
}
