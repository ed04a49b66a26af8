import Foundation
import Testing

@Suite struct SizeSweepTests {
  /// What `make stress` does with some hundred sizes, under the address sanitizer.
  @Test func eachCallWithAHugeSizeReturnsThrowsOrTrapsWithASentence() async {
    let result = await #expect(processExitsWith: .success, observing: [\.standardOutputContent]) {
      // The executable stands beside the test bundle, and takes the place of this process.
      let bundle = URL(filePath: CommandLine.arguments[0])
      let program = bundle.deletingLastPathComponent().appending(path: "_Stress").path
      let words = [program, "sizes", "--size", "\(1 << 60)", "--size", "\(Int.max)"]
      // The list ends with nil; the strings live as long as the process.
      unsafe execv(program, words.map { unsafe strdup($0) } + [nil])
    }
    let output = String(decoding: result?.standardOutputContent ?? [], as: UTF8.self)
    #expect(output.contains("; 0 wrong"), "\(output)")
  }
}
