/// Stops the program with `message`: the caller broke a documented precondition.
///
/// In a release build a `precondition` dies without its message; this does not.
@inline(never)
package func trap(_ message: String, file: StaticString = #fileID, line: UInt = #line) -> Never {
  fatalError(message, file: file, line: line)
}

/// Traps with `message` unless `condition` holds; the message names the values that disagree.
@inline(__always)
package func require(
  _ condition: Bool, _ message: @autoclosure () -> String, file: StaticString = #fileID, line: UInt = #line
) {
  if !condition { trap(message(), file: file, line: line) }
}
