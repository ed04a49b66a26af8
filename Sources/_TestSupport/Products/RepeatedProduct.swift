import LinearAlgebra

/// A product that must have the same bits each time, whoever computes at the same time: computes it on a configuration;
/// what is wrong, or nil.
package typealias RepeatedProduct = (ComputeConfiguration) -> String?

/// A random product; of given sizes, or of any.
package func repeatedProduct(seed: UInt64, sizes: ProductSizes? = nil) -> RepeatedProduct {
  seed.isMultiple(of: 2)
    ? repeated(RandomProduct<Float>(seed: seed, isExact: false, sizes: sizes))
    : repeated(RandomProduct<Double>(seed: seed, isExact: false, sizes: sizes))
}

private func repeated<Scalar: BLASScalar & OracleScalar>(_ product: RandomProduct<Scalar>) -> RepeatedProduct {
  let reference = ProductReference(product)
  // Of each backend; OpenBLAS has one for each number of threads.
  var firstResults: [ComputeConfiguration: [Scalar]] = [:]
  return { configuration in
    product.run(configuration)
    var key = configuration
    if key.backend != .openBLAS { key.threads = 1 }
    if let first = firstResults[key] {
      return product.c.hasBits(first) ? nil : "\(configuration), \(product): other bits than the first time"
    }
    firstResults[key] = product.c.contents
    return reference.problem(in: product.c, of: key.backend).map { "\(configuration), \(product): \($0)" }
  }
}
