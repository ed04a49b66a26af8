import LinearAlgebra

/// How large gradients are reduced before a step.
public struct GradientClipping: Hashable, Sendable {
  /// What is limited.
  package enum Kind: String, Sendable { case norm, value }

  package let kind: Kind
  /// The largest norm, or the largest absolute value of an element.
  public let limit: Double

  private init(_ kind: Kind, _ limit: Double) {
    require(limit.isFinite && limit > 0, "gradients clipped to \(limit): it must be finite, more than 0")
    (self.kind, self.limit) = (kind, limit)
  }

  /// Scales the whole gradient, over all layers, by `limit` / (norm + 1e-6) if that is below 1: PyTorch's
  /// `clip_grad_norm_`.
  ///
  /// The norm is the square root of the sum of all squares, in an order that is the same for any number of threads.
  ///
  /// - Precondition: `limit` is finite and more than 0.
  public static func norm(_ limit: Double) -> GradientClipping { GradientClipping(.norm, limit) }

  /// Clamps each element of the gradient to -`limit`...`limit`: PyTorch's `clip_grad_value_`.
  ///
  /// - Precondition: `limit` is finite and more than 0.
  public static func value(_ limit: Double) -> GradientClipping { GradientClipping(.value, limit) }

  /// Clamps each element to the limits.
  func clamp<Scalar>(_ gradient: MutableMatrixView<Scalar>) {
    let limit = Scalar(limit)
    gradient.set(clamped: gradient.reading, least: -limit, greatest: limit)
  }

  /// The factor for a gradient of this norm; NaN for NaN.
  func scale(_ norm: Double) -> Double {
    let scale = limit / (norm + 1e-6)
    return scale >= 1 ? 1 : scale
  }
}

extension GradientClipping: CustomStringConvertible {
  /// The call that makes it: `norm(1.0)`.
  public var description: String { "\(kind.rawValue)(\(limit))" }
}

/// The sum of the squares of a gradient: each block of 16 x 16 parameters by its owner, then the blocks in order.
struct GradientNorm<Scalar: BLASScalar> {
  /// For each layer, one row of blocks for each 16 columns; the last block of a row is that of the biases.
  private let squares: [MatrixBuffer<Double>]

  private static var size: Int { StepPlan.partUnit }

  init(_ network: Network<Scalar>) {
    squares = network.layers.map { layer in
      MatrixBuffer(
        rows: (layer.outputs + Self.size - 1) / Self.size, columns: (layer.inputs + Self.size - 1) / Self.size + 1)
    }
  }

  /// Sums up the squares of a member's share of the gradient of layer `index`. Shares begin with a block.
  @specialized(where Scalar == Float)
  @specialized(where Scalar == Double)
  func measure(_ index: Int, _ gradient: Panels<Scalar>, _ place: SharePlace) {
    let (sums, biases) = (squares[index].view, gradient.rows - 1)
    for column in stride(from: place.columns.lowerBound, to: place.columns.upperBound, by: Self.size) {
      let block = gradient.view(column..<min(column + Self.size, place.columns.upperBound)).reading
      for row in stride(from: place.rows.lowerBound, to: min(place.rows.upperBound, biases), by: Self.size) {
        sums[column / Self.size, row / Self.size] =
          block.rows(row..<min(row + Self.size, place.rows.upperBound, biases)).sumOfSquares
      }
      if place.rows.upperBound > biases { sums[column / Self.size, sums.columns - 1] = block.row(biases).sumOfSquares }
    }
  }

  /// The sums of all blocks; blocks that this process did not measure in this step keep their old sums.
  var sums: [Double] { squares.flatMap { $0.view.reading.elements() } }

  /// Sets the sums to those that each process measured of its segments: `all` has the sums of one process after the other.
  func set(to all: [Double], inputs: [Int], processes: Int) {
    let count = all.count / processes
    var place = 0
    for (layer, inputs) in zip(squares, inputs) {
      let (sums, plan) = (layer.view, Partition(count: inputs, members: processes, unit: Self.size))
      let ranks =
        (0..<processes).flatMap { rank in
          [Int](repeating: rank, count: (plan.range(of: rank).count + Self.size - 1) / Self.size)
        } + [processes - 1]
      for i in 0..<sums.rows {
        for j in 0..<sums.columns {
          sums[i, j] = all[ranks[j] * count + place]
          place += 1
        }
      }
    }
  }

  /// The norm, once all shares were added.
  var value: Double {
    var sum = 0.0
    for layer in squares {
      let sums = layer.view
      for i in 0..<sums.rows { for j in 0..<sums.columns { sum += sums[i, j] } }
    }
    return sum.squareRoot()
  }
}
