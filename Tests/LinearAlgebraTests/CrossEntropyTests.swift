import Foundation
import LinearAlgebra
import Testing

/// Softmax cross-entropy at the ends of the range, for few and for many classes; `KernelTests` has its loss and gradient.
@Suite struct CrossEntropyTests {
  @Test func infinityAndNotANumberShowInTheLoss() {
    for columns in [3, 20] {
      for set in InstructionSet.available {
        func loss(_ first: Float, label: Int) -> Double {
          var z = [first] + [Float](repeating: 0, count: columns - 1)
          let t = (0..<columns).map { $0 == label ? Float(1) : 0 }
          return unsafe Float._routines.kernels(set).softmaxCrossEntropy(1, columns, &z, columns, t, columns, 1)
        }
        #expect(loss(.nan, label: 1).isNaN && loss(.nan, label: 0).isNaN)
        #expect(loss(.infinity, label: 1).isNaN)
        #expect(loss(-.infinity, label: 0) == .infinity)
        #expect(abs(loss(-.infinity, label: 1) - log(Double(columns - 1))) < 1e-6)
        #expect(loss(-3e38, label: 1).isFinite && loss(-3e38, label: 0) == Double(3e38 as Float))
      }
    }
  }
}
