import Foundation

/// An example of README.md and the code of a test that must be the same.
///
/// In README.md it is the code block under `<!-- example: NAME ... -->`, without its imports; in the test it stands
/// between `// example: NAME` and `// end of example`, indented as deep as the first of these comments.
package struct ReadmeExample {
  /// The code in README.md.
  package let documented: String
  /// The code in the test.
  package let compiled: String

  /// - Parameters:
  ///   - name: the name in both files.
  ///   - testFile: the path of the test, two folders below README.md's.
  /// - Throws: what reading a file throws.
  package init(_ name: String, testFile: String = #filePath) throws {
    let test = URL(filePath: testFile)
    let readme = test.deletingLastPathComponent().appending(path: "../../README.md").standardized
    documented = try Self.lines(of: readme, after: "<!-- example: \(name)", before: "```")
      .drop { $0.isEmpty || $0.hasPrefix("```") || $0.hasPrefix("import ") }
      .joined(separator: "\n")
    compiled = try Self.lines(of: test, after: "// example: \(name)", before: "// end of example")
      .joined(separator: "\n")
  }

  /// The lines between two marks, less the indentation of the first mark; a line that opens a code block is no end.
  private static func lines(of file: URL, after start: String, before end: String) throws -> [Substring] {
    let all = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
    guard let first = all.firstIndex(where: { $0.drop { $0 == " " }.hasPrefix(start) }) else { return [] }
    let indentation = all[first].prefix { $0 == " " }.count
    return all[(first + 1)...].prefix { $0.drop { $0 == " " } != end }.map { $0.dropFirst(indentation) }
  }
}
