/// Stops the program with `message`: the caller broke a documented precondition.
///
/// Unlike a `precondition`, it also prints its message in a release build.
@inline(never)
package func trap(_ message: String, file: StaticString = #fileID, line: UInt = #line) -> Never {
  fatalError(message, file: file, line: line)
}

/// Traps with `message` unless `condition` holds; the message names the values that disagree.
@inline(__always)
package func require(
  _ condition: Bool, _ message: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line
) {
  if !condition { trap(making: message, file: file, line: line) }
}

/// The message is made here: made where the condition is, its text would be compiled into every caller.
@inline(never)
package func trap(making message: () -> String, file: StaticString, line: UInt) -> Never {
  trap(message(), file: file, line: line)
}

/// What has rows and columns, for the messages of traps.
package protocol Shaped {
  var rows: Int { get }
  var columns: Int { get }
}

extension Shaped {
  /// The shape: `3x4`.
  package var shapeText: String { "\(rows)x\(columns)" }

  /// Traps unless this is square; `use` is what needs that.
  func requireSquare(_ use: String, file: StaticString = #fileID, line: UInt = #line) {
    require(rows == columns, "\(use) a \(shapeText) matrix: it is not square", file: file, line: line)
  }
}
