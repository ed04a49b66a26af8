import LinearAlgebra

/// Computes products drawn at random by OpenBLAS, on every instruction set of this CPU, and by the plain loops.
///
/// The product at an index is that of the seed `seed + index`: with that seed and a count of 1 it comes again.
///
/// - Parameters:
///   - indices: the products.
///   - isExact: whether matrices have blocks of exactly their size, for an address sanitizer.
package func tallyOfRandomProducts(seed: UInt64, indices: Range<Int>, isExact: Bool = false) -> KernelTally {
  var tally = KernelTally("products")
  for index in indices {
    let seed = seed &+ UInt64(index)
    if seed.isMultiple(of: 2) {
      add(Float.self, seed: seed, isExact: isExact, to: &tally)
    } else {
      add(Double.self, seed: seed, isExact: isExact, to: &tally)
    }
  }
  return tally
}

private func add<Scalar: BLASScalar & OracleScalar>(
  _: Scalar.Type, seed: UInt64, isExact: Bool, to tally: inout KernelTally
) {
  let product = RandomProduct<Scalar>(seed: seed, isExact: isExact)
  let reference = ProductReference(product)
  // Half of them on one thread.
  let threads = [1, 1, 1, 2, 3, 4][Int(seed / 2 % 6)]
  // Of a large product the plain loops are the reference themselves.
  let backends = fastBackends + (product.sizes.isLarge ? [] : [.reference])
  for backend in backends {
    product.run(ComputeConfiguration(backend: backend, threads: threads))
    tally.add(
      elements: product.sizes.m * product.sizes.n, reference.problem(in: product.c, of: backend),
      of: "seed \(seed): \(backend), \(threads) threads, \(product)")
  }
}
