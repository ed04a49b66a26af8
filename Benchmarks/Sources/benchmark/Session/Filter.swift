/// The text of `--filter`: a part of a work's suite or description, in upper or lower case.
struct Filter {
  private let text: String

  init(_ text: String) { self.text = text.lowercased() }

  func accepts(_ work: Work) -> Bool {
    "\(work.suite) \(work.label)".lowercased().contains(text)
  }
}
