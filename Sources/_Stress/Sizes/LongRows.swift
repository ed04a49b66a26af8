import ArgumentParser
import Foundation
import LinearAlgebra
import _TestSupport

/// Rows with more columns than a Float counts exactly, whose products need a workspace of more than 2^31 elements.
struct LongRows: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "long-rows", abstract: "Places in rows of more than 2^29 columns, and solving with one as long: 4 GB.")

  func run() throws {
    let available = Int(sysconf(Int32(_SC_AVPHYS_PAGES))) * Int(sysconf(Int32(_SC_PAGESIZE)))
    if available < 6 << 30 {
      print("long-rows: not run: \(available) bytes of memory are free, it needs 6 GB")
      throw ExitCode(69)
    }
    try report(
      "long-rows", 2 + decompositionProviders.count, "rows of 2^29 columns, or with as long a workspace",
      placeProblems(Float.self) + placeProblems(Double.self) + solvingProblems())
  }

  private func placeProblems<Scalar: BLASScalar>(_: Scalar.Type) -> [String] {
    let columns = (1 << 29) + 500
    var (row, problems) = (Matrix<Scalar>.zeros(rows: 1, columns: columns), [String]())
    func expect(_ name: String, _ place: Int, _ expected: Int) {
      if place != expected { problems.append("\(name) of \(Scalar.self): \(place) instead of \(expected)") }
    }
    expect("argmax of zeros", row.argmax().column, 0)
    (row[0, columns - 1], row[0, columns - 300]) = (1, -1)
    expect("argmax", row.argmax().column, columns - 1)
    expect("argmin", row.argmin().column, columns - 300)
    expect("columnArgmax of the column", row.reshaped(rows: columns, columns: 1).columnArgmax()[0], columns - 1)
    row[0, (1 << 29) - 1] = 1
    expect("argmax of equals", row.rowArgmax()[0], (1 << 29) - 1)
    row[0, 1 << 29] = .nan
    expect("argmax with NaN", row.rowArgmax()[0], 1 << 29)
    expect("argmin with NaN", row.rowArgmin()[0], 1 << 29)
    return problems
  }

  /// The best workspace for so many right-hand sides has more elements than LAPACK counts.
  private func solvingProblems() throws -> [String] {
    let b = Matrix<Float>(repeating: 3, rows: 1, columns: 70_000_000)
    return try decompositionProviders.compactMap { backend in
      let x = try QR(Matrix(rows: [[1.5]]), configuration: ComputeConfiguration(backend: backend)).solve(b)
      return x.min() == 2 && x.max() == 2 ? nil : "solving for 70,000,000 right-hand sides by \(backend)"
    }
  }
}
