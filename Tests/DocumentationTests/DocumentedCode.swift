import Foundation

/// A piece of Swift that a document shows or a test compiles.
///
/// A document shows it in a code block, or as the cells of a table's column headed `swift-dense`, one line a cell. The
/// line before it is its mark, `<!-- example: NAME -->`; leading imports are not part of it. A test of this folder
/// compiles it between `// example: NAME` and `// end of example`, indented as deep as the first of these comments.
///
/// Only what no test can compile, a manifest say, is marked `<!-- not compiled: REASON -->`.
struct DocumentedCode {
  /// The name in the mark; empty without a mark.
  let name: String
  /// The code, line by line.
  let code: String
  /// The file and the line where it begins.
  let place: String

  /// The folder of the package.
  static let root = URL(filePath: #filePath).appending(path: "../../..").standardized

  /// What users read: README.md, that of the benchmarks, the articles, and the pages of the folder Documentation.
  static var documents: [String] {
    get throws {
      try FileManager.default.subpathsOfDirectory(atPath: root.path).filter { path in
        let folder = path.split(separator: "/").first
        return path == "README.md" || path == "Benchmarks/README.md"
          || path.hasSuffix(".md") && (folder == "Documentation" || folder == "Sources" && path.contains(".docc/"))
      }
      .sorted()
    }
  }

  /// All Swift of a document, marked or not, but what is said not to be compiled.
  static func shown(in document: String) throws -> [DocumentedCode] {
    let lines = try lines(of: document)
    return lines.indices.compactMap { index in
      guard let code = block(lines, at: index) ?? table(lines, at: index, column: "swift-dense") else { return nil }
      let mark = index == 0 ? "" : lines[index - 1]
      if mark.hasPrefix("<!-- not compiled: ") { return nil }
      return DocumentedCode(
        name: name(in: mark, after: "<!-- example: "), code: code.joined(separator: "\n"),
        place: "\(document):\(index + 1)")
    }
  }

  /// All examples that the tests of this folder compile.
  static func compiled() throws -> [DocumentedCode] {
    let folder = "Tests/DocumentationTests/"
    return try FileManager.default.contentsOfDirectory(atPath: root.appending(path: folder).path)
      .filter { $0.hasSuffix("Tests.swift") }
      .flatMap { file in
        let lines = try lines(of: folder + file)
        return lines.indices.filter { lines[$0].drop { $0 == " " }.hasPrefix("// example: ") }.map { index in
          let indentation = lines[index].prefix { $0 == " " }.count
          let code = lines[(index + 1)...].prefix { !$0.hasSuffix("// end of example") }
          return DocumentedCode(
            name: name(in: String(lines[index].dropFirst(indentation)), after: "// example: "),
            code: code.map { $0.dropFirst(indentation) }.joined(separator: "\n"), place: "\(folder)\(file):\(index + 1)"
          )
        }
      }
  }

  /// The cells of a column of all tables of a document, without their backticks.
  static func cells(of document: String, column: String) throws -> [String] {
    let lines = try lines(of: document)
    return lines.indices.flatMap { table(lines, at: $0, column: column) ?? [] }
  }

  private static func lines(of file: String) throws -> [String] {
    try String(contentsOf: root.appending(path: file), encoding: .utf8).components(separatedBy: "\n")
  }

  private static func name(in mark: String, after prefix: String) -> String {
    mark.hasPrefix(prefix) ? String(mark.dropFirst(prefix.count).prefix { $0 != " " }) : ""
  }

  /// The code of a Swift block that opens on a line.
  private static func block(_ lines: [String], at index: Int) -> [String]? {
    let opening = lines[index].drop { $0 == " " }
    guard opening.hasPrefix("```"), opening.drop(while: { "` ".contains($0) }).lowercased().hasPrefix("swift") else {
      return nil
    }
    return lines[(index + 1)...].prefix { $0 != "```" }.drop { $0.isEmpty || $0.hasPrefix("import ") }.map { $0 }
  }

  /// The cells of a column of the table whose head is on a line.
  private static func table(_ lines: [String], at index: Int, column: String) -> [String]? {
    guard lines[index].hasPrefix("|"), index == 0 || !lines[index - 1].hasPrefix("|"),
      let number = cells(lines[index]).firstIndex(of: column)
    else { return nil }
    return lines[index...].prefix { $0.hasPrefix("|") }.dropFirst(2).map { cells($0)[number] }
  }

  /// The cells of a row, without their backticks.
  private static func cells(_ row: String) -> [String] {
    row.split(separator: "|").map { $0.trimmingCharacters(in: CharacterSet(charactersIn: " `")) }
  }
}
