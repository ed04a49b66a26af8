import LinearAlgebra
import NeuralNetwork

/// Training steps against the width of the hidden layers, the batch and the number of threads.
struct ScalingSuite {
  /// What grows.
  enum Sweep: String, CaseIterable {
    case width, batch, threads
  }

  struct Point {
    let sweep: Sweep
    let shape: NetworkShape
    let batch: Int
    let threads: Int

    var work: Work {
      shape.work("scaling", sweep.rawValue, batch: batch, threads: threads, flops: shape.stepFlops(samples: batch))
    }
  }

  /// - Parameter threads: the counts to measure, ascending; the first sweeps run on the last.
  static func points(quick: Bool, threads: [Int]) -> [Point] {
    let most = threads.last ?? 1
    let widths = quick ? [128, 512] : [128, 256, 512, 1024, 2048]
    let batches = quick ? [16, 256] : [16, 32, 64, 128, 256, 512, 1024]
    return widths.map { Point(sweep: .width, shape: NetworkShape(784, $0, $0, 10), batch: 128, threads: most) }
      + batches.map { Point(sweep: .batch, shape: .mnist, batch: $0, threads: most) }
      + threads.flatMap { count in
        [
          Point(sweep: .threads, shape: .mnist, batch: 64, threads: count),
          Point(sweep: .threads, shape: NetworkShape(784, 1024, 1024, 10), batch: 128, threads: count),
        ]
      }
  }

  let session: Session

  /// - Throws: `WrongAnswer`.
  func measure(_ points: [Point]) throws {
    var table = SuiteTable()
    for point in points {
      let steps = TrainingSteps(point.shape, batch: point.batch)
      let backends = Contender.backends(threads: point.threads, naive: false, allSets: false)
      let contenders = try backends.map { try steps.contender($0, threads: point.threads) }
      table.print(session.measure(point.work, by: contenders))
    }
  }
}
