import LinearAlgebra

/// The spread of a data set's targets, output by output: the scale for the distances of predictions.
struct TargetSpread<Scalar: BLASScalar>: Sendable {
  /// Powers of two that scale the range of each output's targets to near 1, 1 x outputs: otherwise squares of tiny or
  /// huge distances would be 0 or infinite.
  private let scales: Matrix<Scalar>
  /// 1 / (the standard deviation of each output's targets, times its scale), 1 x outputs; 0 for constant targets.
  private let weights: Matrix<Scalar>
  /// The outputs with constant targets.
  private let constants: [Int]

  init(_ data: Dataset<Scalar>) {
    let targets = data.targetMatrix()
    let (least, greatest) = (targets.columnMinima().scalars(), targets.columnMaxima().scalars())
    let constants = least.indices.filter { least[$0] == greatest[$0] }
    scales = Matrix(row: zip(least, greatest).map { least, greatest in Self.scale(greatest / 2 - least / 2) })
    var weights = (targets .* scales).columnStandardDeviations().map { 1 / $0 }
    for j in constants { weights[0, j] = 0 }
    (self.constants, self.weights) = (constants, weights)
  }

  /// The power of two that scales `size` to near 1; 1 for 0 and numbers that are not finite.
  private static func scale(_ size: Scalar) -> Scalar {
    guard size > 0, size.isFinite else { return 1 }
    let most = Scalar.greatestFiniteMagnitude.exponent - 1
    return Scalar(sign: .plus, exponent: min(max(0 - size.exponent, 0 - most), most), significand: 1)
  }

  /// The sum of ((a - t) / deviation)^2 over some samples; `memory` holds as many.
  func squaredDistance(
    _ outputs: MatrixView<Scalar>, _ targets: MatrixView<Scalar>, _ memory: MutableMatrixView<Scalar>
  ) -> Double {
    memory.set(.difference, outputs, targets)
    scales.withView { memory.set(.product, memory.reading, $0) }
    weights.withView { memory.set(.product, memory.reading, $0) }
    return memory.reading.sumOfSquares
  }

  /// Adds the outputs with constant targets that a sample misses.
  func addMissedConstants(
    _ outputs: MatrixView<Scalar>, _ targets: MatrixView<Scalar>, to missed: inout Set<Int>
  ) {
    for j in constants where (0..<outputs.rows).contains(where: { outputs[$0, j] != targets[$0, j] }) {
      missed.insert(j)
    }
  }

  /// R squared averaged over the outputs, from the squared distances of all samples.
  func rSquared(_ squaredDistance: Double, missed: [Set<Int>], samples: Int) -> Double {
    let missedCount = missed.reduce(into: Set<Int>()) { $0.formUnion($1) }.count
    return 1 - (squaredDistance / Double(samples) + Double(missedCount)) / Double(weights.columns)
  }
}
