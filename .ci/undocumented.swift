// Complains about public symbols without documentation, and about those that the page of their module does not list:
//
//   swift .ci/undocumented.swift GRAPHS SOURCES
//
// reads GRAPHS/Module/*.symbols.json and SOURCES/Module/Module.docc/Module.md.
import Foundation

struct SymbolGraph: Decodable {
  struct Symbol: Decodable {
    struct Kind: Decodable { var identifier: String }
    struct Comment: Decodable {}
    struct Location: Decodable { var uri: String }

    var kind: Kind
    var pathComponents: [String]
    var docComment: Comment?
    var location: Location?
  }

  struct Module: Decodable { var name: String }

  var module: Module
  var symbols: [Symbol]
}

let (folder, sources) = (CommandLine.arguments[1], CommandLine.arguments[2])
var complaints = 0
func complain(_ words: String) {
  print("docs: \(words)")
  complaints += 1
}
let paths = (FileManager.default.subpaths(atPath: folder) ?? []).filter { $0.hasSuffix(".symbols.json") }
if paths.isEmpty { complain("no symbol graph in \(folder)") }
for path in paths {
  let graph = try JSONDecoder().decode(
    SymbolGraph.self, from: Data(contentsOf: URL(filePath: "\(folder)/\(path)")))
  let module = graph.module.name
  let page = try String(contentsOfFile: "\(sources)/\(module)/\(module).docc/\(module).md", encoding: .utf8)
  // What the compiler synthesizes has no place in a file, and an extension's members speak for it.
  for symbol in graph.symbols where symbol.kind.identifier != "swift.extension" {
    let name = symbol.pathComponents.joined(separator: ".")
    if symbol.docComment == nil, let location = symbol.location {
      complain("\(name) has no documentation: \(location.uri.split(separator: "/").last ?? "")")
    }
    if symbol.pathComponents.count == 1, !page.contains("``\(name)``") {
      complain("\(name) is not among the topics of \(module).docc/\(module).md")
    }
  }
}
if complaints > 0 { exit(1) }
