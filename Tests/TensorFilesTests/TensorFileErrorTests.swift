import Foundation
import TensorFiles
import Testing

@Suite struct TensorFileErrorTests {
  @Test func descriptionIsFileOffsetAndProblem() {
    let error = TensorFileError(.malformed, file: "a/b.bin", offset: 8, "found 0x00, expected '{'")
    #expect(error.description == "a/b.bin, byte 8: found 0x00, expected '{'")
    #expect(TensorFileError(.missing, file: "a", "no such file").description == "a: no such file")
  }

  @Test func foundationTellsTheSameSentence() {
    let error = TensorFileError(.missing, file: "a", "no such file")
    #expect((error as any Error).localizedDescription == error.description)
  }

  @Test func quotedTextStaysOnOneShortLine() {
    let hostile = "tensor '\u{1b}[31m\n\u{2028}\u{202e}" + String(repeating: "x", count: 1_000_000)
    let shown = TensorFileError(.malformed, file: "a", hostile).problem
    #expect(shown.hasPrefix("tensor '\\u{1B}[31m\\n\\u{2028}\\u{202E}xxx"))
    #expect(shown.unicodeScalars.count < 500)
  }
}
