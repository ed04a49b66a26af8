import LinearAlgebra

extension Initializer {
  /// A matrix with orthonormal columns (or rows, if it is wide), Haar distributed: its distribution does not change
  /// under rotations.
  ///
  /// The Q of a normal matrix, with signs of the columns that make the diagonal of R positive. Otherwise the signs
  /// would depend on the matrix and favour some directions.
  ///
  /// - Note: Mezzadri, Notices of the AMS 54 (2007), 592-604.
  static func orthogonal<Scalar: BLASScalar>(
    rows: Int, columns: Int, using generator: inout some RandomNumberGenerator
  ) -> Matrix<Scalar> {
    let normal = Matrix<Scalar>.normal(rows: max(rows, columns), columns: min(rows, columns), using: &generator)
    do throws(DecompositionError) {
      // In Swift on any backend, so that a run repeated with another backend starts with the same weights.
      let swift = ComputeConfiguration(backend: .swift(ComputeConfiguration.current.instructionSet))
      let qr = try QR(consuming: normal, configuration: swift)
      let (q, r) = (qr.q(), qr.r())
      let signed = q .* Matrix(row: (0..<r.rows).map { r[$0, $0] < 0 ? -1 : 1 })
      return rows < columns ? signed.transposed() : signed
    } catch {
      trap("orthogonal weights, \(rows)x\(columns): \(error)")
    }
  }
}
