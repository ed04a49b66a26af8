import VectorKernels
import VectorKernelsAVX2
import VectorKernelsAVX512

/// The loops over images for one instruction set; their contracts are documented in VectorKernels.
@safe package struct ImageKernels: Sendable {
  package typealias FillUniform =
    @Sendable (
      _ count: Int, _ second: UInt32, _ third: UInt32, _ fourth: UInt32, _ key: UInt64, _ y: UnsafeMutablePointer<Float>
    ) -> Void
  package typealias MakeField =
    @Sendable (
      _ rows: Int, _ columns: Int, _ rowKnots: Int, _ columnKnots: Int, _ rowBasis: UnsafePointer<Float>,
      _ columnBasis: UnsafePointer<Float>, _ noise: UnsafePointer<Float>, _ scratch: UnsafeMutablePointer<Float>,
      _ field: UnsafeMutablePointer<Float>
    ) -> Void
  package typealias Resample =
    @Sendable (
      _ rows: Int, _ columns: Int, _ image: UnsafePointer<UInt8>, _ map: UnsafePointer<Float>,
      _ rowOffsets: UnsafePointer<Float>, _ columnOffsets: UnsafePointer<Float>, _ offsetStride: Int,
      _ scratch: UnsafeMutablePointer<UInt32>, _ result: UnsafeMutablePointer<UInt8>
    ) -> Void

  package let fillUniform: FillUniform
  package let makeField: MakeField
  package let resample: Resample

  /// The kernels of the best instruction set of this CPU.
  package static let best = ImageKernels(.best)

  /// The words of scratch that `resample` needs for an image of this size.
  package static func resamplingScratch(_ rows: Int, _ columns: Int) -> Int {
    VectorKernels.resamplingScratch(rows, columns)
  }

  /// The row stride of fields with this many columns.
  package static func fieldStride(_ columns: Int) -> Int { VectorKernels.wholeVectors(columns) }

  package init(_ instructionSet: InstructionSet) {
    switch instructionSet {
    case .baseline:
      unsafe (fillUniform, makeField, resample) = (
        VectorKernels.fillUniform, VectorKernels.makeField, VectorKernels.resample
      )
    case .avx2:
      unsafe (fillUniform, makeField, resample) = (
        VectorKernelsAVX2.fillUniform, VectorKernelsAVX2.makeField, VectorKernelsAVX2.resample
      )
    case .avx512:
      unsafe (fillUniform, makeField, resample) = (
        VectorKernelsAVX512.fillUniform, VectorKernelsAVX512.makeField, VectorKernelsAVX512.resample
      )
    }
  }
}
