import LinearAlgebra

/// A product that must have the same bits each time, whoever computes at the same time.
package protocol RepeatedProduct {
  /// Computes it; what is wrong, or nil.
  func problem(on configuration: ComputeConfiguration) -> String?
}

/// A random product; of given sizes, or of any.
package func repeatedProduct(seed: UInt64, sizes: ProductSizes? = nil) -> any RepeatedProduct {
  seed.isMultiple(of: 2)
    ? Repeated<Float>(RandomProduct(seed: seed, isExact: false, sizes: sizes))
    : Repeated<Double>(RandomProduct(seed: seed, isExact: false, sizes: sizes))
}

private final class Repeated<Scalar: BLASScalar & OracleScalar>: RepeatedProduct {
  private let product: RandomProduct<Scalar>
  private let reference: ProductReference<Scalar>
  /// The first result of each backend; OpenBLAS has one for each number of threads.
  private var first: [ComputeConfiguration: [Scalar]] = [:]

  init(_ product: RandomProduct<Scalar>) {
    self.product = product
    reference = ProductReference(product)
  }

  func problem(on configuration: ComputeConfiguration) -> String? {
    product.run(configuration)
    var key = configuration
    if key.backend != .openBLAS { key.threads = 1 }
    if let first = first[key] {
      return product.c.hasBits(first) ? nil : "\(configuration), \(product): other bits than the first time"
    }
    first[key] = product.c.contents
    return reference.problem(in: product.c, of: key.backend).map { "\(configuration), \(product): \($0)" }
  }
}
