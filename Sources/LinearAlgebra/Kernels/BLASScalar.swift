/// A scalar that matrices hold: `Float` or `Double`.
///
/// Only these two conform: the requirements are for the library's own use.
public protocol BLASScalar: BinaryFloatingPoint, SIMDScalar, LosslessStringConvertible, Codable, Sendable,
  BitwiseCopyable
where RawSignificand: FixedWidthInteger {
  /// The kernels for this scalar; for the library's own use.
  static var _routines: _Routines<Self> { get }
}

extension Float: BLASScalar {
  public static let _routines = _Routines<Float>(
    kernels: { $0.floatKernels }, openBLAS: Product.openBLAS, lapack: .routines)
}

extension Double: BLASScalar {
  public static let _routines = _Routines<Double>(
    kernels: { $0.doubleKernels }, openBLAS: Product.openBLAS, lapack: .routines)
}

/// Everything that depends on the scalar, behind one lookup.
public final class _Routines<Scalar: BLASScalar>: Sendable {
  private let baseline: KernelTable<Scalar>
  /// The kernels of AVX2, or those of the baseline where the CPU lacks AVX2.
  private let avx2: KernelTable<Scalar>
  /// The kernels of AVX-512, or those of the baseline where the CPU lacks AVX-512.
  private let avx512: KernelTable<Scalar>
  /// The kernels of the best instruction set of this CPU.
  package let best: KernelTable<Scalar>
  /// A product by OpenBLAS, with its arguments checked, where OpenBLAS is built in.
  package let openBLAS: (@Sendable (Product<Scalar>) -> Void)?
  /// The routines of LAPACK, where it is built in.
  let lapack: LAPACK<Scalar>

  init(
    kernels: (InstructionSet) -> KernelTable<Scalar>, openBLAS: (@Sendable (Product<Scalar>) -> Void)?,
    lapack: LAPACK<Scalar>
  ) {
    baseline = kernels(.baseline)
    avx2 = kernels(InstructionSet.avx2.isAvailable ? .avx2 : .baseline)
    avx512 = kernels(InstructionSet.avx512.isAvailable ? .avx512 : .baseline)
    best = kernels(.best)
    self.openBLAS = openBLAS
    self.lapack = lapack
  }

  /// The kernels compiled for `instructionSet`: a copy of the table, which retains every kernel in it.
  ///
  /// Where the CPU lacks the set these are, without a warning, the kernels of the baseline: ask for an available one.
  package func kernels(_ instructionSet: InstructionSet) -> KernelTable<Scalar> {
    switch instructionSet {
    case .baseline: baseline
    case .avx2: avx2
    case .avx512: avx512
    }
  }

  /// The matrix product compiled for `instructionSet`, which this CPU must have, and the size of its scratch.
  func matrixProduct(
    _ instructionSet: InstructionSet
  ) -> (product: KernelTable<Scalar>.MatrixProduct, scratchCount: KernelTable<Scalar>.ScratchCount) {
    require(
      instructionSet.isAvailable, "the \(instructionSet) kernels: this CPU has \(InstructionSet.available)")
    return switch instructionSet {
    case .baseline: unsafe (baseline.multiplyMatrices, baseline.scratchCount)
    case .avx2: unsafe (avx2.multiplyMatrices, avx2.scratchCount)
    case .avx512: unsafe (avx512.multiplyMatrices, avx512.scratchCount)
    }
  }

  /// The plain loops.
  var naiveProduct: KernelTable<Scalar>.MatrixProduct { unsafe baseline.multiplyNaively }
}
