import ArgumentParser

extension Option {
  /// An option without a default; `value` stands for its value in the help.
  ///
  /// A number may begin with a minus, so that a negative one gets the sentence that says what is allowed.
  init<T: ExpressibleByArgument>(_ value: String, _ help: String, completion: CompletionKind? = nil) where Value == T? {
    self.init(
      parsing: T.self == String.self ? .next : .unconditional, help: ArgumentHelp(help, valueName: value),
      completion: completion)
  }

  /// An option whose value is one of `names`, all of which the help lists; `usual` is what holds without it.
  init(_ help: String, oneOf names: [String], usual: String) where Value == String? {
    self.init("name", "\(help): \(names.joined(separator: ", ")). (default: \(usual))", completion: .list(names))
  }
}

extension CompletionKind {
  /// A network's file.
  static var network: CompletionKind { .file(extensions: ["safetensors"]) }
}
