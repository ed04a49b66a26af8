import Foundation
import TensorFiles
import Testing

/// The Swift side of Fixtures/csv_exchange.py, which runs it in a folder of tables that Python's csv module wrote.
@Suite(.enabled(if: csvExchangeFolder != nil)) struct CSVExchangeTests {
  struct Table: Decodable {
    let separator: String
    let hasHeader: Bool
    /// The columns that hold numbers.
    let numbers: [Int]
  }

  struct Reading: Encodable {
    let header: [String]?
    let cells: [[String]]
    /// The bits of the numbers, as Double and as Float, row by row.
    let doubles: [String]
    let floats: [String]
  }

  @Test func tablesOfPythonAreRead() throws {
    let folder = try #require(csvExchangeFolder)
    let tables = try JSONDecoder().decode([Table].self, from: Data(contentsOf: URL(filePath: "\(folder)/tables.json")))
    let readings = try tables.enumerated().map { index, table in
      let file = try CSVFile(
        contentsOf: "\(folder)/\(index).csv", separator: Character(table.separator), hasHeader: table.hasHeader)
      let columns = table.numbers.map { CSVColumn.at($0) }
      return Reading(
        header: file.columnNames, cells: try file.cells(),
        doubles: try file.numbers(of: columns, as: Double.self).map { String($0.bitPattern, radix: 16) },
        floats: try file.numbers(of: columns, as: Float.self).map { String($0.bitPattern, radix: 16) })
    }
    try JSONEncoder().encode(readings).write(to: URL(filePath: "\(folder)/readings.json"))
  }
}

/// Nil where it is not the script that runs the tests.
private let csvExchangeFolder = ProcessInfo.processInfo.environment["CSV_EXCHANGE"]
