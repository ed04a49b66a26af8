import Foundation
import LinearAlgebra

// What makes a matrix of a size, or takes an index, a range or an offset.

extension SizeCase {
  static var makers: [SizeCase] {
    cases(shaped + places, Sizes.all)
      + [SizeCase(name: "threads", sizes: Sizes.some) { _ = ComputeConfiguration(threads: $0) }]
  }

  /// Each shape in each maker.
  private static var shaped: [Named<Int>] {
    var calls: [Named<Int>] = []
    for (name, shape) in shapes {
      func add(_ maker: String, _ make: @escaping @Sendable (Int, Int) throws -> Void) {
        calls.append(("\(maker) \(name)", { try make(shape($0).0, shape($0).1) }))
      }
      add("elements") { _ = Matrix<Float>([], rows: $0, columns: $1) }
      add("zeros Float") { _ = Matrix<Float>.zeros(rows: $0, columns: $1) }
      add("zeros Double") { _ = Matrix<Double>.zeros(rows: $0, columns: $1) }
      add("closure") { _ = Matrix<Float>(rows: $0, columns: $1) { i, j in Float(i &+ j) } }
      add("uniform") {
        var generator = SeededGenerator(seed: 1)
        _ = Matrix<Float>.uniform(rows: $0, columns: $1, in: 0..<1, using: &generator)
      }
      add("normal") {
        var generator = SeededGenerator(seed: 1)
        _ = Matrix<Double>.normal(rows: $0, columns: $1, using: &generator)
      }
      add("reshaped") { _ = Matrix<Float>.zeros(rows: 0, columns: 0).reshaped(rows: $0, columns: $1) }
      add("decoded") {
        let json = #"{"rows":\#($0),"columns":\#($1),"elements":[]}"#
        _ = try JSONDecoder().decode(Matrix<Float>.self, from: Data(json.utf8)).rowSums()
      }
    }
    calls.append(("identity", { _ = Matrix<Float>.identity($0) }))
    return calls
  }

  /// Indices, ranges and offsets of a small matrix.
  private static var places: [Named<Int>] {
    var calls: [Named<Int>] = []
    func add(_ name: String, _ call: @escaping @Sendable (inout Matrix<Float>, Int) -> Void) {
      // Below zero too: the most negative number is its own opposite.
      for (sign, isNegative) in [("n", false), ("~n", true)] {
        calls.append(
          (
            "\(name) \(sign)",
            { n in
              var m = Matrix<Float>(rows: [[1, 2, 3, 4], [5, 6, 7, 8], [9, 10, 11, 12]])
              call(&m, isNegative ? ~n : n)
            }
          ))
      }
    }
    add("element") { m, n in _ = m[n, n] }
    add("set element") { m, n in m[0, n] = 1 }
    add("row") { m, n in _ = m.row(n) }
    add("column") { m, n in _ = m.column(n) }
    add("[n, ...]") { m, n in m[n, ...] = m[n, ...] }
    add("[..., n]") { m, n in m[..., n] = m[..., n] }
    add("[n..., ...]") { m, n in m[n..., ...] = m[n..., ...] }
    add("[..<n, ...]") { m, n in m[..<n, ...] = m[..<n, ...] }
    add("[...n, ...]") { m, n in m[...n, ...] = m[...n, ...] }
    add("[..., 0..<n]") { m, n in m[..., min(0, n)..<max(0, n)] = m[..., min(0, n)..<max(0, n)] }
    add("[..., 0...n]") { m, n in m[..., min(0, n)...max(0, n)] = m[..., min(0, n)...max(0, n)] }
    add("[n..<n, ...]") { m, n in _ = m[n..<n, ...] }
    add("[1, n...]") { m, n in _ = m[1, n...] }
    add("[...n, 1]") { m, n in _ = m[...n, 1] }
    add("diagonal") { m, n in _ = m.diagonal(offset: n) }
    add("triangles") { m, n in _ = (m.upperTriangle(offset: n), m.lowerTriangle(offset: n)) }
    return calls
  }
}
