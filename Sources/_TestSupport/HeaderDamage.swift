/// Tries what may be left of a file: each of its beginnings, and the whole with one bit of its first `header` bytes flipped.
///
/// Prints how many those are, the line that `.ci/stress` makes a row of.
///
/// - Parameters:
///   - file: a valid file.
///   - kind: its name in the line that is printed.
///   - header: the bytes whose bits are flipped; all if nil.
///   - isHandled: whether damaged bytes are refused by an error, or read as they stand.
/// - Returns: what was done to those that are not.
public func unhandledDamage(
  to file: [UInt8], _ kind: String, header: Int? = nil, _ isHandled: (_ damaged: [UInt8]) -> Bool
) -> [String] {
  var (count, wrong) = (0, [String]())
  func check(_ damaged: [UInt8], _ what: String) {
    count += 1
    if !isHandled(damaged) { wrong.append(what) }
  }
  for length in file.indices { check(Array(file[..<length]), "\(kind) cut to \(length) bytes") }
  for index in 0..<min(header ?? file.count, file.count) {
    for bit in 0..<8 {
      var damaged = file
      damaged[index] ^= 1 << UInt8(bit)
      check(damaged, "\(kind) with bit \(bit) of byte \(index) flipped")
    }
  }
  print("damage: \(count) of \(kind); \(wrong.count) wrong")
  return wrong
}
