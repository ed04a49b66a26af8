import Foundation
import Testing

/// What the documents show is what the tests of this folder compile.
@Suite struct DocumentedCodeTests {
  let compiled: [String: [DocumentedCode]]

  init() throws {
    compiled = Dictionary(grouping: try DocumentedCode.compiled(), by: \.name)
  }

  @Test(arguments: try DocumentedCode.documents)
  func allSwiftOfADocumentIsCompiled(document: String) throws {
    for shown in try DocumentedCode.shown(in: document) {
      #expect(!shown.name.isEmpty, "\(shown.place): Swift without a mark that names its test")
      let example = compiled[shown.name]?.first
      #expect(shown.code == example?.code, "\(shown.place) is not what \(example?.place ?? "no test") compiles")
    }
  }

  @Test func everyExampleIsShown() throws {
    let shown = try DocumentedCode.documents.flatMap { try DocumentedCode.shown(in: $0) }
    #expect(shown.count >= 2)
    for (name, examples) in compiled {
      #expect(examples.count == 1, "the example '\(name)' stands at \(examples.map(\.place))")
      #expect(shown.contains { $0.name == name }, "no document shows the example '\(name)'")
    }
  }
}
