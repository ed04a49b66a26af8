import VectorKernels
import VectorKernelsAVX2
import VectorKernelsAVX512

/// The kernels of one instruction set for one scalar.
package typealias KernelTable = VectorKernels.KernelTable

// A table is made by code compiled for its set, so only on a CPU that has the set. Each module has a type of its own for it;
// all three are compiled from one source, which gives them one layout.
extension InstructionSet {
  /// The kernels of this set for `Float`.
  ///
  /// - Precondition: this CPU has the set.
  var floatKernels: KernelTable<Float> {
    switch self {
    case .baseline: VectorKernels.floatKernels
    case .avx2: unsafe unsafeBitCast(VectorKernelsAVX2.floatKernels, to: KernelTable<Float>.self)
    case .avx512: unsafe unsafeBitCast(VectorKernelsAVX512.floatKernels, to: KernelTable<Float>.self)
    }
  }

  /// The same for `Double`.
  var doubleKernels: KernelTable<Double> {
    switch self {
    case .baseline: VectorKernels.doubleKernels
    case .avx2: unsafe unsafeBitCast(VectorKernelsAVX2.doubleKernels, to: KernelTable<Double>.self)
    case .avx512: unsafe unsafeBitCast(VectorKernelsAVX512.doubleKernels, to: KernelTable<Double>.self)
    }
  }
}
