/// Why a file could not be read or written: one sentence with the file and, if there is one, the byte offset.
///
/// ```
/// model.safetensors, byte 8: the header starts with 0x5b, expected '{'
/// ```
public struct TensorFileError: Error, Sendable, Equatable {
  /// The kinds of errors that a caller may want to distinguish.
  public enum Kind: Sendable, Equatable {
    /// There is no such file or folder.
    case missing
    /// The operating system refuses to read it, or it is a folder, pipe or device.
    case unreadable
    /// The operating system refuses to write it, or the destination is not a file.
    case unwritable
    /// The file is compressed with gzip.
    case compressed
    /// The file is not of this format, or breaks its rules.
    case malformed
    /// The file is shorter or longer than its header says.
    case wrongSize
    /// The file is valid but uses a type that this module does not read.
    case unsupported
    /// The contents are valid but not as requested: a missing tensor, another shape or element type.
    case mismatch
  }

  /// The kind of error.
  public let kind: Kind
  /// The path, or the name given to bytes in memory.
  public let file: String
  /// The position in the file, in bytes from its start.
  public let offset: Int?
  /// What was found and what was expected, without the file.
  public let problem: String

  /// An error about `file`; also for readers of formats built on this module.
  public init(_ kind: Kind, file: String, offset: Int? = nil, _ problem: String) {
    self.kind = kind
    self.file = file
    self.offset = offset
    self.problem = printable(problem)
  }

  package static func compressed(_ file: String) -> TensorFileError {
    TensorFileError(.compressed, file: file, "is compressed with gzip: unpack it with gunzip first")
  }
}

extension TensorFileError: CustomStringConvertible {
  /// The sentence, without a full stop.
  public var description: String {
    let file = printable(file)
    return if let offset { "\(file), byte \(offset): \(problem)" } else { "\(file): \(problem)" }
  }
}

/// `text` made safe for a line of a terminal: it may quote a hostile file, with control characters or a name of
/// megabytes.
package func printable(_ text: String) -> String { printable(text, limit: 400) }

/// The same, cut after `limit` scalars.
package func printable(_ text: String, limit: Int) -> String {
  var line = ""
  for scalar in text.unicodeScalars.prefix(limit) {
    let isControl = [.control, .format, .lineSeparator, .paragraphSeparator].contains(scalar.properties.generalCategory)
    line += isControl ? scalar.escaped(asASCII: true) : String(scalar)
  }
  return text.unicodeScalars.count > limit ? line + "..." : line
}
