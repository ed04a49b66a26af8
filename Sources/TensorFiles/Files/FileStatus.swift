import Foundation

/// The kind of file at a path, following symbolic links.
package enum FileStatus: Equatable, Sendable {
  case file(size: Int)
  case folder
  case other
  /// There is nothing, or the path goes through a folder that cannot be entered.
  case missing

  package init(at path: String) {
    var status = stat()
    // The string is a null-terminated copy for the duration of the call; `status` outlives it.
    let found = unsafe !path.utf8.contains(0) && path.withCString { unsafe stat($0, &status) } == 0
    self = found ? FileStatus(status) : .missing
  }

  init(_ status: stat) {
    switch status.st_mode & S_IFMT {
    case S_IFREG: self = .file(size: Int(status.st_size))
    case S_IFDIR: self = .folder
    default: self = .other
    }
  }

  /// The size in bytes if this is a regular file.
  package var regularSize: Int? { if case .file(let size) = self { size } else { nil } }

  /// The kind as part of a sentence.
  package var noun: String {
    switch self {
    case .file: "a file"
    case .folder: "a folder"
    case .other: "a pipe, socket or device"
    case .missing: "missing"
    }
  }
}

/// The operating system's text for an `errno`: "No space left on device".
package func systemMessage(_ code: CInt) -> String {
  // strerror's text is null-terminated and copied at once; for the codes used here it is a constant of the library.
  unsafe String(cString: strerror(code))
}
