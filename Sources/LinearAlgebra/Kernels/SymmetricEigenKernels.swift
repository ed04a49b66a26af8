import VectorKernels
import VectorKernelsAVX2
import VectorKernelsAVX512

/// The hot loops of symmetric eigenvalues for one instruction set and one scalar: a part of `KernelTable`.
///
/// Their contracts are documented with the functions in VectorKernels. The caller keeps all pointers in bounds.
@safe package struct SymmetricEigenKernels<Scalar: BLASScalar>: Sendable {
  package typealias Source = UnsafePointer<Scalar>
  package typealias Target = UnsafeMutablePointer<Scalar>
  package typealias SymmetricProduct =
    @Sendable (_ first: Int, _ last: Int, _ a: Source, _ stride: Int, _ x: Source, _ y: Target) -> Void
  package typealias SmallTridiagonal =
    @Sendable (_ n: Int, _ a: Target, _ stride: Int, _ numbers: Target, _ scratch: Target) -> Void
  package typealias Rotation = @Sendable (_ count: Int, _ c: Scalar, _ s: Scalar, _ x: Target, _ y: Target) -> Void
  package typealias SecularSums =
    @Sendable (
      _ count: Int, _ d: Source, _ z: Source, _ origin: Scalar, _ tau: Scalar, _ delta: Target, _ sums: Target
    ) -> Void
  package typealias Ratios =
    @Sendable (_ count: Int, _ d: Source, _ pole: Scalar, _ delta: Source, _ w: Target) -> Void

  package let symmetricProduct: SymmetricProduct
  package let tridiagonalize: SmallTridiagonal
  package let rotate: Rotation
  package let secularSums: SecularSums
  package let multiplyByRatios: Ratios
}

extension SymmetricEigenKernels where Scalar == Float {
  static let baseline = unsafe SymmetricEigenKernels(
    symmetricProduct: VectorKernels.symmetricProduct, tridiagonalize: VectorKernels.tridiagonalize,
    rotate: VectorKernels.rotate, secularSums: VectorKernels.secularSums,
    multiplyByRatios: VectorKernels.multiplyByRatios)
  static let avx2 = unsafe SymmetricEigenKernels(
    symmetricProduct: VectorKernelsAVX2.symmetricProduct, tridiagonalize: VectorKernelsAVX2.tridiagonalize,
    rotate: VectorKernelsAVX2.rotate, secularSums: VectorKernelsAVX2.secularSums,
    multiplyByRatios: VectorKernelsAVX2.multiplyByRatios)
  static let avx512 = unsafe SymmetricEigenKernels(
    symmetricProduct: VectorKernelsAVX512.symmetricProduct, tridiagonalize: VectorKernelsAVX512.tridiagonalize,
    rotate: VectorKernelsAVX512.rotate, secularSums: VectorKernelsAVX512.secularSums,
    multiplyByRatios: VectorKernelsAVX512.multiplyByRatios)
}

extension SymmetricEigenKernels where Scalar == Double {
  static let baseline = unsafe SymmetricEigenKernels(
    symmetricProduct: VectorKernels.symmetricProduct, tridiagonalize: VectorKernels.tridiagonalize,
    rotate: VectorKernels.rotate, secularSums: VectorKernels.secularSums,
    multiplyByRatios: VectorKernels.multiplyByRatios)
  static let avx2 = unsafe SymmetricEigenKernels(
    symmetricProduct: VectorKernelsAVX2.symmetricProduct, tridiagonalize: VectorKernelsAVX2.tridiagonalize,
    rotate: VectorKernelsAVX2.rotate, secularSums: VectorKernelsAVX2.secularSums,
    multiplyByRatios: VectorKernelsAVX2.multiplyByRatios)
  static let avx512 = unsafe SymmetricEigenKernels(
    symmetricProduct: VectorKernelsAVX512.symmetricProduct, tridiagonalize: VectorKernelsAVX512.tridiagonalize,
    rotate: VectorKernelsAVX512.rotate, secularSums: VectorKernelsAVX512.secularSums,
    multiplyByRatios: VectorKernelsAVX512.multiplyByRatios)
}
