/// What the kernels of one family were tried on, and what was wrong.
package struct KernelTally: Sendable {
  package let family: String
  package private(set) var cases = 0
  /// The elements that were compared.
  package private(set) var elements = 0
  /// A sentence for each wrong case, about its first wrong element.
  package private(set) var problems: [String] = []

  package init(_ family: String) { self.family = family }

  /// Counts a case.
  ///
  /// - Parameters:
  ///   - description: says which case it is, where something is wrong.
  ///   - problem: what is wrong; nil where nothing is.
  package mutating func add(elements: Int, _ problem: String?, of description: @autoclosure () -> String) {
    cases += 1
    self.elements += elements
    if let problem { problems.append("\(description()): \(problem)") }
  }

  /// Counts the cases of `other`, of the same family.
  package mutating func add(_ other: KernelTally) {
    cases += other.cases
    elements += other.elements
    problems += other.problems
  }
}
