import Foundation

/// One line to `make compare`; what a request does not ask for is left out.
struct PeerAnswer: Encodable {
  var absent: String?
  var error: String?
  var name: String?
  var versions: [String: String]?
  var threads: Int?
  var images: Int?
  var testImages: Int?
  var seconds: Double?
  var calls: Int?
  var accuracy: Double?
  var outputs: [Double]?

  func send() throws {
    var line = try JSONEncoder().encode(self)
    line.append(UInt8(ascii: "\n"))
    try FileHandle.standardOutput.write(contentsOf: line)
  }
}
