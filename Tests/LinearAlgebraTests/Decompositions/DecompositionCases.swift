import Foundation
import LinearAlgebra
import Testing
import _TestSupport

/// Below this, LAPACK's own tests take a ratio for rounding.
let ratioLimit = 30.0

/// What computes in tests of decompositions: LAPACK, where it is built in, and Swift.
let decompositionConfigurations = decompositionProviders.map { ComputeConfiguration(backend: $0) }

/// The orders of square matrices.
let orders = [0, 1, 2, 3, 5, 10, 50, 129]

/// Shapes around the block sizes of LAPACK (32 and 64): square, tall, wide, empty.
let shapes: [(m: Int, n: Int)] =
  orders.map { ($0, $0) } + [(5, 0), (0, 5), (10, 3), (3, 10), (50, 1), (1, 50), (129, 50), (50, 129)]

/// How many matrices each kind and shape has: 1, or DENSE_DECOMPOSITION_SEEDS (53 make 5,088 for each scalar).
let seeds: Range<UInt64> =
  0..<(ProcessInfo.processInfo.environment["DENSE_DECOMPOSITION_SEEDS"].flatMap { UInt64($0) } ?? 1)

/// Ratios, and the worst of each name.
struct Ratios {
  private(set) var worst = [String: (ratio: Double, place: String)]()
  private(set) var matrices = 0

  /// Keeps the worst.
  mutating func record(_ name: String, _ ratio: Double, _ place: String) {
    if let known = worst[name], !(ratio > known.ratio || ratio.isNaN) { return }
    worst[name] = (ratio, place)
  }

  mutating func countMatrix() { matrices += 1 }

  /// Fails for each name whose worst ratio is not below the limit.
  func check(_ scalar: Any.Type) {
    for (name, (ratio, place)) in worst.sorted(by: { $0.key < $1.key }) {
      #expect(ratio < ratioLimit, "\(name) of \(scalar), \(place)")
    }
    if seeds.count > 1 {
      print("\(scalar): \(matrices) matrices, worst ratios", worst.mapValues { ($0.ratio * 100).rounded() / 100 })
    }
  }
}

/// Calls `body` with matrices of every kind, shape and seed.
func sweep<Scalar: OracleScalar & BLASScalar>(
  _: Scalar.Type, shapes: [(m: Int, n: Int)], _ make: (MatrixKind, Int, Int, inout SeededGenerator) -> Matrix<Scalar>,
  _ body: (Matrix<Scalar>, MatrixKind, inout SeededGenerator, _ record: (String, Double) -> Void) throws -> Void
) {
  var ratios = Ratios()
  for seed in seeds {
    for kind in MatrixKind.allCases {
      // A short run has one kind of large matrices.
      for (m, n) in shapes where seeds.count > 1 || kind == .random || Swift.max(m, n) <= 50 {
        var generator = SeededGenerator(seed: seed &* 1000 &+ UInt64(m * 131 + n))
        let place = "\(kind) \(m)x\(n) seed \(seed)"
        ratios.countMatrix()
        do {
          try body(make(kind, m, n, &generator), kind, &generator) { ratios.record($0, $1, place) }
        } catch {
          Issue.record("\(place), \(Scalar.self): \(error)")
        }
      }
    }
  }
  ratios.check(Scalar.self)
}

/// A right-hand side of the size of A, from a random X; of small integers where A is subnormal: then A X is B up to
/// relative roundings, as elsewhere. Rounded to the spacing of subnormal numbers, B would be far from the range of a tall A.
func rightHandSide<Scalar: OracleScalar & BLASScalar>(
  of a: Matrix<Scalar>, columns: Int = 3, using generator: inout SeededGenerator
) -> Matrix<Scalar> {
  let isSubnormal = a.scalars().allSatisfy { $0.isSubnormal || $0 == 0 }
  let x = Matrix<Scalar>.uniform(rows: a.columns, columns: columns, in: -1..<1, using: &generator)
  return a * (isSubnormal ? x.map { (4 * $0).rounded() } : x)
}
