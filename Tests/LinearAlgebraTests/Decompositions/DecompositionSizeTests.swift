import Foundation
import Testing

#if DEBUG
  @testable import LinearAlgebra
#else
  import LinearAlgebra
#endif

@Suite struct DecompositionSizeTests {
  /// Matrices without elements of which one size is as large as can be.
  @Test(arguments: decompositionConfigurations.indices) func emptyMatricesOfAnySizeAreDecomposed(index: Int) async {
    await #expect(processExitsWith: .success) { [index = index as Int] in
      // Visiting 2^60 rows takes 10 years; the signal ends the process.
      alarm(60)
      let configuration = decompositionConfigurations[index]
      let (tall, wide) = (
        Matrix<Double>.zeros(rows: Int.max / 8, columns: 0), Matrix<Double>.zeros(rows: 0, columns: Int.max / 8)
      )
      for a in [tall, wide] {
        #expect(
          try a.singularValues(configuration: configuration) == [] && a.norm(.two, configuration: configuration) == 0
            && a.rank(configuration: configuration) == 0)
        #expect(
          try SVD(a, configuration: configuration).values == []
            && SVD(a, configuration: configuration).pseudoinverse() == a.transposed())
        let (lu, qr) = (try LU(a, configuration: configuration), try QR(a, configuration: configuration))
        #expect(lu.lower().rows == a.rows && lu.upper().columns == a.columns && lu.pivots() == [])
        #expect(try qr.reconstructed() == a && qr.q().rows == a.rows && qr.r().columns == a.columns)
        #expect(try a.pseudoinverse(configuration: configuration) == a.transposed())
      }
      #expect(try tall.solve(tall, configuration: configuration) == .zeros(rows: 0, columns: 0))
      let (none, many) = (
        Matrix<Float>.zeros(rows: 0, columns: 0), Matrix<Float>.zeros(rows: 0, columns: Int.max / 4)
      )
      #expect(
        try QR(none, configuration: configuration).solve(many) == many
          && SVD(none, configuration: configuration).solve(many) == many
          && LU(none, configuration: configuration).solve(many) == many)
    }
  }

  /// Results of one number for each row or column.
  static let calls: [@Sendable () throws -> Void] = [
    { _ = try LU(Matrix<Float>.zeros(rows: Int.max / 4, columns: 0)).permutation() },
    { _ = try Matrix<Float>.zeros(rows: 0, columns: 0).leastSquares(Matrix.zeros(rows: 0, columns: Int.max / 4)) },
  ]

  @Test(arguments: calls.indices) func moreNumbersThanMemoryCanHoldTrap(index: Int) async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      [index = index as Int] in
      alarm(60)
      try DecompositionSizeTests.calls[index]()
    }
    #expect(result?.message.contains("an array of 2305843009213693951 Int: it takes more than") == true)
  }

  /// Pivots are numbers of 32 bits.
  @Test func columnsThatPivotsCannotCountTrap() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      alarm(60)
      _ = try PivotedQR(Matrix<Float>.zeros(rows: 0, columns: 1 << 31))
    }
    #expect(result?.message.contains("the pivoted QR of 2147483648 columns: the most are 2147483647") == true)
  }

  @Test func theWholeOfUOfManyRowsTraps() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      alarm(60)
      _ = try SVD(Matrix<Float>.zeros(rows: 1 << 60, columns: 0), vectors: .full)
    }
    #expect(result?.message.contains("a matrix of 1152921504606846976x1152921504606846976: it, a row") == true)
  }

  #if DEBUG && OpenBLAS && os(Linux)
    /// LAPACK itself asks for a workspace of 1,792,518 elements where it needs 3 n^2, and of 1,114,078 where it needs 2 n^2.
    @Test func aWorkspaceThatLAPACKCannotCountTraps() async {
      let singular = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        let a = DecompositionSizeTests.nothing(26_754, 26_754)
        var values = [Float](repeating: 0, count: 26_754)
        _ = Float._routines.lapack.decomposeSingular(a, values: &values, u: a, vt: a, full: false)
      }
      #expect(singular?.message.contains("for LAPACK of 2147623842 rows, columns or elements of workspace") == true)
      let symmetric = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var values = [Float](repeating: 0, count: 32_767)
        _ = Float._routines.lapack.decomposeSymmetric(
          DecompositionSizeTests.nothing(32_767, 32_767), values: &values, vectors: true)
      }
      #expect(symmetric?.message.contains("for LAPACK of 2147549181 rows, columns or elements of workspace") == true)
      let shortest = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
        var values = [Float](repeating: 0, count: 1000)
        _ = Float._routines.lapack.solveLeastSquares(
          DecompositionSizeTests.nothing(1000, 1000), DecompositionSizeTests.nothing(3_000_000, 1000), values: &values,
          tolerance: 0)
      }
      #expect(shortest?.message.contains("for LAPACK of 3000111676 rows, columns or elements of workspace") == true)
    }

    /// A matrix of which no element may be touched.
    private static func nothing(_ rows: Int, _ columns: Int) -> MutableMatrixView<Float> {
      // Out of bounds: what is tested ends before.
      unsafe MutableMatrixView(
        base: UnsafeMutablePointer(mutating: MatrixView<Float>.nowhere), rows: rows, columns: columns, stride: columns)
    }
  #endif
}
