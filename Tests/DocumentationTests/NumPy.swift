import Foundation
import LinearAlgebra

/// What Fixtures/from-numpy.py wrote.
struct NumPy: Decodable {
  let lines: [String]
  /// For each name what it held after each line that gave it a value.
  let values: [String: [Matrix<Double>]]

  init() throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Fixtures/from-numpy.json")
    self = try JSONDecoder().decode(NumPy.self, from: Data(contentsOf: file))
  }

  /// Whether `ours` is what `name` held after its line number `line`.
  func agrees(_ name: String, _ ours: Matrix<Double>, line: Int = 0) -> Bool {
    values[name]?[line].isApproximatelyEqual(to: ours, relativeTolerance: 1e-14) ?? false
  }
}
