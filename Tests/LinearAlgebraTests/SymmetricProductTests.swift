import LinearAlgebra
import Testing
import _TestSupport

@Suite struct SymmetricProductTests {
  /// Orders around those at which another strip of columns begins, 256 and 384.
  @Test(arguments: [1, 127, 255, 256, 257, 385])
  func aProductWithTheOwnTransposeIsSymmetric(n: Int) {
    var generator = SeededGenerator(seed: UInt64(n))
    let x = Matrix<Float>.uniform(rows: 37, columns: n, in: -1..<1, using: &generator)
    for configuration in decompositionConfigurations {
      var expected = Matrix<Float>.zeros(rows: n, columns: n)
      multiply(x.t, x, into: &expected, configuration: configuration)
      let product = x.t.multiplied(by: x, configuration: configuration)
      #expect(product.isApproximatelyEqual(to: expected, relativeTolerance: 1e-6))
      #expect(product == product.transposed())
      let wide = x.transposed()
      let same = wide.multiplied(by: wide.t, configuration: configuration)
      #expect(same.isApproximatelyEqual(to: product, relativeTolerance: 1e-6) && same == same.transposed())
      // OpenBLAS gives other bits on more threads with some of its cores.
      for threads in 2...3 where configuration.backend == .swift {
        var several = configuration
        several.threads = threads
        #expect(x.t.multiplied(by: x, configuration: several) == product)
      }
    }
  }

  /// A block of columns has the stride of its matrix.
  @Test func aBlockWithItsTransposeIsSymmetric() {
    var generator = SeededGenerator(seed: 5)
    let x = Matrix<Double>.uniform(rows: 20, columns: 300, in: -1..<1, using: &generator)
    let block = x[..., 100..<260]
    let (product, copy) = (block.t * block, block.transposed().transposed())
    var expected = Matrix<Double>.zeros(rows: 160, columns: 160)
    multiply(copy.t, copy, into: &expected)
    #expect(product.isApproximatelyEqual(to: expected, relativeTolerance: 1e-14) && product == product.transposed())
  }
}
