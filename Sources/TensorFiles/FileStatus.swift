#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What a path leads to, symbolic links followed.
package enum FileStatus: Equatable, Sendable {
  case file(size: Int)
  case folder
  case other
  /// Nothing, or a path through a folder that cannot be entered.
  case missing

  package init(at path: String) {
    var status = stat()
    // The string is a null-terminated copy for the time of the call; `status` outlives it.
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

  /// The size in bytes where this is a regular file.
  package var regularSize: Int? { if case .file(let size) = self { size } else { nil } }

  /// As it stands in a sentence.
  package var noun: String {
    switch self {
    case .file: "a file"
    case .folder: "a folder"
    case .other: "a pipe, socket or device"
    case .missing: "missing"
    }
  }
}

/// What the operating system says of an `errno`: "No space left on device".
package func systemMessage(_ code: CInt) -> String {
  // strerror's text is null-terminated and copied at once; for the codes used here it is a constant of the library.
  unsafe String(cString: strerror(code))
}
