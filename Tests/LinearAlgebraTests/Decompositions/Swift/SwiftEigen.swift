import LinearAlgebra

/// The eigenvalues and vectors of a matrix by the routines in Swift, without the type that chooses between providers.
struct SwiftEigen<Scalar: BLASScalar> {
  var unconverged: Int
  var values: (real: [Scalar], imaginary: [Scalar])
  /// Row j is column j of the vectors as `geev` packs them.
  var packedLeft: Matrix<Scalar>
  var packedRight: Matrix<Scalar>

  init(_ a: Matrix<Scalar>, left: Bool = true, right: Bool = true, threads: Int = 1) {
    let n = a.rows
    var work = a.transposed()
    var (real, imaginary) = ([Scalar](repeating: .nan, count: n), [Scalar](repeating: .nan, count: n))
    var leftVectors = Matrix<Scalar>(repeating: .nan, rows: n, columns: n)
    var rightVectors = leftVectors
    unconverged = work.withMutableView { a in
      leftVectors.withMutableView { leftView in
        rightVectors.withMutableView { rightView in
          SwiftRoutines<Scalar>(threads: threads).decompose(
            a, real: &real, imaginary: &imaginary, left: left ? leftView : nil, right: right ? rightView : nil)
        }
      }
    }
    values = (real, imaginary)
    (packedLeft, packedRight) = (leftVectors, rightVectors)
  }

  /// The right vectors, column j that of eigenvalue j.
  var right: (real: Matrix<Scalar>, imaginary: Matrix<Scalar>) { unpacked(packedRight) }

  /// The left vectors, conjugated: the right ones of A^T.
  var left: (real: Matrix<Scalar>, imaginary: Matrix<Scalar>) {
    let vectors = unpacked(packedLeft)
    return (vectors.real, -vectors.imaginary)
  }

  private func unpacked(_ packed: Matrix<Scalar>) -> (real: Matrix<Scalar>, imaginary: Matrix<Scalar>) {
    var (real, imaginary) = (packed, Matrix<Scalar>.zeros(rows: packed.rows, columns: packed.columns))
    for j in 0..<packed.rows where values.imaginary[j] > 0 {
      real[j + 1...j + 1, ...] = packed.row(j)
      imaginary[j...j, ...] = packed.row(j + 1)
      imaginary[j + 1...j + 1, ...] = -packed.row(j + 1)
    }
    return (real.transposed(), imaginary.transposed())
  }
}
