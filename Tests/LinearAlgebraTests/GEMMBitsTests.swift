import LinearAlgebra
import Testing
import _TestSupport

/// The Swift kernels give an element the same bits whoever computes it, and whatever rows are computed beside it.
@Suite struct GEMMBitsTests {
  /// Small, thin, shared, wide, with B copied (above 512 KB), with A copied (above 1 MB), with both copied because they are
  /// wide, with sums put down between blocks of k (above 1,024) of a thin C and of one whose A is copied, also in several
  /// blocks of rows; m is no multiple of a tile.
  static let sizes = [
    ProductSizes(m: 17, n: 33, k: 9), ProductSizes(m: 37, n: 10, k: 130), ProductSizes(m: 41, n: 1, k: 300),
    ProductSizes(m: 83, n: 67, k: 211), ProductSizes(m: 39, n: 300, k: 520), ProductSizes(m: 35, n: 1100, k: 20),
    ProductSizes(m: 110, n: 33, k: 1050), ProductSizes(m: 269, n: 130, k: 1000), ProductSizes(m: 37, n: 10, k: 4500),
    ProductSizes(m: 65, n: 130, k: 4200), ProductSizes(m: 523, n: 515, k: 66), ProductSizes(m: 267, n: 130, k: 4200),
  ]

  @Test(arguments: InstructionSet.available, sizes)
  func anyNumberOfThreadsGivesTheSameBits(instructionSet: InstructionSet, sizes: ProductSizes) {
    #expect(differencesBetweenThreads(sizes, instructionSet).first == nil)
  }

  @Test(arguments: InstructionSet.available, sizes)
  func anyRowsAloneHaveTheBitsThatTheyHaveAmongOthers(instructionSet: InstructionSet, sizes: ProductSizes) {
    #expect(differencesBetweenRows(sizes, instructionSet).first == nil)
  }
}
